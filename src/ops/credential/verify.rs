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

impl Failed {
    /// A credential, and why it does not open.
    pub fn credential(row: &Sealed, reason: impl ToString) -> Self {
        Self {
            workspace_id: Some(row.workspace_id),
            name: row.name.clone(),
            key_id: row.key_id.clone(),
            reason: reason.to_string(),
        }
    }

    /// A setting, and why it does not open.
    pub fn setting(row: &setting_seal::Sealed, reason: impl ToString) -> Self {
        Self {
            workspace_id: None,
            name: rotate::setting_name(row),
            key_id: row.key_id.clone(),
            reason: reason.to_string(),
        }
    }
}

/// Opens all there is.
pub fn all(
    session: &mut Session,
    keys: &dyn Fn() -> anyhow::Result<KeyRing>,
    tell: &dyn Fn(usize, usize),
) -> anyhow::Result<Verified> {
    let mut ring = keys()?;
    let mut found = Verified::default();
    let wanted = usize::try_from(credential_seal::count(&mut session.conn, Under::Any)?)?;
    let mut after = (Uuid::nil(), i64::MIN);
    loop {
        interrupt::check()?;
        let rows = credential_seal::batch(&mut session.conn, after, Under::Any, BATCH)?;
        let Some(last) = rows.last() else { break };
        after = (last.workspace_id, last.id);
        if rows.iter().any(|row| !ring.has(&row.key_id)) {
            // A rotation that began meanwhile has brought its key.
            ring = keys()?;
        }
        for row in &rows {
            found.credential(&ring, row);
        }
        tell(found.credentials, wanted.max(found.credentials));
    }
    settings(&mut session.conn, &keys()?, &mut found)?;
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
        let failed = rotate::open_setting(ring, &row).err();
        let failed = failed.map(|failure| Failed::setting(&row, failure));
        found.count(row.key_id, failed);
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
        let failed = fault(ring, row).map(|reason| Failed::credential(row, reason));
        self.count(row.key_id.clone(), failed);
    }

    fn count(&mut self, key_id: String, failed: Option<Failed>) {
        let Some(failed) = failed else {
            *self.keys.entry(key_id).or_default() += 1;
            return;
        };
        self.failed += 1;
        if self.failures.len() < MOST_NAMED {
            self.failures.push(failed);
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
    (!ring.has(&row.key_id))
        .then(|| "its key_id names another key than the one it is sealed with".to_owned())
}
