//! Which plugins a task is about.
//!
//! Each different word of the task counts once for a plugin: 4 if it is a word of its slug, its name or
//! a tag, else 2 if it is one of the name of a skill of it, else 1 if its description has it. Plugins
//! with the highest sums are the most relevant; of equal ones the more important to the agent. Words
//! have three letters or digits at least, in any case; a word and its plural in -s are one.

use std::collections::BTreeSet;

/// How many plugins are taken at most.
const MOST: usize = 3;
const SHORTEST: usize = 3;

/// What is known of a plugin without opening its package.
#[derive(Debug, Clone, Copy)]
pub struct Candidate<'a> {
    pub slug: &'a str,
    pub name: &'a str,
    pub tags: &'a [String],
    pub skills: &'a [String],
    pub description: &'a str,
}

/// The places of the most relevant candidates, the best first; none that the task is not about.
pub fn most_relevant(task: &str, candidates: &[Candidate<'_>]) -> Vec<usize> {
    let task = words([task]);
    let mut scored: Vec<(u32, usize)> = candidates
        .iter()
        .map(|candidate| score(&task, candidate))
        .zip(0..)
        .filter(|(score, _)| *score > 0)
        .collect();
    scored.sort_by(|a, b| b.0.cmp(&a.0).then(a.1.cmp(&b.1)));
    scored
        .into_iter()
        .take(MOST)
        .map(|(_, place)| place)
        .collect()
}

fn score(task: &BTreeSet<String>, candidate: &Candidate<'_>) -> u32 {
    let tags = candidate.tags.iter().map(String::as_str);
    let named = words([candidate.slug, candidate.name].into_iter().chain(tags));
    let skills = words(candidate.skills.iter().map(String::as_str));
    let described = words([candidate.description]);
    task.iter()
        .map(|word| {
            if named.contains(word) {
                4
            } else if skills.contains(word) {
                2
            } else {
                u32::from(described.contains(word))
            }
        })
        .sum()
}

fn words<'a>(texts: impl IntoIterator<Item = &'a str>) -> BTreeSet<String> {
    let mut words = BTreeSet::new();
    for text in texts {
        let text = text.to_lowercase();
        for word in text.split(|c: char| !c.is_alphanumeric()) {
            if word.chars().count() >= SHORTEST {
                words.insert(word.strip_suffix('s').unwrap_or(word).to_owned());
            }
        }
    }
    words
}
