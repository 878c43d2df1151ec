//! Hosts written as numbers, and hosts of the machine itself.

use super::host::Class;

/// Classes an IP address; nothing for names.
pub fn address(host: &str) -> Option<Class> {
    let text = host.trim_matches(['[', ']']);
    let parsed: std::net::IpAddr = match text.parse() {
        Ok(parsed) => parsed,
        Err(_) => return numeric(text),
    };
    Some(match parsed {
        std::net::IpAddr::V4(four) => four_class(four),
        std::net::IpAddr::V6(six) => {
            let head = six.segments().first().copied().unwrap_or_default();
            let reserved = six.is_loopback()
                || six.is_unspecified()
                || head & 0xfe00 == 0xfc00
                || head & 0xffc0 == 0xfe80
                || head == 0x2001;
            if reserved {
                Class::Local
            } else {
                Class::RawAddress
            }
        }
    })
}

fn four_class(four: std::net::Ipv4Addr) -> Class {
    let [first, second, third, _] = four.octets();
    let resolver = matches!((first, second), (8, 8) | (1, 0..=2) | (9, 9))
        || (first, second, third) == (169, 254, 169);
    let documentation = matches!(
        (first, second, third),
        (192, 0, 2) | (198, 51, 100) | (203, 0, 113)
    );
    let shared = first == 100 && (64..128).contains(&second);
    if documentation {
        return Class::Placeholder;
    }
    if four.is_private()
        || four.is_loopback()
        || four.is_unspecified()
        || four.is_link_local()
        || four.is_multicast()
        || four.is_broadcast()
        || shared
        || resolver
        || first == 0
        || first >= 240
    {
        Class::Local
    } else {
        Class::RawAddress
    }
}

/// An address written as one number or in hex, as only someone hiding it writes it.
fn numeric(text: &str) -> Option<Class> {
    let value = match text.strip_prefix("0x") {
        Some(digits) => u32::from_str_radix(digits, 16).ok()?,
        None if text.len() >= 8 && text.bytes().all(|byte| byte.is_ascii_digit()) => {
            text.parse().ok()?
        }
        None => return None,
    };
    Some(four_class(std::net::Ipv4Addr::from(value)))
}

/// Whether the host is this machine or its own network.
pub fn is_local(host: &str) -> bool {
    let last = host.rsplit('.').next().unwrap_or_default();
    !host.contains('.')
        || matches!(
            last,
            "local"
                | "localhost"
                | "internal"
                | "lan"
                | "home"
                | "corp"
                | "intranet"
                | "cluster"
                | "svc"
        )
}
