//! Which addresses belong to the open Internet.

use std::net::{IpAddr, Ipv4Addr, Ipv6Addr};

/// Whether anybody in the Internet may have this address: not this machine, not a private network, not a
/// cloud's metadata service, nothing reserved. After the registries of special-purpose addresses (RFC 6890).
pub fn is_public(address: IpAddr) -> bool {
    match address {
        IpAddr::V4(address) => is_public_v4(address),
        IpAddr::V6(address) => is_public_v6(address),
    }
}

fn is_public_v4(address: Ipv4Addr) -> bool {
    let [a, b, c, _] = address.octets();
    let is_special = address.is_private()
        || address.is_loopback()
        || address.is_link_local()
        || address.is_documentation()
        || address.is_multicast()
        || a == 0
        // Shared by the customers of a provider; Alibaba's metadata service is in there.
        || (a == 100 && b & 0xc0 == 64)
        || (a == 192 && b == 0 && c == 0)
        || (a == 192 && b == 88 && c == 99)
        || (a == 198 && b & 0xfe == 18)
        || a >= 240
        // Azure's servers for its own machines.
        || address == Ipv4Addr::new(168, 63, 129, 16);
    !is_special
}

fn is_public_v6(address: Ipv6Addr) -> bool {
    if let Some(address) = address.to_ipv4_mapped() {
        return is_public_v4(address);
    }
    let segments = address.segments();
    let [first, second, third, .., before_last, last] = segments;
    let embedded = |high: u16, low: u16| {
        let [[a, b], [c, d]] = [high.to_be_bytes(), low.to_be_bytes()];
        is_public_v4(Ipv4Addr::new(a, b, c, d))
    };
    match (first, second) {
        // NAT64 and 6to4 lead to an IPv4 address.
        (0x64, 0xff9b) => segments.get(2..6) == Some(&[0; 4]) && embedded(before_last, last),
        (0x2002, _) => embedded(second, third),
        // Teredo, benchmarks, ORCHID and documentation.
        (0x2001, 0..=0x1ff | 0xdb8) | (0x3fff, 0..=0xfff) => false,
        _ => first & 0xe000 == 0x2000,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_the_open_internet_is_public() {
        let private = "127.0.0.1 10.1.2.3 172.16.0.1 192.168.1.1 169.254.169.254 100.100.100.200 0.0.0.0 \
            255.255.255.255 224.0.0.1 192.0.0.192 198.18.0.1 168.63.129.16 ::1 :: fe80::1 fd00:ec2::254 fc00::1 \
            ::ffff:127.0.0.1 ::ffff:10.0.0.1 64:ff9b::a00:1 64:ff9b:1::1 2002:7f00:1::1 2001:db8::1 2001::1 \
            ff02::1 fec0::1 ::127.0.0.1";
        for text in private.split_whitespace() {
            assert!(!is_public(text.parse().unwrap()), "{text}");
        }
        let public = "1.1.1.1 8.8.8.8 172.32.0.1 100.128.0.1 2606:4700::1111 2a00:1450::1 ::ffff:8.8.8.8 \
            64:ff9b::808:808 2002:808:808::1";
        for text in public.split_whitespace() {
            assert!(is_public(text.parse().unwrap()), "{text}");
        }
    }
}
