//! When a key that leaves is a key given away.

use std::collections::BTreeSet;

use crate::scan::host::Class;
use crate::scan::secret_names;

/// How much sending secret variables to a host is held against it: nothing for a provider's own key,
/// more for bodies than for headers, most for hosts nobody can name.
#[expect(clippy::match_same_arms, reason = "each row stands for itself")]
pub fn key_belief(keys: &BTreeSet<String>, host: &str, class: Class, in_body: bool) -> f32 {
    if !keys.is_empty() && keys.iter().all(|key| secret_names::is_own_host(key, host)) {
        return 0.0;
    }
    let generic = keys.iter().all(|key| is_generic(key));
    let several = keys.len() > 1;
    match class {
        Class::Local => 0.0,
        Class::Good | Class::Placeholder if several && in_body && !generic => 0.3,
        Class::Placeholder if in_body && !generic => 0.42,
        Class::Good | Class::Placeholder => 0.0,
        Class::Unknown if host.is_empty() => {
            if several && in_body && !generic {
                0.5
            } else {
                0.0
            }
        }
        Class::Unknown => match (in_body, generic, several) {
            (true, false, true) => 1.5,
            (true, false, false) => 1.0,
            (true, true, _) => 0.35,
            (false, false, _) => 0.5,
            (false, true, _) => 0.0,
        },
        Class::Shortener => 1.2,
        Class::RawAddress | Class::Collector | Class::Paste | Class::LookAlike | Class::Hostile => {
            1.6
        }
    }
}

/// Whether a variable's name tells no provider: `API_KEY`, `ACCESS_TOKEN`.
pub fn is_generic(name: &str) -> bool {
    let parts = [
        "API", "KEY", "TOKEN", "SECRET", "ACCESS", "AUTH", "PASSWORD", "CLIENT", "BEARER", "USER",
        "REFRESH", "ID", "MY", "YOUR", "APP", "LOGIN", "DB", "JWT", "SERVICE", "ADMIN", "BASIC",
        "PASS", "WEBHOOK", "SIGNING", "SESSION", "CSRF", "PERSONAL", "DEVICE",
    ];
    name.to_ascii_uppercase()
        .split('_')
        .all(|part| parts.contains(&part))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_key_for_its_own_provider_is_no_theft() {
        let keys = |names: &[&str]| {
            names
                .iter()
                .map(|name| (*name).to_owned())
                .collect::<BTreeSet<_>>()
        };
        assert!(
            key_belief(
                &keys(&["ACME_API_KEY"]),
                "api.acme.io",
                Class::Unknown,
                true
            ) == 0.0
        );
        assert!(
            key_belief(
                &keys(&["GITHUB_TOKEN"]),
                "collect.net",
                Class::Unknown,
                true
            ) >= 1.0
        );
        assert!(
            key_belief(
                &keys(&["API_KEY"]),
                "api.weather.net",
                Class::Unknown,
                false
            ) == 0.0
        );
        assert!(
            key_belief(
                &keys(&["AWS_SECRET_ACCESS_KEY"]),
                "webhook.site",
                Class::Collector,
                false
            ) > 1.5
        );
    }
}
