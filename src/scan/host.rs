//! Hosts: found in text, classed by lists with reasons, never looked up.

use std::collections::HashSet;
use std::sync::LazyLock;

use super::address::{address, is_local};
use super::rules::{hosts, known_good_code, known_good_research, known_good_services};

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

static GOOD: LazyLock<HashSet<&'static str>> = LazyLock::new(|| {
    [
        known_good_code::KNOWN_GOOD,
        known_good_research::KNOWN_GOOD,
        known_good_services::KNOWN_GOOD,
    ]
    .into_iter()
    .flatten()
    .copied()
    .collect()
});
static PASTE: LazyLock<HashSet<&'static str>> = LazyLock::new(|| set(hosts::PASTE));
static COLLECTOR: LazyLock<HashSet<&'static str>> = LazyLock::new(|| set(hosts::COLLECTOR));
static SHORTENER: LazyLock<HashSet<&'static str>> = LazyLock::new(|| set(hosts::SHORTENER));
static HOSTILE: LazyLock<HashSet<&'static str>> = LazyLock::new(|| set(hosts::HOSTILE_WORDS));

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
    use crate::scan::url::next_url;

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
