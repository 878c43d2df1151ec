//! Mail that is sent on by rules at its server.

use super::flow::Program;
use crate::scan::rules;
use crate::scan::search;

/// What such rules are made with, in the interfaces of mail servers.
static RULES: &[&str] = &[
    "forwardingAddresses",
    "autoForwarding",
    "settings/filters",
    "messageRules",
    "inboxRules",
    "forwardingSmtpAddress",
    "redirectTo",
    "forwardTo",
];
/// How the member begins that names the address.
static MEMBERS: &[&str] = &[
    "\"forward\"",
    "'forward'",
    "forward:",
    "forwardTo",
    "redirectTo",
    "forwardingEmail",
    "forwardingSmtpAddress",
    "emailAddress",
];
/// How near an address stands to the member, in bytes.
const NEAR: usize = 80;

impl Program<'_> {
    /// Reports rules that forward to an address which stands in the module.
    pub fn forwards(&mut self) {
        let Some(unit) = self.units.get(self.unit) else {
            return;
        };
        let text = unit.source.text;
        if !RULES.iter().any(|rule| text.contains(rule)) {
            return;
        }
        let found = MEMBERS
            .iter()
            .flat_map(|member| search::places(text, member))
            .find_map(|at| {
                let end = (at..=(at + NEAR).min(text.len()))
                    .rev()
                    .find(|end| text.is_char_boundary(*end))?;
                let near = text.get(at..end)?;
                near.split(['"', '\'', '`'])
                    .any(is_address)
                    .then_some((at, end))
            });
        if let Some(range) = found {
            self.report(&rules::MAIL_FORWARDED, range, 1.0);
        }
    }
}

/// An address that belongs to somebody: `a@b.c`, and not one made up for an example.
fn is_address(text: &str) -> bool {
    let Some((user, host)) = text.split_once('@') else {
        return false;
    };
    let plain = |part: &str| {
        !part.is_empty()
            && part
                .bytes()
                .all(|byte| byte.is_ascii_alphanumeric() || b"._+-".contains(&byte))
    };
    plain(user) && plain(host) && host.contains('.') && !host.starts_with("example.")
}
