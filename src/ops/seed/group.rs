//! The items of one kind and one set, and what is to be done to their rows.

use std::collections::HashMap;

use anyhow::Context;
use chrono::{DateTime, Utc};
use diesel::PgConnection;
use serde_json::{Map, Value};

use super::reference::Written;
use super::report::{Action, Change, Counts, Field};
use crate::db::seed_known::{Known, Wanted};
use crate::db::seed_rows::{self, Row};
use crate::db::{seed_entry, seed_known};
use crate::error::{Advice, Code};
use crate::seed::merge::{self, Decision, OnConflict, Outcome, Policy, State};
use crate::seed::{Entry, Item, Keeper, Kind};

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
}

/// Groups items in the order of loading.
pub fn of(items: &[Item]) -> Vec<Group<'_>> {
    let mut groups: Vec<Group<'_>> = Vec::new();
    for item in items {
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

/// Reads what is known of the rows of all groups, and the transaction's time.
pub fn known(
    conn: &mut PgConnection,
    groups: &[Group<'_>],
) -> anyhow::Result<(ByKey, DateTime<Utc>)> {
    let wanted: Vec<Wanted<'_>> = groups.iter().map(Group::wanted).collect();
    let known = seed_known::read(conn, &wanted).context("the rows cannot be read")?;
    let now = known
        .first()
        .map_or(DateTime::UNIX_EPOCH, |known| known.now);
    let by_key = known.into_iter().map(|known| {
        let group = usize::try_from(known.group).unwrap_or_default();
        ((group, known.key.clone()), known)
    });
    Ok((by_key.collect(), now))
}

/// The row as it is, and what was written last.
pub type Sides = (Option<Map<String, Value>>, Option<Entry>);

/// Takes apart what is known of a key.
pub fn sides(known: Option<Known>) -> serde_json::Result<Sides> {
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

/// What is to be done to the rows of a group.
pub struct Changes<'a> {
    kind: &'static str,
    /// How many rows there are of each outcome.
    pub counts: Counts,
    create: Vec<Row>,
    update: Vec<Row>,
    /// The items of new rows and of others that are written, in the order of those.
    items: (Vec<&'a Item>, Vec<&'a Item>),
    /// What is to be remembered.
    pub entries: Vec<seed_entry::Entry>,
    /// The changes field by field, where asked for.
    pub detail: Vec<Change>,
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
}

impl<'a> Group<'a> {
    fn wanted(&self) -> Wanted<'_> {
        Wanted {
            set: self.set,
            kind: self.kind.as_str(),
            keys: self.items.iter().map(|item| item.key.as_str()).collect(),
        }
    }

    /// Decides about every row of the group in that place.
    pub fn decide(
        &self,
        at: usize,
        known: &mut ByKey,
        choices: Choices,
    ) -> anyhow::Result<Changes<'a>> {
        let kind = self.kind.as_str();
        let defaults = self.kind.defaults();
        let mut changes = Changes {
            kind,
            counts: Counts::none(kind),
            create: Vec::new(),
            update: Vec::new(),
            items: (Vec::new(), Vec::new()),
            entries: Vec::new(),
            detail: Vec::new(),
        };
        for item in self.items.iter().copied() {
            let policy = Policy {
                mode: item.mode,
                on_conflict: choices.on_conflict,
                restore: choices.restore,
                defaults: &defaults,
                together: self.kind.together(),
                keeper: Keeper::open(),
            };
            let known = known.remove(&(at, item.key.clone()));
            let (live, last) = sides(known)
                .with_context(|| format!("the ledger entry of {kind} `{}` is damaged", item.key))?;
            let hash = item.hash(&[]);
            let decision = merge::item(&item.fields, &hash, last.as_ref(), live.as_ref(), &policy);
            if choices.detail {
                changes.tell(item, &decision, live.as_ref());
            }
            changes.take(item, decision, &defaults);
        }
        Ok(changes)
    }
}

impl<'a> Changes<'a> {
    /// Notes the decision field by field, unless it is to leave all as it is.
    fn tell(&mut self, item: &Item, decision: &Decision<'_>, live: Option<&Map<String, Value>>) {
        if matches!(decision.outcome, Outcome::Unchanged | Outcome::Present) {
            return;
        }
        let told = |state: State| !matches!(state, State::Unchanged | State::Remembered);
        let value = |map: Option<&Map<String, Value>>, field: &str| {
            map.and_then(|map| map.get(field))
                .cloned()
                .unwrap_or_default()
        };
        let fields = decision
            .fields
            .iter()
            .filter(|(_, state)| told(*state))
            .map(|(field, state)| Field {
                field: (*field).to_owned(),
                state: *state,
                from: value(live, field),
                to: value(Some(&item.fields), field),
            })
            .collect();
        self.detail.push(Change {
            kind: self.kind,
            key: item.key.clone(),
            outcome: Action::Merged(decision.outcome),
            fields,
        });
    }

    fn take(&mut self, item: &'a Item, decision: Decision<'_>, defaults: &Map<String, Value>) {
        let Decision {
            outcome,
            fields: _,
            write,
            entry,
        } = decision;
        self.counts.count(Action::Merged(outcome));
        // Next to a conflict other fields may be written.
        self.counts.updated += usize::from(outcome == Outcome::Conflict && !write.is_empty());
        let row = |fields| Row {
            key: item.key.clone(),
            fields,
        };
        match outcome {
            Outcome::Created | Outcome::Restored => {
                let mut fields = defaults.clone();
                fields.extend(write);
                self.create.push(row(fields));
                self.items.0.push(item);
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
                    self.items.1.push(item);
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

    /// The items whose rows are written.
    pub fn written(&self) -> impl Iterator<Item = Written<'_>> {
        let (new, old) = &self.items;
        let created = new.iter().zip(&self.create).map(|both| (both, true));
        let updated = old.iter().zip(&self.update).map(|both| (both, false));
        created.chain(updated).map(|((item, row), new)| Written {
            item,
            fields: &row.fields,
            new,
        })
    }

    /// Writes the rows, in one statement for new ones and one for others.
    pub fn write(&self, conn: &mut PgConnection, now: DateTime<Utc>) -> anyhow::Result<()> {
        let kind = self.kind;
        if !self.create.is_empty() {
            let made = seed_rows::create(conn, kind, &self.create, now)
                .with_context(|| format!("{kind} cannot be created"))?;
            if made < self.create.len() {
                return Err(self.taken(made).into());
            }
        }
        if !self.update.is_empty() {
            seed_rows::update(conn, kind, &self.update, now)
                .with_context(|| format!("{kind} cannot be updated"))?;
        }
        Ok(())
    }

    /// Rows that are there, but not among those that can be seeded.
    fn taken(&self, made: usize) -> Advice {
        let keys: Vec<&str> = self
            .create
            .iter()
            .map(|row| row.key.as_str())
            .take(3)
            .collect();
        Advice::new(
            Code::NameTaken,
            format!(
                "{} of {} new {} (`{}`…) cannot be created, since their keys are taken; nothing \
                 was written",
                self.create.len() - made,
                self.create.len(),
                self.kind,
                keys.join("`, `"),
            ),
        )
        .hint("a deleted workspace keeps its slug: restore it, purge it, or choose another slug")
    }
}
