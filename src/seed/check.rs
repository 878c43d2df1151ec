//! The check of all files together, and the reading of what it found good.

use std::collections::HashMap;
use std::io;
use std::ops::ControlFlow;

use sha2::{Digest, Sha256};

use super::Item;
use super::document::{self, Piece};
use super::header::{Header, Mode};
use super::item::Parts;
use super::kind::Kind;
use super::lines;
use super::ndjson;
use super::problem::{Finding, Place, Problems};
use super::record::Reference;
use super::source::{Form, Source};
use super::typed::meant;
use super::variables::Variables;

/// A file that was read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct File {
    /// As the user named it; `-` is standard input.
    pub name: String,
    pub kind: Kind,
    /// The set its header names, or the default one.
    pub set: String,
    pub mode: Mode,
    /// SHA-256 of its bytes, in hex.
    pub sha256: String,
}

/// Files without a problem, and what must be remembered of them to read their items in order. Its
/// size grows with the number of items by some 60 bytes each, not with their contents.
pub struct Checked<'a> {
    sources: &'a [Source],
    variables: Variables<'a>,
    files: Vec<File>,
    index: Index,
}

/// Why items could not be handed out.
#[derive(Debug, thiserror::Error)]
pub enum Unread<E> {
    /// Whoever took them failed.
    #[error(transparent)]
    Taker(E),
    /// A file is not what it was when it was checked.
    #[error("{0} changed while it was read")]
    Changed(String),
    /// A file cannot be read.
    #[error("cannot read {name}: {error}")]
    Read {
        name: String,
        #[source]
        error: io::Error,
    },
}

/// The first 16 bytes of the SHA-256 of a kind and a key: enough to tell any number of items apart.
type Digest128 = [u8; 16];

#[derive(Debug, Default)]
struct Index {
    keys: HashMap<Digest128, Known>,
    /// Only what names other items; few kinds do.
    references: Vec<Named>,
    levels: HashMap<Kind, u8>,
}

#[derive(Debug, Clone, Copy)]
struct Known {
    source: u32,
    place: Place,
    /// How many items of its own kind must be written before it.
    level: u8,
}

#[derive(Debug)]
struct Named {
    by: Digest128,
    by_key: String,
    by_kind: Kind,
    source: u32,
    place: Place,
    reference: Reference,
}

/// Reads every file once and tells everything that is wrong with any of them.
pub fn check<'a>(sources: &'a [Source], variables: Variables<'a>) -> Result<Checked<'a>, Problems> {
    survey(sources, variables, &mut |_, _| {})
}

/// The same; also hands out the items as they come, winners and others.
pub fn survey<'a>(
    sources: &'a [Source],
    variables: Variables<'a>,
    each: &mut dyn FnMut(usize, Item),
) -> Result<Checked<'a>, Problems> {
    let mut index = Index::default();
    let mut files = Vec::new();
    let mut found = Vec::new();
    let mut more = 0;
    for (at, source) in sources.iter().enumerate() {
        let mut keep = |finding| {
            if found.len() < super::problem::KEPT {
                found.push((at, finding))
            } else {
                more += 1
            }
        };
        let end = read(source, &mut |piece| {
            match checked(piece, variables) {
                Ok((item, references)) => match index.add(sources, at, &item, references) {
                    Ok(()) => each(at, item),
                    Err(finding) => keep(finding),
                },
                Err(findings) => findings.into_iter().for_each(&mut keep),
            }
            ControlFlow::Continue(())
        });
        match end {
            Ok((header, sha256)) => files.extend(file(source, header, sha256)),
            Err(error) => keep(Finding::new(Place::FILE, format!("cannot read: {error}"))),
        }
    }
    found.extend(index.resolve(&|reference| nearest(sources, variables, reference)));
    if found.is_empty() {
        Ok(Checked {
            sources,
            variables,
            files,
            index,
        })
    } else {
        let mut problems = lines::shown(sources, found);
        problems.more += more;
        Err(problems)
    }
}

/// A file whose kind is not known has problems, and is not asked for.
fn file(source: &Source, header: Header, sha256: String) -> Option<File> {
    let Header {
        kind, mode, set, ..
    } = header;
    Some(File {
        name: source.name().to_owned(),
        kind: kind?,
        set,
        mode,
        sha256,
    })
}

fn read(source: &Source, take: document::Take<'_>) -> io::Result<(Header, String)> {
    match source.form() {
        Form::Yaml => document::read(source, take),
        Form::Ndjson => ndjson::read(source, take),
    }
}

/// Makes an item of a piece, or tells what is wrong.
fn checked(
    piece: Piece<'_>,
    variables: Variables<'_>,
) -> Result<(Item, Vec<Reference>), Vec<Finding>> {
    let (header, kind, place, parts) = match piece {
        Piece::Finding(finding) => return Err(vec![finding]),
        Piece::Parts(header, kind, place, parts) => (header, kind, place, parts),
        Piece::Item(header, kind, node) => {
            let place = node.place;
            (header, kind, place, kind.read(node, variables)?)
        }
    };
    Ok(item(header, kind, place, parts))
}

fn item(header: &Header, kind: Kind, place: Place, parts: Parts) -> (Item, Vec<Reference>) {
    let Parts {
        key,
        fields,
        references,
    } = parts;
    let item = Item {
        kind,
        set: header.set.clone(),
        mode: header.mode,
        key,
        fields,
        place,
    };
    (item, references)
}

fn digest(kind: Kind, key: &str) -> Digest128 {
    let hash = Sha256::new()
        .chain_update(kind.as_str())
        .chain_update([0])
        .chain_update(key)
        .finalize();
    let mut first = Digest128::default();
    first.iter_mut().zip(hash).for_each(|(to, from)| *to = from);
    first
}

impl Index {
    /// Takes in an item, unless its key is taken in its layer.
    fn add(
        &mut self,
        sources: &[Source],
        at: usize,
        item: &Item,
        references: Vec<Reference>,
    ) -> Result<(), Finding> {
        let source = u32::try_from(at).unwrap_or(u32::MAX);
        let by = digest(item.kind, &item.key);
        let layer = |source: u32| of(sources, source).map(Source::layer);
        if let Some(known) = self.keys.get(&by) {
            let place = known.place;
            if layer(known.source) == Some(layer(source).unwrap_or_default()) {
                let file = of(sources, known.source)
                    .map(Source::name)
                    .unwrap_or_default();
                let hint = format!("it is at {file}:{}:{} already", place.line, place.column);
                let message = format!("duplicate key `{}`", item.key);
                return Err(Finding::new(item.place, message).hint(Some(hint)));
            }
            if layer(known.source) > layer(source) {
                return Ok(());
            }
        }
        self.keys.insert(
            by,
            Known {
                source,
                place: item.place,
                level: 0,
            },
        );
        self.references
            .extend(references.into_iter().map(|reference| Named {
                by,
                by_key: item.key.clone(),
                by_kind: item.kind,
                source,
                place: item.place,
                reference,
            }));
        Ok(())
    }

    /// Follows every reference: it must lead to an item, not back to itself, and no further than
    /// one step within a kind.
    fn resolve(&mut self, near: &dyn Fn(&Reference) -> Option<String>) -> Vec<(usize, Finding)> {
        let Self {
            keys,
            references,
            levels,
            ..
        } = self;
        // What an item of a higher layer replaced names nothing any more.
        references.retain(|named| {
            keys.get(&named.by)
                .is_some_and(|known| (known.source, known.place) == (named.source, named.place))
        });
        let mut parents = HashMap::new();
        for Named {
            by,
            by_kind,
            reference,
            ..
        } in references.iter()
        {
            if reference.kind == *by_kind {
                parents.insert(*by, digest(reference.kind, &reference.key));
                levels.insert(*by_kind, 1);
            }
        }
        let mut found = Vec::new();
        for named in references.iter() {
            let target = digest(named.reference.kind, &named.reference.key);
            let wrong = if !keys.contains_key(&target) {
                {
                    let kind = named.reference.kind;
                    let hint = near(&named.reference)
                        .unwrap_or_else(|| format!("add it to {kind}, or mend the name"));
                    Some(
                        named
                            .wrong(&format!("is not among the {kind}"))
                            .hint(Some(hint)),
                    )
                }
            } else if !parents.contains_key(&named.by) {
                None
            } else if round(named.by, &parents) {
                Some(named.wrong("leads back to itself"))
            } else if parents.contains_key(&target) {
                Some(named.wrong("has a parent itself, and there are only two levels"))
            } else {
                None
            };
            match wrong {
                Some(finding) => found.push((named.source as usize, finding)),
                None if parents.contains_key(&named.by) => {
                    keys.entry(named.by).and_modify(|known| known.level = 1);
                }
                None => {}
            }
        }
        found
    }
}

/// Whether going from parent to parent comes back to where it began.
fn round(from: Digest128, parents: &HashMap<Digest128, Digest128>) -> bool {
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
}

/// The key of a kind that is nearest to one that is not there. Reads the files once more, since keys
/// are not kept.
fn nearest(sources: &[Source], variables: Variables<'_>, reference: &Reference) -> Option<String> {
    let mut near = Vec::new();
    for source in sources {
        // A file that cannot be read has told so before.
        let _ = read(source, &mut |piece| {
            if let Ok((item, _)) = checked(piece, variables)
                && item.kind == reference.kind
                && meant(&reference.key, &[&item.key]).is_some()
            {
                near.push(item.key);
            }
            ControlFlow::Continue(())
        });
    }
    let near: Vec<&str> = near.iter().map(String::as_str).collect();
    meant(&reference.key, &near)
}

fn of(sources: &[Source], at: u32) -> Option<&Source> {
    sources.get(usize::try_from(at).ok()?)
}

impl Checked<'_> {
    /// The files, with their digests, in the order in which they were given.
    pub fn files(&self) -> &[File] {
        &self.files
    }

    /// The kinds that have files, in the order of loading.
    pub fn kinds(&self) -> Vec<Kind> {
        let has = |kind: &Kind| self.files.iter().any(|file| file.kind == *kind);
        Kind::ALL.iter().copied().filter(has).collect()
    }

    /// How many items there are, each key once.
    pub fn len(&self) -> usize {
        self.index.keys.len()
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.index.keys.is_empty()
    }

    /// Reads the items of a kind once more and hands them out, each key once, an item after those
    /// of its kind that it names. Variables must have the values they had.
    pub fn each<E>(
        &self,
        kind: Kind,
        take: &mut dyn FnMut(Item) -> Result<(), E>,
    ) -> Result<(), Unread<E>> {
        let last = self.index.levels.get(&kind).copied().unwrap_or_default();
        for level in 0..=last {
            for (at, file) in self.files.iter().enumerate() {
                if file.kind == kind {
                    self.level(kind, level, at, take)?;
                }
            }
        }
        Ok(())
    }

    /// One level of one file.
    fn level<E>(
        &self,
        kind: Kind,
        level: u8,
        at: usize,
        take: &mut dyn FnMut(Item) -> Result<(), E>,
    ) -> Result<(), Unread<E>> {
        let (Some(source), Some(file)) = (self.sources.get(at), self.files.get(at)) else {
            return Ok(());
        };
        let changed = || Unread::Changed(file.name.clone());
        let mut failed = None;
        let end = read(source, &mut |piece| {
            let result = match checked(piece, self.variables) {
                Err(_) => Err(changed()),
                Ok((item, _)) if item.kind == kind && self.index.wins(at, level, &item) => {
                    take(item).map_err(Unread::Taker)
                }
                Ok(_) => Ok(()),
            };
            match result {
                Ok(()) => ControlFlow::Continue(()),
                Err(error) => {
                    failed = Some(error);
                    ControlFlow::Break(())
                }
            }
        });
        if let Some(error) = failed {
            return Err(error);
        }
        match end {
            Ok((_, sha256)) if sha256 == file.sha256 => Ok(()),
            Ok(_) => Err(changed()),
            Err(error) => Err(Unread::Read {
                name: file.name.clone(),
                error,
            }),
        }
    }

    /// Whether this is the item of its key that counts, and its level, if so.
    pub fn level_of(&self, at: usize, item: &Item) -> Option<u8> {
        self.index.level_of(at, item)
    }
}

impl Index {
    fn level_of(&self, at: usize, item: &Item) -> Option<u8> {
        let known = self.keys.get(&digest(item.kind, &item.key))?;
        (known.source as usize == at && known.place == item.place).then_some(known.level)
    }

    fn wins(&self, at: usize, level: u8, item: &Item) -> bool {
        self.level_of(at, item) == Some(level)
    }
}
