//! Whether everything that is sealed can be opened. Reads only, and shows no value.

use std::collections::BTreeMap;

use diesel::PgConnection;
use serde::Serialize;
use uuid::Uuid;

use super::{binding, rotate};
use crate::db::credential_seal::{self, Sealed, Under};
use crate::db::{Session, interrupt, setting_seal};
use crate::model::CredentialValues;
use crate::vault::KeyRing;

/// Rows of one query.
const BATCH: i64 = 1000;
/// So many failures are named; all are counted.
const MOST_NAMED: usize = 100;

/// What was opened, and what was not.
#[derive(Debug, Default, Serialize)]
pub struct Verified {
    pub credentials: usize,
    pub settings: usize,
    /// How many of them opened, by the id of their key.
    pub keys: BTreeMap<String, usize>,
    pub failed: usize,
    /// The first hundred of those that did not open.
    pub failures: Vec<Failed>,
}

/// What did not open.
#[derive(Debug, Serialize)]
pub struct Failed {
    pub workspace_id: Option<Uuid>,
    pub name: String,
    pub key_id: String,
    pub reason: String,
}

/// Opens all there is.
pub fn all(
    session: &mut Session,
    ring: &KeyRing,
    tell: &dyn Fn(usize, usize),
) -> anyhow::Result<Verified> {
    let mut found = Verified::default();
    let wanted = usize::try_from(credential_seal::count(&mut session.conn, Under::Any)?)?;
    let mut after = (Uuid::nil(), i64::MIN);
    loop {
        interrupt::check()?;
        let rows = credential_seal::batch(&mut session.conn, after, Under::Any, BATCH)?;
        let Some(last) = rows.last() else { break };
        after = (last.workspace_id, last.id);
        for row in &rows {
            found.credential(ring, row);
        }
        tell(found.credentials, wanted.max(found.credentials));
    }
    settings(&mut session.conn, ring, &mut found)?;
    Ok(found)
}

/// Opens all sealed settings, of which there are few, and counts them in `found`.
pub fn settings(
    conn: &mut PgConnection,
    ring: &KeyRing,
    found: &mut Verified,
) -> anyhow::Result<()> {
    for row in setting_seal::sealed(conn)? {
        found.settings += 1;
        let reason = rotate::open_setting(ring, &row).err();
        let name = format!("{}.{}", row.category, row.key);
        let reason = reason.map(|failure| failure.to_string());
        found.count(None, name, row.key_id, reason);
    }
    Ok(())
}

/// Opens these.
pub fn some(ring: &KeyRing, rows: &[Sealed]) -> Verified {
    let mut found = Verified::default();
    for row in rows {
        found.credential(ring, row);
    }
    found
}

impl Verified {
    fn credential(&mut self, ring: &KeyRing, row: &Sealed) {
        self.credentials += 1;
        let reason = fault(ring, row);
        self.count(
            Some(row.workspace_id),
            row.name.clone(),
            row.key_id.clone(),
            reason,
        );
    }

    fn count(
        &mut self,
        workspace_id: Option<Uuid>,
        name: String,
        key_id: String,
        reason: Option<String>,
    ) {
        let Some(reason) = reason else {
            *self.keys.entry(key_id).or_default() += 1;
            return;
        };
        self.failed += 1;
        if self.failures.len() < MOST_NAMED {
            self.failures.push(Failed {
                workspace_id,
                name,
                key_id,
                reason,
            });
        }
    }
}

/// Why a row cannot be opened, if it cannot.
fn fault(ring: &KeyRing, row: &Sealed) -> Option<String> {
    let plain = match ring.open(&binding(row), &row.encrypted_data) {
        Ok(plain) => plain,
        Err(failure) => return Some(failure.to_string()),
    };
    if serde_json::from_slice::<CredentialValues>(&plain).is_err() {
        return Some("what is sealed in it is no JSON".to_owned());
    }
    let named = ring.keys().any(|key| key.id().to_string() == row.key_id);
    (!named).then(|| "its key_id names another key than the one it is sealed with".to_owned())
}
