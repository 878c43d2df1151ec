//! Where a file points to.

use std::collections::{BTreeMap, BTreeSet};

use crate::scan::finding::{Setting, Signal};
use crate::scan::host::Class;
use crate::scan::scene::Piece;
use crate::scan::{rules, search, url};

/// More addresses than this in one file are not looked at.
const MOST: usize = 20_000;

/// Notes the hosts of a text and reports the bad ones, once each. `piece_at` gives the piece a byte stands in.
pub fn judge<'a>(
    text: &str,
    mut piece_at: impl FnMut(usize) -> Piece<'a>,
    hosts: &mut BTreeMap<String, Class>,
    signals: &mut Vec<Signal>,
) {
    let mut at = 0;
    let mut seen = BTreeSet::new();
    for _ in 0..MOST {
        let Some(found) = url::next_url(text, at) else {
            return;
        };
        at = found.end;
        if !seen.insert(found.host.clone()) {
            continue;
        }
        let piece = piece_at(found.start);
        let class = piece.class(&found.host);
        hosts.insert(found.host.clone(), class);
        let evidence = text.get(found.start..found.end).unwrap_or_default();
        let webhook = is_channel(evidence);
        let (rule, belief) = match class {
            // A site that is only named holds nothing to fetch yet.
            Class::Paste if is_bare(evidence) => (&rules::PASTE_SITE, 0.4),
            Class::Paste => (
                &rules::PASTE_SITE,
                if matches!(
                    found.host.as_str(),
                    "mega.nz"
                        | "www.mediafire.com"
                        | "mediafire.com"
                        | "wetransfer.com"
                        | "telegra.ph"
                ) {
                    0.5
                } else {
                    0.9
                },
            ),
            Class::Collector => (&rules::COLLECTOR, 0.9),
            Class::RawAddress => (&rules::RAW_ADDRESS, 0.85),
            Class::LookAlike => (&rules::LOOKALIKE_HOST, 0.7),
            // Rule tables and lessons name such hosts; what is sent to them is judged where it is sent.
            Class::Hostile => (
                &rules::HOSTILE_HOST,
                match piece.setting {
                    Setting::Script | Setting::InlineCode | Setting::Table | Setting::Quote => 0.2,
                    Setting::Prose => 0.35,
                    Setting::AutoRun
                    | Setting::Install
                    | Setting::Pipeline
                    | Setting::Fence
                    | Setting::Comment
                    | Setting::Metadata
                    | Setting::Data
                    | Setting::Whole => 0.7,
                },
            ),
            Class::Good if webhook => (&rules::COLLECTOR, 0.5),
            Class::Shortener | Class::Good | Class::Local | Class::Placeholder | Class::Unknown => {
                continue;
            }
        };
        let mut signal = piece.signal(rule, (found.start, found.end), evidence);
        signal.belief = belief;
        signals.push(signal);
    }
}

/// Images and links whose address has a place for what the user said: shown, they send it.
pub fn carriers<'a>(text: &str, at: impl Fn(usize) -> Piece<'a>, signals: &mut Vec<Signal>) {
    for open in search::places(text, "](http").take(2000) {
        let rest = text.get(open + 2..).unwrap_or_default();
        let address = rest.split([')', '\n']).next().unwrap_or_default();
        let Some((_, query)) = address.split_once('?') else {
            continue;
        };
        let lower = query.to_ascii_lowercase();
        let place = lower.contains(['{', '<', '[', '$']);
        let private = [
            "summary",
            "conversation",
            "secret",
            "history",
            "message",
            "context",
            "encoded",
            "user",
            "token",
            "password",
            "prompt",
            "content",
            "api",
        ]
        .iter()
        .any(|word| {
            lower
                .split(['{', '<', '['])
                .skip(1)
                .any(|part| part.contains(word))
        });
        if !(place && private) {
            continue;
        }
        let piece = at(open);
        let foreign =
            url::next_url(address, 0).is_some_and(|found| piece.class(&found.host).is_foreign());
        if foreign {
            let mut signal = piece.signal(
                &rules::SECRET_IN_OUTPUT,
                (open + 2, open + 2 + address.len()),
                address,
            );
            signal.belief = 0.8;
            signals.push(signal);
        }
    }
}

/// Whether an address is somebody's own channel at a well-known messenger, written out with its secret.
pub fn is_channel(address: &str) -> bool {
    let token = |part: &str| {
        address.split(part).nth(1).is_some_and(|rest| {
            rest.split(['/', '?']).next().is_some_and(|id| {
                id.len() >= 9
                    && id.bytes().filter(u8::is_ascii_digit).count() >= 4
                    && !id.contains(['{', '$', '<'])
            })
        })
    };
    token("discord.com/api/webhooks/")
        || token("discordapp.com/api/webhooks/")
        || token("api.telegram.org/bot")
}
/// Whether an address names a host and nothing on it.
fn is_bare(address: &str) -> bool {
    let after = address.split_once("://").map_or(address, |(_, rest)| rest);
    let path = after.split_once('/').map_or("", |(_, path)| path);
    path.is_empty() && !after.contains('?')
}
