//! The sensitive settings, which are few, in one transaction.

use std::collections::HashMap;

use anyhow::{Context, ensure};
use diesel::PgConnection;
use serde_json::json;

use super::super::Deed;
use super::super::verify::Failed;
use super::Exclusion;
use crate::db::audit_event::{self, Change};
use crate::db::seed_entry::{self, Mark};
use crate::db::setting_seal::{self, Sealed};
use crate::db::workspace::PLATFORM;
use crate::db::{self, Session};
use crate::error::{Advice, Code};
use crate::vault::{Binding, Failure, KeyRing, Opened};

/// Seals them anew; answers how many, and which do not open.
pub fn rotate(
    session: &mut Session,
    ring: &KeyRing,
    deed: &Deed<'_>,
) -> anyhow::Result<(usize, Vec<Failed>)> {
    let actor = session.actor.clone();
    db::write(session, deed.commit, Exclusion::Rows, |conn| {
        let mut failures = Vec::new();
        let written = reseal(conn, ring, &mut failures)?;
        remark(conn, ring)?;
        for row in &written {
            let change = Change {
                workspace_id: PLATFORM,
                actor: &actor,
                command: deed.command,
                object_type: "system_setting",
                object_id: &row.id.to_string(),
                object_name: &name(row),
                action: "rotate",
                after: json!({"key_id": row.key_id}),
            };
            audit_event::insert(conn, &change)?;
        }
        Ok((written.len(), failures))
    })
}

fn reseal(
    conn: &mut PgConnection,
    ring: &KeyRing,
    failures: &mut Vec<Failed>,
) -> anyhow::Result<Vec<Sealed>> {
    let key_id = ring.active().id().to_string();
    let mut plain: HashMap<i64, Opened> = HashMap::new();
    let (mut ids, mut values) = (Vec::new(), Vec::new());
    for row in setting_seal::sealed(conn)? {
        if row.key_id == key_id {
            continue;
        }
        match open(ring, &row) {
            Ok(opened) => {
                values.push(ring.seal(&place(&row), &opened)?);
                ids.push(row.id);
                plain.insert(row.id, opened);
            }
            Err(failure @ Failure::NoKey(_)) if !ring.has(&row.key_id) => {
                return Err(unopened(&row, failure).into());
            }
            Err(failure) => failures.push(Failed::setting(&row, failure)),
        }
    }
    let written = setting_seal::reseal(conn, &ids, &values, &key_id)?;
    for row in &written {
        ensure!(
            open(ring, row).as_ref().ok() == plain.get(&row.id),
            "the setting {} does not open under its new key; nothing is kept",
            name(row)
        );
    }
    Ok(written)
}

/// What the ledger of seeds remembers of their values by the keyed hash of an older key, it remembers by that of the
/// active one: the older may go afterwards, and seeds still know what they wrote. A value that an operator replaced is
/// nowhere any more, and neither is its hash under another key.
fn remark(conn: &mut PgConnection, ring: &KeyRing) -> anyhow::Result<()> {
    let mut marks = Vec::new();
    for row in setting_seal::sealed(conn)? {
        let Ok(plain) = open(ring, &row) else {
            continue;
        };
        let now = ring.active().mark(&place(&row), &plain);
        for key in ring.keys().filter(|key| key.id() != ring.active().id()) {
            marks.push(Mark {
                key: format!("{}/{}", row.category, row.key),
                before: key.mark(&place(&row), &plain),
                now: now.clone(),
            });
        }
    }
    seed_entry::remark(conn, marks).context("the ledger of seeds cannot be written")
}

fn unopened(row: &Sealed, failure: Failure) -> Advice {
    let message = format!("the setting {} cannot be opened: {failure}", name(row));
    Advice::new(Code::KeyWrong, message).hint("add its key to the master keys, or set it anew")
}

/// Opens the value of a setting.
pub fn open(ring: &KeyRing, row: &Sealed) -> Result<Opened, Failure> {
    ring.open(&place(row), &row.value)
}

/// Its category and key.
pub fn name(row: &Sealed) -> String {
    format!("{}.{}", row.category, row.key)
}

fn place(row: &Sealed) -> Binding<'_> {
    Binding::Setting {
        category: &row.category,
        key: &row.key,
    }
}
