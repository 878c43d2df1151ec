//! Names of tools that every provider takes: `^[a-zA-Z0-9_-]{1,64}$`.

use std::collections::BTreeMap;

use crate::model::Digest;

const LONGEST: usize = 64;
/// How many digits of a digest tell two names apart.
const DIGITS: usize = 8;

/// The names of these actions, each as its app and its own name; in the same order. An action that is
/// not named after its app gets the app in front. Where two names come out the same, or one is cut,
/// each of them ends in a digest of what it stands for: no name depends on the order or on the others'
/// priorities.
pub fn names(actions: &[(&str, &str)]) -> Vec<String> {
    let plain: Vec<String> = actions
        .iter()
        .map(|(app, action)| legal(app, action))
        .collect();
    let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
    for name in &plain {
        *counts.entry(name).or_default() += 1;
    }
    plain
        .iter()
        .zip(actions)
        .map(|(name, (app, action))| {
            let alone = counts.get(name.as_str()) == Some(&1);
            if alone && name.len() <= LONGEST {
                return name.clone();
            }
            let digest = Digest::of(format!("{app}\n{action}").as_bytes());
            let kept: String = name.chars().take(LONGEST - DIGITS - 1).collect();
            let digits: String = digest.as_str().chars().take(DIGITS).collect();
            format!("{kept}_{digits}")
        })
        .collect()
}

/// The name without what no provider takes; it may still be too long.
fn legal(app: &str, action: &str) -> String {
    let of = |text: &str| -> String {
        let letter = |c: char| c.is_ascii_alphanumeric() || c == '_' || c == '-';
        text.chars()
            .map(|c| if letter(c) { c } else { '_' })
            .collect()
    };
    let (app, action) = (of(app), of(action));
    let prefix = format!("{app}_").to_lowercase();
    if action.to_lowercase().starts_with(&prefix) {
        action
    } else {
        format!("{app}_{action}")
    }
}
