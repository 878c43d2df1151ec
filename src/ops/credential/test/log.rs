//! What came of tests, in the log of credentials and in the audit trail.

use diesel::PgConnection;
use serde_json::json;

use super::attempts::Attempt;
use crate::db::audit_event::{self, Change};
use crate::db::credential::Credential;
use crate::db::credential_audit_log;
use crate::db::workspace::PLATFORM;
use crate::db::{self, Commit, Exclusion, Session};
use crate::model::{CredentialAction, TestStatus};
use crate::ops::credential::{Deed, Done, reason, record, subject};

/// Records that credentials were not tested at all, and why: a row for each, as it is for what is done.
pub fn refused(
    session: &mut Session,
    deed: &Deed<'_>,
    credentials: &[Credential],
    error: &anyhow::Error,
) {
    if deed.commit == Commit::DryRun {
        return;
    }
    let actor = session.actor.clone();
    let why = reason(error);
    let written = db::write(session, Commit::Keep, Exclusion::None, |conn| {
        let done = Done {
            action: CredentialAction::Accessed,
            details: json!({"command": deed.command}),
            error: Some(&why),
        };
        record(conn, &actor, credentials, done)
    });
    if let Err(second) = written {
        (session.remark)(&format!("{second:#}"));
    }
}

/// A row for each in the log of credentials.
pub fn each(
    conn: &mut PgConnection,
    (actor, command): (&str, &str),
    attempts: &[Attempt<'_>],
) -> anyhow::Result<()> {
    let deed = |attempt: &'_ Attempt<'_>| credential_audit_log::Deed {
        action: CredentialAction::Tested,
        by: actor,
        error: None,
        details: json!({"command": command, "status": attempt.status}),
    };
    let mut deeds: Vec<_> = attempts.iter().map(deed).collect();
    for (deed, attempt) in deeds.iter_mut().zip(attempts) {
        deed.error = match attempt.status {
            TestStatus::Passed => None,
            TestStatus::Failed | TestStatus::NotTested => Some(&attempt.message),
        };
    }
    let subjects = attempts.iter().map(|attempt| subject(attempt.credential));
    let rows: Vec<_> = subjects.zip(&deeds).collect();
    credential_audit_log::append_each(conn, &rows)?;
    Ok(())
}

/// One event for one credential; one with counts for many.
pub fn all(
    conn: &mut PgConnection,
    (actor, command): (&str, &str),
    attempts: &[Attempt<'_>],
) -> anyhow::Result<()> {
    let count = |status| attempts.iter().filter(|one| one.status == status).count();
    let after = json!({
        "passed": count(TestStatus::Passed),
        "failed": count(TestStatus::Failed),
        "not_tested": count(TestStatus::NotTested),
    });
    let only = match attempts {
        [one] => Some(one.credential),
        _ => None,
    };
    let change = Change {
        workspace_id: only.map_or(PLATFORM, |one| one.workspace_id),
        actor,
        command,
        object_type: "credential",
        object_id: &only.map_or_else(String::new, |one| one.id.to_string()),
        object_name: only.map_or("", |one| one.name.as_str()),
        action: "test",
        after,
    };
    audit_event::insert(conn, &change)?;
    Ok(())
}
