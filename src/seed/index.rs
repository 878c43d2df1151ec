//! What must be remembered of every item to tell keys that stand twice and references that lead
//! nowhere: some 60 bytes each, whatever the item holds.

use std::collections::{HashMap, HashSet};

use sha2::{Digest, Sha256};

use super::Item;
use super::kind::Kind;
use super::problem::{Finding, Place};
use super::record::Reference;
use super::source::Source;

/// The first 16 bytes of the SHA-256 of a kind and a key: enough to tell any number of items apart.
type Id = [u8; 16];

/// Every key of every file, and every reference.
#[derive(Debug, Default)]
pub struct Index {
    keys: HashMap<Id, Known>,
    /// Items that have problems: nothing is said against naming them.
    broken: HashSet<Id>,
    /// Only what names other items; few kinds do.
    references: Vec<Named>,
    /// The kinds whose items name each other.
    nested: HashSet<Kind>,
}

#[derive(Debug, Clone, Copy)]
struct Known {
    source: u32,
    place: Place,
    /// It names another item of its kind, which must be written before it.
    below: bool,
}

#[derive(Debug)]
struct Named {
    by: Id,
    by_key: String,
    by_kind: Kind,
    source: u32,
    place: Place,
    reference: Reference,
}

fn id(kind: Kind, key: &str) -> Id {
    let hash = Sha256::new()
        .chain_update(kind.as_str())
        .chain_update([0])
        .chain_update(key)
        .finalize();
    let mut first = Id::default();
    first.iter_mut().zip(hash).for_each(|(to, from)| *to = from);
    first
}

impl Index {
    /// How many keys there are.
    pub fn len(&self) -> usize {
        self.keys.len()
    }

    /// Whether items of this kind name each other.
    pub fn nested(&self, kind: Kind) -> bool {
        self.nested.contains(&kind)
    }

    /// Takes in an item of the source at a position, unless its key is taken in its layer.
    pub fn add(
        &mut self,
        sources: &[Source],
        at: usize,
        item: &Item,
        references: Vec<Reference>,
    ) -> Result<(), Finding> {
        let source = u32::try_from(at).unwrap_or(u32::MAX);
        let by = id(item.kind, &item.key);
        let layer = |source: u32| of(sources, source).map(Source::layer);
        if let Some(known) = self.keys.get(&by) {
            if layer(known.source) == layer(source) {
                let file = of(sources, known.source)
                    .map(Source::name)
                    .unwrap_or_default();
                let Place { line, column } = known.place;
                let hint = format!("it is at {file}:{line}:{column} already");
                let message = format!("duplicate key `{}`", item.key);
                return Err(Finding::new(item.place, message).hint(Some(hint)));
            }
            if layer(known.source) > layer(source) {
                return Ok(());
            }
        }
        let place = item.place;
        self.keys.insert(
            by,
            Known {
                source,
                place,
                below: false,
            },
        );
        self.references
            .extend(references.into_iter().map(|reference| Named {
                by,
                by_key: item.key.clone(),
                by_kind: item.kind,
                source,
                place,
                reference,
            }));
        Ok(())
    }

    /// Takes note of an item that has problems.
    pub fn add_broken(&mut self, kind: Kind, key: &str) {
        self.broken.insert(id(kind, key));
    }

    /// Follows every reference: it must lead to an item, not back to itself, and no further than
    /// one step within a kind. `near` finds a key that was meant.
    pub fn resolve(
        &mut self,
        near: &dyn Fn(&Reference) -> Option<String>,
    ) -> Vec<(usize, Finding)> {
        let Self {
            keys,
            broken,
            references,
            nested,
        } = self;
        // What an item of a higher layer replaced names nothing any more.
        references.retain(|named| {
            let known = keys.get(&named.by);
            known.is_some_and(|known| (known.source, known.place) == (named.source, named.place))
        });
        let mut parents = HashMap::new();
        for named in references.iter().filter(|named| named.within()) {
            parents.insert(named.by, named.target());
            nested.insert(named.by_kind);
            keys.entry(named.by).and_modify(|known| known.below = true);
        }
        let wrong = |named: &Named| {
            let target = named.target();
            if !keys.contains_key(&target) && !broken.contains(&target) {
                Some(named.dangling(near))
            } else if !named.within() {
                None
            } else if round(named.by, &parents) {
                Some(named.wrong("leads back to itself"))
            } else if parents.contains_key(&target) {
                Some(named.wrong("has a parent itself, and there are only two levels"))
            } else {
                None
            }
        };
        let found = references
            .iter()
            .filter_map(|named| Some((named.source, wrong(named)?)));
        found
            .map(|(source, finding)| (source as usize, finding))
            .collect()
    }

    /// Whether this item of the source at a position is the one that counts for its key, and is
    /// written after others of its kind, or not.
    pub fn below(&self, at: usize, item: &Item) -> Option<bool> {
        let known = self.keys.get(&id(item.kind, &item.key))?;
        (known.source as usize == at && known.place == item.place).then_some(known.below)
    }
}

/// Whether going from parent to parent comes back to where it began.
fn round(from: Id, parents: &HashMap<Id, Id>) -> bool {
    let mut at = from;
    for _ in 0..=parents.len() {
        match parents.get(&at) {
            None => return false,
            Some(parent) if *parent == from => return true,
            Some(parent) => at = *parent,
        }
    }
    false
}

impl Named {
    fn target(&self) -> Id {
        id(self.reference.kind, &self.reference.key)
    }

    /// Whether it names an item of its own kind.
    fn within(&self) -> bool {
        self.reference.kind == self.by_kind
    }

    fn wrong(&self, why: &str) -> Finding {
        let Reference {
            field, key, place, ..
        } = &self.reference;
        let place = if *place == Place::FILE {
            self.place
        } else {
            *place
        };
        Finding::new(
            place,
            format!("`{field}` of `{}`: `{key}` {why}", self.by_key),
        )
    }

    fn dangling(&self, near: &dyn Fn(&Reference) -> Option<String>) -> Finding {
        let kind = self.reference.kind;
        let hint = near(&self.reference);
        let hint = hint.unwrap_or_else(|| format!("add it to {kind}, or mend the name"));
        self.wrong(&format!("is not among the {kind}"))
            .hint(Some(hint))
    }
}

fn of(sources: &[Source], at: u32) -> Option<&Source> {
    sources.get(usize::try_from(at).ok()?)
}
