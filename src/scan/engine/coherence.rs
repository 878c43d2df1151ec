//! What a package claims against what it does.

use std::collections::BTreeSet;

use crate::scan::finding::{Setting, Signal};
use crate::scan::rules;
use crate::scan::scene::Piece;
use crate::scan::search;

/// Judges the claims in a document's text against the facts of the package.
pub fn judge(text: &str, facts: &BTreeSet<&'static str>, piece: &Piece) -> Option<Signal> {
    if !facts.contains("code uses the network") {
        return None;
    }
    let lower = text.to_ascii_lowercase();
    let offline = [
        "no network access",
        "works offline",
        "fully offline",
        "runs locally with no network",
        "never makes network",
        "no external requests",
        "no data leaves",
        "does not send any data",
        "no network calls",
        "without any network",
        "100% local",
        "entirely offline",
        "no telemetry",
    ];
    let (start, end) = offline
        .iter()
        .find_map(|claim| search::find(&lower, claim).map(|at| (at, at + claim.len())))?;
    let piece = Piece {
        setting: Setting::Prose,
        ..piece.clone()
    };
    Some(
        piece
            .signal(
                &rules::CLAIM_BROKEN,
                (start, end),
                text.get(start..end).unwrap_or("works offline"),
            )
            .doubted(0.7, "the claim may speak of a part"),
    )
}
