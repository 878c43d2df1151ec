//! Whether what is sealed can be opened with the master keys that are here.

use uuid::Uuid;

use super::{Check, Finding, Patient};
use crate::db::credential_seal::{self, Under};
use crate::ops::credential::verify::{self, Failed};

/// So many credentials are opened unless all are asked for.
const SAMPLE: i64 = 100;
/// So many that cannot be opened are named.
const MOST_NAMED: usize = 5;

pub const SECRETS: Check = Check {
    name: "secrets",
    about: "credentials and settings open with the master keys that are here: a sample, or with --all each",
    needs_schema: true,
    run: secrets,
};

fn secrets(patient: &mut Patient<'_>) -> anyhow::Result<Vec<Finding>> {
    // Where nothing is sealed no key is needed.
    if credential_seal::uses(&mut patient.session.conn)?.is_empty() {
        return Ok(vec![Finding::fine("nothing is sealed")]);
    }
    let found = if patient.all {
        verify::all(patient.session, &patient.keys, &|_, _| ())?
    } else {
        let ring = (patient.keys)()?;
        let first = (Uuid::nil(), i64::MIN);
        let rows = credential_seal::batch(&mut patient.session.conn, first, Under::Any, SAMPLE)?;
        let mut found = verify::some(&ring, &rows);
        verify::settings(&mut patient.session.conn, &ring, &mut found)?;
        found
    };
    let opened = format!(
        "{} credentials and {} settings",
        found.credentials, found.settings
    );
    if found.failed == 0 {
        return Ok(vec![Finding::fine(format!("{opened} were opened"))]);
    }
    let names: Vec<&str> = found
        .failures
        .iter()
        .take(MOST_NAMED)
        .map(|Failed { name, .. }| name.as_str())
        .collect();
    Ok(vec![
        Finding::problem(format!(
            "{} of {opened} cannot be opened: {}",
            found.failed,
            names.join(", ")
        ))
        .mend("automatos credential verify --all says why; put the missing master key back"),
    ])
}
