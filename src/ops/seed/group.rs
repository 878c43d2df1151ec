//! The items of one kind and one set, and what is to be done to their rows.

use std::collections::HashMap;

use anyhow::Context;
use chrono::{DateTime, Utc};
use diesel::PgConnection;
use serde_json::{Map, Value};

use super::report::Counts;
use crate::db::seed_entry;
use crate::db::seed_rows::{self, Known, Row, Wanted};
use crate::db::seed_table::Table;
use crate::seed::merge::{self, Decision, OnConflict, Outcome, Policy};
use crate::seed::{Entry, Item, Keeper, Kind};

/// The items of one kind and one set.
pub struct Group<'a> {
    set: &'a str,
    kind: Kind,
    items: Vec<&'a Item>,
}

/// Groups the items in the order of loading; of these kinds only, if any are named.
pub fn of<'a>(items: &'a [Item], only: &[Kind]) -> Vec<Group<'a>> {
    let mut groups: Vec<Group<'a>> = Vec::new();
    for item in items {
        if !only.is_empty() && !only.contains(&item.kind) {
            continue;
        }
        let same = |group: &&mut Group<'_>| group.kind == item.kind && group.set == item.set;
        match groups.iter_mut().find(same) {
            Some(group) => group.items.push(item),
            None => groups.push(Group {
                set: &item.set,
                kind: item.kind,
                items: vec![item],
            }),
        }
    }
    groups.sort_by_key(|group| group.kind);
    groups
}

/// What is known, by the place of the group and the key.
pub type ByKey = HashMap<(usize, String), Known>;

/// Makes what was read findable.
pub fn by_key(known: Vec<Known>) -> ByKey {
    known
        .into_iter()
        .map(|known| {
            let group = usize::try_from(known.group).unwrap_or_default();
            ((group, known.key.clone()), known)
        })
        .collect()
}

/// What is to be done to the rows of a group.
pub struct Changes {
    kind: &'static str,
    /// How many rows there are of each outcome.
    pub counts: Counts,
    create: Vec<Row>,
    update: Vec<Row>,
    /// What is to be remembered.
    pub entries: Vec<seed_entry::Entry>,
}

impl Group<'_> {
    /// What must be known of its rows.
    pub fn wanted(&self) -> Wanted<'_> {
        Wanted {
            set: self.set,
            kind: self.kind.as_str(),
            keys: self.items.iter().map(|item| item.key.as_str()).collect(),
        }
    }

    /// Decides about every row of the group in that place.
    pub fn decide(&self, at: usize, known: &mut ByKey) -> anyhow::Result<Changes> {
        let kind = self.kind.as_str();
        let defaults = Table::of(kind).map(Table::defaults).unwrap_or_default();
        let mut changes = Changes {
            kind,
            counts: Counts::none(kind),
            create: Vec::new(),
            update: Vec::new(),
            entries: Vec::new(),
        };
        for item in &self.items {
            let policy = Policy {
                mode: item.mode,
                on_conflict: OnConflict::Keep,
                restore: false,
                defaults: &defaults,
                keeper: Keeper::open(),
            };
            let known = known.remove(&(at, item.key.clone()));
            let (live, last) = sides(known)
                .with_context(|| format!("the ledger entry of {kind} `{}` is damaged", item.key))?;
            let hash = item.hash(&[]);
            let decision = merge::item(&item.fields, &hash, last.as_ref(), live.as_ref(), &policy);
            changes.take(item, decision, &defaults);
        }
        Ok(changes)
    }
}

type Sides = (Option<Map<String, Value>>, Option<Entry>);

/// The row as it is, and what was written last.
fn sides(known: Option<Known>) -> serde_json::Result<Sides> {
    let Some(known) = known else {
        return Ok((None, None));
    };
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

impl Changes {
    fn take(&mut self, item: &Item, decision: Decision<'_>, defaults: &Map<String, Value>) {
        let Decision {
            outcome,
            fields: _,
            write,
            entry,
        } = decision;
        self.counts.count(outcome);
        let row = |fields| Row {
            key: item.key.clone(),
            fields,
        };
        match outcome {
            Outcome::Created | Outcome::Restored => {
                let mut fields = defaults.clone();
                fields.extend(write);
                self.create.push(row(fields));
            }
            Outcome::Updated
            | Outcome::Unchanged
            | Outcome::Kept
            | Outcome::Conflict
            | Outcome::Adopted
            | Outcome::StaysDeleted
            | Outcome::Present => {
                if !write.is_empty() {
                    self.update.push(row(write));
                }
            }
        }
        if let Some(entry) = entry {
            self.entries.push(seed_entry::Entry {
                set: item.set.clone(),
                kind: self.kind,
                key: item.key.clone(),
                row_created: entry.created,
                hash: entry.hash,
                fields: Value::Object(entry.fields),
            });
        }
    }

    /// Writes the rows, in one statement for new ones and one for others.
    pub fn write(&self, conn: &mut PgConnection, now: DateTime<Utc>) -> anyhow::Result<()> {
        let kind = self.kind;
        if !self.create.is_empty() {
            seed_rows::create(conn, kind, &self.create, now)
                .with_context(|| format!("{kind} cannot be created"))?;
        }
        if !self.update.is_empty() {
            seed_rows::update(conn, kind, &self.update, now)
                .with_context(|| format!("{kind} cannot be updated"))?;
        }
        Ok(())
    }
}
