//! Names that stand twice in a list in which each may stand once.

use std::collections::HashSet;

use super::record::Wrong;

/// Tells of every name of a list that stands there already.
pub fn twice<'a>(field: &str, names: impl Iterator<Item = &'a str>, wrong: &mut Vec<Wrong>) {
    let mut seen = HashSet::new();
    for (index, name) in names.enumerate() {
        if !seen.insert(name) {
            let message = format!("`{name}` is in `{field}` already");
            wrong.push(Wrong::at([field, &index.to_string()], message));
        }
    }
}
