//! The words looked for, all in one pass.

use std::collections::{BTreeSet, HashMap};
use std::sync::LazyLock;

use aho_corasick::AhoCorasick;

use crate::scan::engine::marks::{
    CONNECTS, DECODES, ENVIRONMENTS, FETCHES, LOOPS, PLANTED, RUNS, SENDS, SHELLS, WEAKENS,
    WEB_SHELLS, WIPES,
};

/// Calls that write a file, and what makes it one to run.
pub const SAVES: &[&str] = &["os.writefile(", "ioutil.writefile(", "os.create("];
pub const MAY_RUN: &[&str] = &["0755", "0o755", "0777", "0o777", "os.chmod("];

/// Every word of the lists, each once.
static WORDS: LazyLock<Vec<&'static str>> = LazyLock::new(|| {
    let lists = [
        SENDS,
        FETCHES,
        RUNS,
        ENVIRONMENTS,
        DECODES,
        CONNECTS,
        SHELLS,
        LOOPS,
        WEAKENS,
        PLANTED,
        WEB_SHELLS,
        WIPES,
        SAVES,
        MAY_RUN,
    ];
    let all: BTreeSet<&str> = lists.into_iter().flatten().copied().collect();
    all.into_iter().collect()
});

static AUTOMATON: LazyLock<Option<AhoCorasick>> =
    LazyLock::new(|| AhoCorasick::new(WORDS.iter()).ok());

/// Where each word of the lists first stands in a text, found in one pass.
pub fn first_places(code: &str) -> HashMap<&'static str, usize> {
    let mut places = HashMap::new();
    if let Some(automaton) = AUTOMATON.as_ref() {
        for hit in automaton.find_overlapping_iter(code) {
            if let Some(word) = WORDS.get(hit.pattern().as_usize()) {
                places.entry(*word).or_insert(hit.start());
            }
        }
    }
    places
}
