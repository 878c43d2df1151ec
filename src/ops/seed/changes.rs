//! What is to be done to the rows of one kind and one set, and the doing of it.

use anyhow::Context;
use chrono::{DateTime, Utc};
use diesel::PgConnection;
use serde_json::{Map, Value};

use super::group::{ByKey, Choices, Group, sides};
use super::reference::Written as Writing;
use super::report::{Action, Change, Counts, Field};
use super::secret::Secrets;
use crate::db::seed_entry;
use crate::db::seed_rows::{self, Row};
use crate::db::seed_stage::Stage;
use crate::error::{Advice, Code};
use crate::seed::Item;
use crate::seed::merge::{self, Decision, Outcome, Policy, State};

/// What is to be done to the rows of a group.
pub struct Changes<'a> {
    kind: &'static str,
    /// How many rows there are of each outcome.
    pub counts: Counts,
    create: Vec<Row>,
    update: Vec<Row>,
    /// The items of new rows and of others that are written, in the order of those.
    items: (Vec<&'a Item>, Vec<&'a Item>),
    /// What is to be remembered of new rows, in their order.
    new_entries: Vec<seed_entry::Entry>,
    /// What is to be remembered of others.
    entries: Vec<seed_entry::Entry>,
    /// The changes field by field, where asked for.
    pub detail: Vec<Change>,
}

/// What was written, and what is left to do.
pub struct Written {
    pub counts: Counts,
    /// What is to be remembered.
    pub entries: Vec<seed_entry::Entry>,
    /// The changes field by field, where asked for.
    pub detail: Vec<Change>,
}

impl<'a> Changes<'a> {
    /// Decides about every row of the group in that place.
    pub fn decide(
        (group, at): (&Group<'a>, usize),
        known: &mut ByKey,
        secrets: Option<&Secrets>,
        choices: Choices,
    ) -> anyhow::Result<Self> {
        let kind = group.kind().as_str();
        let defaults = group.kind().defaults();
        let mut changes = Self {
            kind,
            counts: Counts::none(kind),
            create: Vec::new(),
            update: Vec::new(),
            items: (Vec::new(), Vec::new()),
            new_entries: Vec::new(),
            entries: Vec::new(),
            detail: Vec::new(),
        };
        for (item, hash) in group.hashed() {
            let Some(known) = known.remove(&(at, item.key.clone())) else {
                changes.counts.count(Action::Merged(Outcome::Unchanged));
                continue;
            };
            let policy = Policy {
                mode: item.mode,
                on_conflict: choices.on_conflict,
                restore: choices.restore,
                defaults: &defaults,
                together: group.kind().together(),
            };
            let (mut live, mut last) = sides(known)
                .with_context(|| format!("the ledger entry of {kind} `{}` is damaged", item.key))?;
            if let Some(secrets) = secrets {
                secrets.compare((kind, &item.key), live.as_mut(), last.as_mut());
            }
            let decision = merge::item(&item.fields, hash, last.as_ref(), live.as_ref(), &policy);
            if choices.detail {
                changes.tell(item, &decision, live.as_ref());
            }
            changes.take(item, decision, &defaults);
        }
        Ok(changes)
    }

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
            whole,
        } = decision;
        self.counts.count(Action::Merged(outcome));
        // Next to a conflict other fields may be written.
        self.counts.updated += usize::from(outcome == Outcome::Conflict && !write.is_empty());
        let row = |fields| Row {
            key: item.key.clone(),
            fields,
        };
        let is_new = matches!(outcome, Outcome::Created | Outcome::Restored);
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
            let entries = if is_new {
                &mut self.new_entries
            } else {
                &mut self.entries
            };
            entries.push(seed_entry::Entry {
                set: item.set.clone(),
                kind: self.kind,
                key: item.key.clone(),
                row_created: entry.created,
                hash: entry.hash,
                whole,
                fields: Value::Object(entry.fields),
            });
        }
    }

    /// Takes what is to be sealed out of the rows; answers their keys.
    pub fn take_sealed(&mut self, secrets: &Secrets) -> Vec<String> {
        let mut keys = Vec::new();
        for row in self.create.iter_mut().chain(&mut self.update) {
            if secrets.take(&row.key, &mut row.fields) {
                keys.push(row.key.clone());
            }
        }
        keys
    }

    /// The items whose rows are written.
    pub fn written(&self) -> impl Iterator<Item = Writing<'_>> {
        let (new, old) = &self.items;
        let created = new.iter().zip(&self.create).map(|both| (both, true));
        let updated = old.iter().zip(&self.update).map(|both| (both, false));
        created.chain(updated).map(|((item, row), new)| Writing {
            item,
            fields: &row.fields,
            new,
        })
    }

    /// Writes the rows, in one statement for new ones and one for others; new ones wait in the
    /// stage, if there is one. Answers what is left to remember.
    pub fn write(
        self,
        conn: &mut PgConnection,
        stage: Option<&mut Stage>,
        now: DateTime<Utc>,
    ) -> anyhow::Result<Written> {
        let Self {
            kind,
            counts,
            create,
            update,
            items: _,
            new_entries,
            mut entries,
            detail,
        } = self;
        let explain = || format!("{kind} cannot be created");
        match stage {
            _ if create.is_empty() => {}
            Some(stage) => stage
                .add(conn, &create, &new_entries)
                .with_context(explain)?,
            None => {
                let made = seed_rows::create(conn, kind, &create, now).with_context(explain)?;
                if made < create.len() {
                    let keys: Vec<&str> = create.iter().map(|row| row.key.as_str()).collect();
                    return Err(taken(kind, made, create.len(), &keys).into());
                }
                entries.extend(new_entries);
            }
        }
        if !update.is_empty() {
            seed_rows::update(conn, kind, &update, now)
                .with_context(|| format!("{kind} cannot be updated"))?;
        }
        Ok(Written {
            counts,
            entries,
            detail,
        })
    }
}

/// Only some of the rows could be created: others are there, but not among those that can be seeded.
pub fn taken(kind: &str, made: usize, rows: usize, keys: &[&str]) -> Advice {
    let named = match keys.get(..3).unwrap_or(keys) {
        [] => String::new(),
        first => format!(" (`{}`…)", first.join("`, `")),
    };
    Advice::new(
        Code::NameTaken,
        format!(
            "{} of {rows} new {kind}{named} cannot be created, since their keys are taken; nothing \
             was written",
            rows - made
        ),
    )
    .hint("a deleted workspace keeps its slug: restore it, purge it, or choose another slug")
}
