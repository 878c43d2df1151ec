//! Bounds what one file can show by repeating itself.

use std::collections::{BTreeMap, BTreeSet};

use super::file::Judged;
use crate::scan::finding::{Setting, Signal};

/// How many findings of one rule in one setting a file may have: who repeats one line a hundred thousand
/// times is not to fill the memory with it.
const MOST_ALIKE: usize = 1000;

impl Judged {
    /// Leaves out what only repeats others. The most believed stay, in their order, so that the risk is the
    /// same: of findings alike in rule and setting the strongest alone decides.
    pub fn limit(&mut self) {
        if self.signals.len() <= MOST_ALIKE {
            return;
        }
        let mut ranked: Vec<(usize, &Signal)> = self.signals.iter().enumerate().collect();
        ranked.sort_by(|(_, left), (_, right)| right.belief.total_cmp(&left.belief));
        let mut counts: BTreeMap<(&str, Setting), usize> = BTreeMap::new();
        let mut left_out = BTreeSet::new();
        for (index, signal) in ranked {
            let count = counts.entry((signal.rule.id, signal.setting)).or_default();
            *count += 1;
            if *count > MOST_ALIKE {
                left_out.insert(index);
            }
        }
        let mut index = 0;
        self.signals.retain(|_| {
            index += 1;
            !left_out.contains(&(index - 1))
        });
        self.signals.shrink_to_fit();
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::scan::rules;
    use crate::scan::scene::{Piece, Scene};
    use crate::scan::view::Lines;

    #[test]
    fn of_findings_that_repeat_each_other_the_most_believed_are_kept() {
        let (lines, allowed) = (Lines::of(""), BTreeSet::new());
        let scene = Scene {
            file: "a",
            text: "",
            lines: &lines,
            allowed: &allowed,
        };
        let strong = Piece::at(&scene, 0, Setting::Prose).signal(&rules::UNREAD, (0, 0), "");
        let mut signals = vec![strong.clone().doubted(0.5, "weak"); MOST_ALIKE * 2];
        signals.push(strong);
        let mut judged = Judged {
            signals,
            ..Judged::default()
        };
        judged.limit();
        assert_eq!(judged.signals.len(), MOST_ALIKE);
        assert_eq!(judged.signals.last().unwrap().doubt, "");
    }
}
