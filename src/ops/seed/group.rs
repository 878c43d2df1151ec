//! The items of one kind and one set, and what is to be done to their rows.

use std::collections::HashMap;

use anyhow::Context;
use chrono::{DateTime, Utc};
use diesel::PgConnection;
use serde_json::{Map, Value};

use crate::db::seed_known::{self, Known, Wanted};
use crate::seed::merge::OnConflict;
use crate::seed::{Entry, Item, Kind};

/// How to merge, where the command line decides.
#[derive(Debug, Clone, Copy, Default)]
pub struct Choices {
    /// What to do where both sides changed a field.
    pub on_conflict: OnConflict,
    /// Bring back rows that an operator deleted.
    pub restore: bool,
    /// Tell each change, field by field.
    pub detail: bool,
}

/// The items of one kind and one set.
pub struct Group<'a> {
    set: &'a str,
    kind: Kind,
    items: Vec<&'a Item>,
    /// The digests of the items.
    hashes: Vec<String>,
}

/// Groups items in the order of loading.
pub fn of(items: &[Item]) -> Vec<Group<'_>> {
    let mut groups: Vec<Group<'_>> = Vec::new();
    for item in items {
        let same = |group: &Group<'_>| group.kind == item.kind && group.set == item.set;
        let at = groups.iter().position(same).unwrap_or_else(|| {
            groups.push(Group {
                set: &item.set,
                kind: item.kind,
                items: Vec::new(),
                hashes: Vec::new(),
            });
            groups.len() - 1
        });
        let group = groups.get_mut(at).expect("it was found or added");
        group.items.push(item);
        group.hashes.push(item.hash(&[]));
    }
    groups.sort_by_key(|group| group.kind);
    groups
}

/// What is known, by the place of the group and the key.
pub type ByKey = HashMap<(usize, String), Known>;

/// Reads what is known of the rows of all groups.
pub fn known(conn: &mut PgConnection, groups: &[Group<'_>]) -> anyhow::Result<ByKey> {
    let wanted = groups
        .iter()
        .map(|group| Wanted::all(group.set, group.kind.as_str(), group.keys()));
    Ok(read(conn, &wanted.collect::<Vec<_>>())?.0)
}

/// The same, but for rows that are certainly as their items were written, and the transaction's
/// time.
pub fn perhaps_changed(
    conn: &mut PgConnection,
    groups: &[Group<'_>],
) -> anyhow::Result<(ByKey, DateTime<Utc>)> {
    let wanted = groups.iter().map(|group| Wanted {
        set: group.set,
        kind: group.kind.as_str(),
        keys: group.keys(),
        hashes: group.hashes.iter().map(|hash| Some(&**hash)).collect(),
    });
    read(conn, &wanted.collect::<Vec<_>>())
}

fn read(conn: &mut PgConnection, wanted: &[Wanted<'_>]) -> anyhow::Result<(ByKey, DateTime<Utc>)> {
    let (known, now) = seed_known::read(conn, wanted).context("the rows cannot be read")?;
    let by_key = known.into_iter().map(|known| {
        let group = usize::try_from(known.group).unwrap_or_default();
        ((group, known.key.clone()), known)
    });
    Ok((by_key.collect(), now))
}

/// The row as it is, and what was written last.
pub type Sides = (Option<Map<String, Value>>, Option<Entry>);

/// Takes apart what is known of a key.
pub fn sides(known: Known) -> serde_json::Result<Sides> {
    let live = known.live.map(serde_json::from_value).transpose()?;
    let last = match (known.row_created, known.item_hash, known.last) {
        (Some(created), Some(hash), Some(fields)) => Some(Entry {
            created,
            hash,
            fields: serde_json::from_value(fields)?,
        }),
        _ => None,
    };
    Ok((live, last))
}

impl<'a> Group<'a> {
    /// Its kind.
    pub fn kind(&self) -> Kind {
        self.kind
    }

    /// Its items.
    pub fn items(&self) -> &[&'a Item] {
        &self.items
    }

    /// Its items with their digests.
    pub fn hashed(&self) -> impl Iterator<Item = (&'a Item, &str)> {
        let hashes = self.hashes.iter().map(String::as_str);
        self.items.iter().copied().zip(hashes)
    }

    fn keys(&self) -> Vec<&str> {
        self.items.iter().map(|item| item.key.as_str()).collect()
    }
}
