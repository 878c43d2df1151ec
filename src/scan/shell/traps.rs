//! Shapes of a whole script: commands that others are called by, and scripts that come back.

use super::judge::Judge;
use crate::scan::rules::{self, Group};
use crate::scan::search;

/// Commands that people give their passwords to.
static TRUSTED: &[&str] = &["sudo", "su", "ssh", "passwd", "doas", "gpg", "login"];
/// How far into a function its question may stand, in bytes.
const NEAR: usize = 600;

/// A function or another name takes the place of a command that asks for a password.
pub fn passwords(judge: &mut Judge, text: &str) {
    for name in TRUSTED {
        let heads = [
            format!("{name}()"),
            format!("{name} ()"),
            format!("function {name} "),
        ];
        for start in heads.iter().filter_map(|head| search::find(text, head)) {
            let alone = text
                .get(..start)
                .and_then(|before| before.chars().next_back())
                .is_none_or(|before| before.is_whitespace() || before == ';');
            let end = (start + NEAR).min(text.len());
            let end = (start..=end)
                .rev()
                .find(|end| text.is_char_boundary(*end))
                .unwrap_or(start);
            let body = text.get(start..end).unwrap_or_default();
            let asks = ["read -s", "read -rs", "read -sr", "stty -echo"];
            if alone && asks.iter().any(|word| body.contains(word)) {
                let shown = body.lines().next().unwrap_or_default();
                let range = (start, start + shown.len());
                let signal = judge.piece.signal(&rules::PASSWORD_TRAP, range, shown);
                judge.signals.push(signal);
            }
        }
    }
}

/// How a script calls itself.
static ITSELF: &[&str] = &[
    "$0",
    "$self",
    "${self",
    "BASH_SOURCE",
    "$SELF",
    "$SCRIPT",
    "${SCRIPT",
    "realpath \"$0",
];

/// A script that has itself run again and again, and runs what it downloads.
pub fn returns(judge: &mut Judge) {
    let fetches = judge
        .signals
        .iter()
        .any(|signal| signal.rule.group == Group::FetchExecute && signal.belief >= 0.7);
    let own = crate::scan::role::file_name(judge.piece.scene.file).to_owned();
    let planted = judge.signals.iter().find(|signal| {
        signal.rule.id == rules::PERSISTENCE.id
            && (ITSELF.iter().any(|word| signal.evidence.contains(word))
                || own.contains('.') && signal.evidence.contains(&own))
    });
    if let Some(planted) = planted.filter(|_| fetches) {
        let mut signal = planted.clone();
        signal.rule = &rules::PERSISTENCE_PAYLOAD;
        signal.belief = 1.0;
        judge.signals.push(signal);
    }
}
