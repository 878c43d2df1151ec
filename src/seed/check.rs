//! The check of all files together, and the reading of what it found good.

use std::io;
use std::ops::ControlFlow;

use super::Item;
use super::header::{Header, Mode};
use super::index::Index;
use super::kind::Kind;
use super::lines;
use super::piece::{self, Checked as Piece};
use super::problem::{Finding, KEPT, Place, Problems};
use super::record::Reference;
use super::source::Source;
use super::variables::Variables;
use super::words::meant;

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

/// Reads every file once and tells everything that is wrong with any of them.
pub fn check<'a>(sources: &'a [Source], variables: Variables<'a>) -> Result<Checked<'a>, Problems> {
    survey(sources, variables, &mut |_, _| {})
}

/// The same; also hands out the items as they come, with the positions of their sources, whether
/// or not another layer replaces them.
pub fn survey<'a>(
    sources: &'a [Source],
    variables: Variables<'a>,
    each: &mut dyn FnMut(usize, Item),
) -> Result<Checked<'a>, Problems> {
    let mut survey = Survey::default();
    let mut files = Vec::new();
    for (at, source) in sources.iter().enumerate() {
        let end = piece::read(source, &mut |piece| {
            match piece::check(piece, at, variables) {
                Piece::Good(item, references) => {
                    match survey.index.add(sources, at, &item, references) {
                        Ok(()) => each(at, item),
                        Err(finding) => survey.keep(at, finding),
                    }
                }
                Piece::Bad(kind, broken) => {
                    if let Some(key) = &broken.key {
                        survey.index.add_broken(kind, key);
                    }
                    broken
                        .findings
                        .into_iter()
                        .for_each(|finding| survey.keep(at, finding));
                }
                Piece::Finding(finding) => {
                    survey.torn = true;
                    survey.keep(at, finding);
                }
            }
            ControlFlow::Continue(())
        });
        match end {
            Ok((header, sha256)) => files.extend(file(source, header, sha256)),
            Err(error) => {
                survey.torn = true;
                survey.keep(
                    at,
                    Finding::new(Place::FILE, format!("cannot read: {error}")),
                );
            }
        }
    }
    survey.references(sources, variables);
    let Survey {
        index, found, more, ..
    } = survey;
    if found.is_empty() {
        return Ok(Checked {
            sources,
            variables,
            files,
            index,
        });
    }
    let mut problems = lines::shown(sources, found);
    problems.more += more;
    Err(problems)
}

/// What is found out on the way.
#[derive(Default)]
struct Survey {
    index: Index,
    found: Vec<(usize, Finding)>,
    /// Findings that were counted but not kept.
    more: u64,
    /// Items may be missing, so that nothing can be said of references.
    torn: bool,
}

impl Survey {
    fn keep(&mut self, at: usize, finding: Finding) {
        if self.found.len() < KEPT {
            self.found.push((at, finding));
        } else {
            self.more += 1;
        }
    }

    fn references(&mut self, sources: &[Source], variables: Variables<'_>) {
        if self.torn {
            return;
        }
        let near = |reference: &Reference| nearest(sources, variables, reference);
        for (at, finding) in self.index.resolve(&near) {
            self.keep(at, finding);
        }
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

/// The key of a kind that is nearest to one that is not there. Reads the files once more, since keys
/// are not kept.
fn nearest(sources: &[Source], variables: Variables<'_>, reference: &Reference) -> Option<String> {
    let mut near = Vec::new();
    for (at, source) in sources.iter().enumerate() {
        let end = piece::read(source, &mut |piece| {
            if let Piece::Good(item, _) = piece::check(piece, at, variables)
                && item.kind == reference.kind
                && meant(&reference.key, &[&item.key]).is_some()
            {
                near.push(item.key);
            }
            ControlFlow::Continue(())
        });
        // It could be read a moment ago; without it there is one suggestion less.
        if end.is_err() {
            return None;
        }
    }
    let near: Vec<&str> = near.iter().map(String::as_str).collect();
    meant(&reference.key, &near)
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
    pub fn count(&self) -> usize {
        self.index.len()
    }

    /// Whether this item of the source at a position counts for its key; if so, whether it names
    /// another of its kind, and must be written after it.
    pub fn below(&self, at: usize, item: &Item) -> Option<bool> {
        self.index.below(at, item)
    }

    /// Reads the items of a kind once more and hands them out, each key once, an item after those
    /// of its kind that it names. Variables must have the values they had.
    pub fn each<E>(
        &self,
        kind: Kind,
        take: &mut dyn FnMut(Item) -> Result<(), E>,
    ) -> Result<(), Unread<E>> {
        self.pass(kind, false, take)?;
        if self.index.nested(kind) {
            self.pass(kind, true, take)?;
        }
        Ok(())
    }

    /// Hands out the items that name no other of their kind, or those that do.
    fn pass<E>(
        &self,
        kind: Kind,
        below: bool,
        take: &mut dyn FnMut(Item) -> Result<(), E>,
    ) -> Result<(), Unread<E>> {
        let both = self.sources.iter().zip(&self.files).enumerate();
        for (at, (source, file)) in both.filter(|(_, (_, file))| file.kind == kind) {
            let changed = || Unread::Changed(file.name.clone());
            let mut failed = None;
            let end = piece::read(source, &mut |piece| {
                let result = match piece::check(piece, at, self.variables) {
                    Piece::Good(item, _) if self.below(at, &item) == Some(below) => {
                        take(item).map_err(Unread::Taker)
                    }
                    Piece::Good(..) => Ok(()),
                    Piece::Bad(..) | Piece::Finding(_) => Err(changed()),
                };
                failed = result.err();
                if failed.is_some() {
                    ControlFlow::Break(())
                } else {
                    ControlFlow::Continue(())
                }
            });
            if let Some(error) = failed {
                return Err(error);
            }
            match end {
                Ok((_, sha256)) if sha256 == file.sha256 => {}
                Ok(_) => return Err(changed()),
                Err(error) => {
                    return Err(Unread::Read {
                        name: file.name.clone(),
                        error,
                    });
                }
            }
        }
        Ok(())
    }
}
