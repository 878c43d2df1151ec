//! Words that many requests without a route share and routed ones do not.

use std::collections::{BTreeMap, BTreeSet};

use serde::Serialize;

use super::envelope::normalised;
use super::rule::joins;

/// A word must be in so many requests without a route, and in at least one in `RARE` of them.
const LEAST: usize = 2;
const RARE: usize = 10;
/// Its share of the requests without a route must be so many times that of the routed ones.
const TELLING: usize = 4;
const MOST_KEYWORDS: usize = 5;
const SHORTEST: usize = 3;

/// Words that are in most requests and say nothing of what they are about.
const EVERYDAY: &[&str] = &[
    "about", "after", "all", "also", "and", "any", "anyone", "are", "because", "been", "but",
    "can", "could", "did", "does", "don", "for", "from", "get", "had", "has", "have", "hello",
    "help", "her", "here", "him", "his", "how", "into", "its", "just", "like", "may", "more",
    "need", "needs", "not", "now", "one", "our", "out", "please", "she", "should", "some", "thank",
    "thanks", "that", "the", "their", "them", "then", "there", "these", "they", "this", "want",
    "was", "were", "what", "when", "where", "which", "who", "why", "will", "with", "would", "you",
    "your",
];

/// Keywords for a rule.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Suggestion {
    pub keywords: Vec<Evidence>,
    /// How many requests without a route have one of the keywords.
    pub covered: usize,
    /// How many routed requests have one of them: the rule would have been asked about those too.
    pub routed: usize,
}

/// Why a word is a keyword.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Evidence {
    pub keyword: String,
    /// In how many requests without a route it is.
    pub unrouted: usize,
    /// In how many routed ones.
    pub routed: usize,
}

/// Finds keywords: again and again the word in the most requests that no keyword is in yet; of two
/// in as many, the one that comes first in the alphabet.
pub fn suggest(unrouted: &[&str], routed: &[&str]) -> Suggestion {
    let unrouted: Vec<BTreeSet<String>> = unrouted.iter().map(|text| words(text)).collect();
    let routed: Vec<BTreeSet<String>> = routed.iter().map(|text| words(text)).collect();
    let elsewhere = counts(&routed);
    let least = LEAST.max(unrouted.len().div_ceil(RARE));
    let telling: BTreeMap<&str, usize> = counts(&unrouted)
        .into_iter()
        .filter(|(word, count)| {
            let other = elsewhere.get(word).copied().unwrap_or(0);
            *count >= least && count * routed.len().max(1) >= TELLING * other * unrouted.len()
        })
        .collect();
    let mut keywords: Vec<Evidence> = Vec::new();
    let mut open: Vec<&BTreeSet<String>> = unrouted.iter().collect();
    while keywords.len() < MOST_KEYWORDS {
        let gain = |word: &str| open.iter().filter(|words| words.contains(word)).count();
        let best = telling
            .iter()
            .map(|(word, count)| (gain(word), *word, *count))
            .filter(|(gain, ..)| *gain >= LEAST)
            .max_by(|a, b| a.0.cmp(&b.0).then(b.1.cmp(a.1)));
        let Some((_, word, count)) = best else {
            break;
        };
        keywords.push(Evidence {
            keyword: word.to_owned(),
            unrouted: count,
            routed: elsewhere.get(word).copied().unwrap_or(0),
        });
        open.retain(|words| !words.contains(word));
    }
    let has_one =
        |words: &BTreeSet<String>| keywords.iter().any(|one| words.contains(&one.keyword));
    Suggestion {
        covered: unrouted.iter().filter(|words| has_one(words)).count(),
        routed: routed.iter().filter(|words| has_one(words)).count(),
        keywords,
    }
}

fn counts(texts: &[BTreeSet<String>]) -> BTreeMap<&str, usize> {
    let mut counts = BTreeMap::new();
    for word in texts.iter().flatten() {
        *counts.entry(word.as_str()).or_insert(0) += 1;
    }
    counts
}

/// The words of a text that may say what it is about.
fn words(text: &str) -> BTreeSet<String> {
    normalised(text)
        .split(|c: char| !joins(c))
        .filter(|word| word.chars().count() >= SHORTEST)
        .filter(|word| word.chars().any(char::is_alphabetic))
        .filter(|word| !EVERYDAY.contains(word))
        .map(str::to_owned)
        .collect()
}
