//! Which category a plugin belongs in when its uploader does not say so.

use std::collections::BTreeSet;

use super::category_words;
use crate::db::plugin_category::PluginCategory;
use crate::package::Manifest;

/// A tag or a word of the name says more than a word of the description.
const IN_NAME: u32 = 3;
const IN_DESCRIPTION: u32 = 1;
/// One word in passing is no sign of a category; two of a group are one.
const ENOUGH: u32 = 3;
const ENOUGH_FOR_GROUP: u32 = 2;

/// What the manifest says may be of any length.
const MOST_SHOWN: usize = 50;

/// The manifest's category, else the one that its words point at, else none, with a warning.
pub fn of<'a>(
    manifest: &Manifest,
    categories: &'a [PluginCategory],
    warnings: &mut Vec<String>,
) -> Option<&'a PluginCategory> {
    if let Some(said) = &manifest.category {
        let known = |category: &&PluginCategory| category.slug == *said || category.name == *said;
        if let Some(category) = categories.iter().find(known) {
            return Some(category);
        }
        let said: String = said.chars().take(MOST_SHOWN).collect();
        warnings.push(format!(
            "the manifest names the category `{said}`, which is not there"
        ));
    }
    let found = by_words(manifest, categories);
    if found.is_none() {
        warnings.push("no category fits; name one with `--category`".to_owned());
    }
    found
}

/// The category whose words the plugin uses most; the first by slug among equals. Where none is
/// used enough it is the group whose words, and those of its categories, are used most.
fn by_words<'a>(
    manifest: &Manifest,
    categories: &'a [PluginCategory],
) -> Option<&'a PluginCategory> {
    let said = Said::by(manifest);
    let active = || categories.iter().filter(|category| category.is_active);
    let is_group = |category: &PluginCategory| category.parent_id.is_none();
    let scored = |category: &'a PluginCategory| (said.score(&known_words(category)), category);
    let leaf = active()
        .filter(|category| !is_group(category))
        .map(scored)
        .filter(|(score, _)| *score >= ENOUGH);
    let group = || {
        active()
            .filter(|category| is_group(category))
            .map(|group| {
                let of_group = |one: &&PluginCategory| one.parent_id == Some(group.id);
                let mut words = known_words(group);
                words.extend(active().filter(of_group).flat_map(known_words));
                (said.score(&words), group)
            })
            .filter(|(score, _)| *score >= ENOUGH_FOR_GROUP)
    };
    best(leaf).or_else(|| best(group()))
}

fn best<'a>(scored: impl Iterator<Item = (u32, &'a PluginCategory)>) -> Option<&'a PluginCategory> {
    scored
        .max_by(|(a, first), (b, second)| a.cmp(b).then_with(|| second.slug.cmp(&first.slug)))
        .map(|(_, category)| category)
}

/// The words that a manifest uses, each once.
struct Said {
    in_name: BTreeSet<String>,
    in_description: BTreeSet<String>,
}

impl Said {
    fn by(manifest: &Manifest) -> Self {
        let tags = manifest.tags.iter().map(String::as_str);
        let names = [manifest.slug.as_str(), manifest.name.as_str()];
        Self {
            in_name: tags.chain(names).flat_map(words).collect(),
            in_description: words(manifest.description.as_deref().unwrap_or_default()).collect(),
        }
    }

    fn score(&self, known: &BTreeSet<String>) -> u32 {
        let count = |said: &BTreeSet<String>| {
            u32::try_from(said.intersection(known).count()).unwrap_or(u32::MAX)
        };
        count(&self.in_name) * IN_NAME + count(&self.in_description) * IN_DESCRIPTION
    }
}

fn known_words(category: &PluginCategory) -> BTreeSet<String> {
    match category_words::of(&category.slug) {
        Some(listed) => listed.map(singular).collect(),
        None => words(&category.name).collect(),
    }
}

fn words(text: &str) -> impl Iterator<Item = String> {
    text.split(|c: char| !c.is_alphanumeric())
        .filter(|word| word.len() > 1)
        .map(singular)
}

/// Lower case, without the `s` of an English plural.
fn singular(word: &str) -> String {
    let word = word.to_lowercase();
    match word.strip_suffix('s') {
        Some(stem) if stem.len() > 2 && !stem.ends_with(['s', 'u', 'i']) => stem.to_owned(),
        Some(_) | None => word,
    }
}

#[cfg(test)]
mod tests {
    use super::words;

    #[test]
    fn words_are_lower_case_singular_and_longer_than_a_letter() {
        let found: Vec<String> =
            words("A CI/CD-pipeline, Tests of Classes' status for C").collect();
        assert_eq!(
            found,
            [
                "ci", "cd", "pipeline", "test", "of", "classe", "status", "for"
            ]
        );
    }
}
