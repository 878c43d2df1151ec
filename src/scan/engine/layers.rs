//! Encoded runs of a text, decoded and judged again, layer under layer.

use super::{hidden, prompt};
use crate::scan::finding::Signal;
use crate::scan::scene::Piece;
use crate::scan::shell::judge as shell;
use crate::scan::{decode, host, lexicon, rules, url};

/// How many layers are undone, and how many bytes of them a file may have.
const DEPTH: usize = 4;
const BUDGET: usize = 4 << 20;

/// Judges what is encoded in a text.
pub fn judge(text: &str, piece: &Piece, signals: &mut Vec<Signal>) {
    let mut budget = BUDGET;
    layer(text, piece, 0, &mut budget, signals);
}

fn layer(text: &str, piece: &Piece, depth: usize, budget: &mut usize, signals: &mut Vec<Signal>) {
    if depth >= DEPTH {
        return;
    }
    for run in decode::runs(text) {
        if run.text.len() > *budget {
            return;
        }
        *budget -= run.text.len();
        let inner = piece.decoded(run.start, run.end, run.how);
        let dangerous = hidden::is_dangerous(&run.text);
        // Percent signs are how addresses are written; only what is dangerous in them counts.
        let ordinary = run.how == "percent escapes";
        let belief = weigh(&run.text, dangerous, ordinary, piece);
        if belief > 0.0 {
            let mut signal = piece.signal(&rules::HIDDEN_PAYLOAD, (run.start, run.end), &run.text);
            signal.belief = belief;
            signal.chain.push(crate::scan::finding::Step {
                location: piece.location(run.start, run.end),
                what: format!(
                    "decoded from {}: {}",
                    run.how,
                    crate::scan::finding::shown(&run.text)
                ),
            });
            signals.push(signal);
        }
        if dangerous {
            signals.extend(shell::judge(&run.text, &inner).signals);
        }
        let hits = lexicon::hits(&run.text);
        if hits.len() > 2 && !ordinary {
            let passage = prompt::Passage {
                text: &run.text,
                start: 0,
                end: run.text.len(),
                hits: &hits,
                codes: &[],
                heading: "",
            };
            prompt::judge(&passage, &inner, signals);
        }
        layer(&run.text, &inner, depth + 1, budget, signals);
    }
}

/// How much a decoded text says by itself.
fn weigh(text: &str, dangerous: bool, ordinary: bool, piece: &Piece) -> f32 {
    let leads = url::next_url(text, 0).map(|url| piece.class(&url.host));
    let bad = leads.is_some_and(host::Class::is_bad);
    match (dangerous, bad, leads.is_some_and(host::Class::is_foreign)) {
        (true, true, _) => 1.7,
        (true, false, true) => 1.2,
        (true, false, false) => {
            if ordinary {
                0.3
            } else {
                0.75
            }
        }
        (false, true, _) => 0.9,
        (false, false, false)
            if piece.setting == crate::scan::finding::Setting::AutoRun
                && leads.is_some_and(|class| class != host::Class::Good)
                && !ordinary =>
        {
            0.8
        }
        (false, false, true) => {
            if ordinary {
                0.0
            } else {
                0.42
            }
        }
        (false, false, false) => 0.0,
    }
}
