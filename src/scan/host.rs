//! Hosts: found in text, classed by lists with reasons, never looked up.

use std::collections::HashSet;
use std::sync::LazyLock;

use super::rules::hosts;

/// What is known of a host.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Class {
    /// On the list of known good ones, or allowed by the policy.
    Good,
    /// This machine, a private network, or a name reserved for documentation.
    Local,
    /// A name made up for an example.
    Placeholder,
    /// Nothing is known.
    Unknown,
    /// A link shortener.
    Shortener,
    /// A bare public address.
    RawAddress,
    /// A request collector, a tunnel or dynamic name.
    Collector,
    /// A paste site or file drop.
    Paste,
    /// Imitates a known name.
    LookAlike,
    /// Calls itself hostile.
    Hostile,
}

impl Class {
    /// The words shown to people.
    pub fn words(self) -> &'static str {
        match self {
            Self::Good => "well known",
            Self::Local => "local or reserved",
            Self::Placeholder => "placeholder",
            Self::Unknown => "unknown",
            Self::Shortener => "link shortener",
            Self::RawAddress => "bare address",
            Self::Collector => "collector or tunnel",
            Self::Paste => "paste site or file drop",
            Self::LookAlike => "look-alike",
            Self::Hostile => "names itself hostile",
        }
    }

    /// Whether it speaks against whoever names it.
    pub fn is_bad(self) -> bool {
        match self {
            Self::Good | Self::Local | Self::Placeholder | Self::Unknown => false,
            Self::Shortener
            | Self::RawAddress
            | Self::Collector
            | Self::Paste
            | Self::LookAlike
            | Self::Hostile => true,
        }
    }

    /// Whether data sent to it goes to somebody who cannot be named.
    pub fn is_foreign(self) -> bool {
        self.is_bad() || self == Self::Unknown
    }
}

fn set(list: &'static [&'static str]) -> HashSet<&'static str> {
    list.iter().copied().collect()
}

static GOOD: LazyLock<HashSet<&'static str>> = LazyLock::new(|| set(hosts::KNOWN_GOOD));
static PASTE: LazyLock<HashSet<&'static str>> = LazyLock::new(|| set(hosts::PASTE));
static COLLECTOR: LazyLock<HashSet<&'static str>> = LazyLock::new(|| set(hosts::COLLECTOR));
static SHORTENER: LazyLock<HashSet<&'static str>> = LazyLock::new(|| set(hosts::SHORTENER));
static HOSTILE: LazyLock<HashSet<&'static str>> = LazyLock::new(|| set(hosts::HOSTILE_WORDS));

/// A host found in text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Found {
    /// The name or address in lower case, without port.
    pub host: String,
    /// Where the address begins in the text.
    pub start: usize,
    /// Where the address ends.
    pub end: usize,
    /// Whether it is asked without encryption.
    pub plain: bool,
}

/// The first address with a scheme in the text at or after a byte, if there is one.
pub fn next_url(text: &str, from: usize) -> Option<Found> {
    let mut at = from;
    loop {
        let rest = text.get(at..)?;
        let mark = rest.find("://")? + at;
        let scheme_start = text
            .get(..mark)?
            .rfind(|letter: char| !letter.is_ascii_alphanumeric() && letter != '+')
            .map_or(0, |index| {
                index
                    + text
                        .get(index..)
                        .and_then(|tail| tail.chars().next())
                        .map_or(1, char::len_utf8)
            });
        let scheme = text.get(scheme_start..mark)?.to_ascii_lowercase();
        let tail = text.get(mark + 3..)?;
        let length = tail.find(ends_url).unwrap_or(tail.len());
        let whole = tail.get(..length).unwrap_or_default();
        let end = mark + 3 + length;
        let authority = whole
            .split(['/', '?', '#', '\\'])
            .next()
            .unwrap_or_default();
        let host = bare(authority.rsplit('@').next().unwrap_or_default());
        if scheme.is_empty() || host.is_empty() {
            at = mark + 3;
            continue;
        }
        let plain = matches!(scheme.as_str(), "http" | "ws" | "ftp" | "tcp");
        return Some(Found {
            host,
            start: scheme_start,
            end,
            plain,
        });
    }
}

fn ends_url(letter: char) -> bool {
    letter.is_whitespace()
        || matches!(
            letter,
            '"' | '\'' | '`' | '<' | '>' | ')' | ']' | '|' | ';' | ',' | '，' | '。' | '）' | '、'
        )
}

fn bare(authority: &str) -> String {
    let lower = authority.to_ascii_lowercase();
    if let Some(end) = lower.strip_prefix('[').and_then(|inner| inner.find(']')) {
        return lower.get(1..=end).unwrap_or_default().to_owned();
    }
    let name = lower.split(':').next().unwrap_or_default();
    name.trim_matches(|letter: char| letter == '.' || letter == '*')
        .to_owned()
}

/// What is known of a host; `allowed` are the policy's.
pub fn class(host: &str, allowed: &std::collections::BTreeSet<String>) -> Class {
    let written = host
        .rfind(['$', '{', '}', '<', '>', '%', '(', ')'])
        .map_or(host, |last| {
            // Of a name with holes, only what follows the last hole is known.
            host.get(last..)
                .and_then(|tail| tail.split_once('.'))
                .map_or("", |(_, rest)| rest)
        });
    if written.len() < host.len() && !written.contains('.') {
        return Class::Placeholder;
    }
    let host = written;
    let under = |list: &HashSet<&'static str>| suffixes(host).any(|part| list.contains(part));
    if suffixes(host).any(|part| allowed.contains(part)) {
        return Class::Good;
    }
    if under(&PASTE) {
        return Class::Paste;
    }
    if under(&COLLECTOR) {
        return Class::Collector;
    }
    if under(&SHORTENER) {
        return Class::Shortener;
    }
    if under(&GOOD) {
        return Class::Good;
    }
    if let Some(address) = address(host) {
        return address;
    }
    if is_local(host) {
        return Class::Local;
    }
    if names_itself_hostile(host) {
        return Class::Hostile;
    }
    if is_placeholder(host) {
        return Class::Placeholder;
    }
    if imitates(host) {
        Class::LookAlike
    } else {
        Class::Unknown
    }
}

fn suffixes(host: &str) -> impl Iterator<Item = &str> {
    std::iter::successors(Some(host), |name| {
        name.split_once('.').map(|(_, rest)| rest)
    })
    .filter(|name| name.contains('.'))
}

/// Classes an IP address; nothing for names.
fn address(host: &str) -> Option<Class> {
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

fn is_local(host: &str) -> bool {
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

fn names_itself_hostile(host: &str) -> bool {
    let labels: Vec<&str> = host.split('.').collect();
    let named = labels.len().saturating_sub(1);
    labels.iter().take(named.max(1)).any(|label| {
        HOSTILE.contains(label)
            || (label.contains('-')
                && label
                    .split('-')
                    .any(|word| HOSTILE.contains(word) && word.len() > 3))
            || ["attacker", "malicious", "exfil", "evil-", "-evil"]
                .iter()
                .any(|word| label.contains(word))
    })
}

fn is_placeholder(host: &str) -> bool {
    let last = host.rsplit('.').next().unwrap_or_default();
    matches!(last, "example" | "test" | "invalid")
        || suffixes(host).any(|part| {
            matches!(
                part,
                "example.com"
                    | "example.org"
                    | "example.net"
                    | "example.io"
                    | "example.dev"
                    | "example.edu"
                    | "example.co"
                    | "example.app"
                    | "domain.com"
                    | "company.com"
                    | "yourdomain.com"
                    | "mydomain.com"
                    | "yoursite.com"
                    | "mysite.com"
                    | "yourcompany.com"
                    | "mycompany.com"
                    | "acme.com"
                    | "acme.io"
                    | "foo.com"
                    | "bar.com"
                    | "site.com"
                    | "test.com"
                    | "host.com"
                    | "server.com"
                    | "website.com"
                    | "myapp.com"
                    | "yourapp.com"
                    | "your-domain.com"
                    | "app.com"
                    | "api.com"
                    | "service.com"
            )
        })
        || host.split(['.', '-']).any(|label| {
            matches!(
                label,
                "your"
                    | "example"
                    | "yourdomain"
                    | "mycompany"
                    | "yourcompany"
                    | "mydomain"
                    | "placeholder"
                    | "xxx"
                    | "myorg"
                    | "yourorg"
                    | "staging"
                    | "contoso"
            )
        })
}

/// Whether a name carries a brand it does not belong to: letters swapped, added or in another script.
fn imitates(host: &str) -> bool {
    if host.split('.').any(|label| label.starts_with("xn--")) || !host.is_ascii() {
        return true;
    }
    let labels: Vec<&str> = host.split('.').collect();
    let Some(name) = labels
        .len()
        .checked_sub(2)
        .and_then(|index| labels.get(index))
    else {
        return false;
    };
    let plain: String = name
        .chars()
        .map(|letter| match letter {
            '0' => 'o',
            '1' => 'l',
            '3' => 'e',
            '5' => 's',
            other => other,
        })
        .collect();
    hosts::BRANDS.iter().any(|brand| {
        brand.len() >= 6 && plain != **name && plain == **brand
            || brand.len() >= 6 && *name != *brand && super::lexicon::one_slip(name, brand)
            || name.replace("rn", "m") == **brand && *name != *brand
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn known(host: &str) -> Class {
        class(host, &std::collections::BTreeSet::new())
    }

    #[test]
    fn hosts_are_classed_by_what_they_are() {
        assert_eq!(known("api.github.com"), Class::Good);
        assert_eq!(known("127.0.0.1"), Class::Local);
        assert_eq!(known("api.example.com"), Class::Placeholder);
        assert_eq!(known("91.92.242.30"), Class::RawAddress);
        assert_eq!(known("1539297822"), Class::RawAddress);
        assert_eq!(known("glot.io"), Class::Paste);
        assert_eq!(known("abc.ngrok-free.app"), Class::Collector);
        assert_eq!(known("exfil.somewhere.net"), Class::Hostile);
        assert_eq!(known("githuh.com"), Class::LookAlike);
        assert_eq!(known("weather-service.net"), Class::Unknown);
    }

    #[test]
    fn an_address_ends_where_the_text_goes_on() {
        let found = next_url(
            "see (https://user:pw@Host.Example:8443/path?q=1), please",
            0,
        )
        .unwrap();
        assert_eq!(
            (found.host.as_str(), found.start, found.plain),
            ("host.example", 5, false)
        );
        assert_eq!(next_url("no address :// here", 0), None);
    }
}
