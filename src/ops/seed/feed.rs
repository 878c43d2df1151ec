//! Items, held in memory or read from their files as they are needed.

use std::collections::BTreeMap;

use crate::error::{Advice, Code};
use crate::seed::{Checked, File, Item, Kind, Mode, Seeds, Unread};

/// So many items are merged at once when they are read from their files.
const BATCH: usize = 250;

/// Where items come from, in the order of loading.
#[derive(Clone, Copy)]
pub enum Feed<'a> {
    /// All of them in memory, which takes one reading of the files and one of the rows.
    Held(&'a Seeds),
    /// From checked files, read once more in bounded memory.
    Read(&'a Checked<'a>),
}

/// The keys that files name, by set and kind.
pub type Keys = BTreeMap<(String, Kind), Vec<String>>;

impl Feed<'_> {
    /// Hands out the items of these kinds, all if none is named.
    pub fn each_batch(
        &self,
        only: &[Kind],
        take: &mut dyn FnMut(&[Item]) -> anyhow::Result<()>,
    ) -> anyhow::Result<()> {
        let wanted = |kind: Kind| only.is_empty() || only.contains(&kind);
        match self {
            Self::Held(seeds) if only.is_empty() => take(&seeds.items),
            Self::Held(seeds) => {
                let items: Vec<Item> = seeds
                    .items
                    .iter()
                    .filter(|item| wanted(item.kind))
                    .cloned()
                    .collect();
                take(&items)
            }
            Self::Read(checked) => {
                for kind in checked.kinds().into_iter().filter(|kind| wanted(*kind)) {
                    let mut batch = Vec::with_capacity(BATCH);
                    checked
                        .each(kind, &mut |item| {
                            batch.push(item);
                            if batch.len() == BATCH {
                                take(&batch)?;
                                batch.clear();
                            }
                            Ok(())
                        })
                        .map_err(unread)?;
                    take(&batch)?;
                }
                Ok(())
            }
        }
    }

    /// Whether there are so many items that they are not held in memory.
    pub fn is_bulk(&self) -> bool {
        match self {
            Self::Held(_) => false,
            Self::Read(_) => true,
        }
    }

    /// How many items there are.
    pub fn len(&self) -> usize {
        match self {
            Self::Held(seeds) => seeds.items.len(),
            Self::Read(checked) => checked.count(),
        }
    }

    /// The files, with their digests.
    pub fn files(&self) -> &[File] {
        match self {
            Self::Held(seeds) => &seeds.files,
            Self::Read(checked) => checked.files(),
        }
    }

    /// The keys of items of these kinds in files of that mode, with a list, empty perhaps, for
    /// every set and kind that has such a file.
    pub fn keys(&self, only: &[Kind], mode: Mode) -> anyhow::Result<Keys> {
        let mut keys = Keys::new();
        for file in self.files() {
            if file.mode == mode && (only.is_empty() || only.contains(&file.kind)) {
                keys.entry((file.set.clone(), file.kind)).or_default();
            }
        }
        self.each_batch(only, &mut |items| {
            for item in items {
                if let Some(list) = keys.get_mut(&(item.set.clone(), item.kind)) {
                    list.push(item.key.clone());
                }
            }
            Ok(())
        })?;
        Ok(keys)
    }
}

fn unread(unread: Unread<anyhow::Error>) -> anyhow::Error {
    match unread {
        Unread::Taker(error) => error,
        Unread::Changed(name) => Advice::new(
            Code::SeedInvalid,
            format!("{name} changed while it was read; nothing was written"),
        )
        .hint("run it again")
        .into(),
        Unread::Read { name, error } => anyhow::Error::new(error).context(Advice::new(
            Code::FileRead,
            format!("cannot read {name}; nothing was written"),
        )),
    }
}
