//! An applied migration whose text has changed since is accepted as it is now.

use anyhow::Context;
use serde::Serialize;
use serde_json::json;

use super::known;
use super::state::{State, read};
use crate::db::audit_event::{self, Change};
use crate::db::workspace::PLATFORM;
use crate::db::{self, Commit, Exclusion, Session, migrations};
use crate::error::{Advice, Code};

/// A migration whose checksum was set to that of this binary.
#[derive(Debug, Serialize)]
pub struct Repaired {
    pub version: &'static str,
    pub name: &'static str,
    pub checksum_before: String,
    pub checksum: String,
    pub dry_run: bool,
}

/// Who accepts it, and why.
#[derive(Debug)]
pub struct Acceptance<'a> {
    pub command: &'a str,
    pub reason: Option<&'a str>,
    pub commit: Commit,
}

/// Sets the recorded checksum of that version to the one that this binary has. Runs no SQL of the
/// migration: the schema is as it was.
pub fn run(
    session: &mut Session,
    version: &str,
    acceptance: &Acceptance<'_>,
) -> anyhow::Result<Repaired> {
    let migration = known(version)?;
    let Acceptance {
        command,
        reason,
        commit,
    } = acceptance;
    let actor = session.actor.clone();
    db::write(session, *commit, Exclusion::Schema, |conn| {
        let schema = read(conn)?;
        let step = schema.steps.iter().find(|step| step.version == version);
        if step.is_none_or(|step| step.state != State::Changed) {
            return Err(Advice::new(
                Code::MigrationUnchanged,
                format!("the migration {version} was not applied with other SQL"),
            )
            .hint("see `automatos migrate status`")
            .into());
        }
        let before = migrations::accept(conn, migration)
            .with_context(|| format!("the migration {version} cannot be accepted"))?;
        let change = Change {
            workspace_id: PLATFORM,
            actor: &actor,
            command,
            object_type: "migration",
            object_id: migration.version,
            object_name: migration.name,
            action: "accept",
            after: json!({"checksum": migration.checksum}),
        };
        let old = json!({"checksum": before});
        audit_event::insert_explained(conn, &change, *reason, &old)?;
        Ok(Repaired {
            version: migration.version,
            name: migration.name,
            checksum_before: before,
            checksum: migration.checksum.clone(),
            dry_run: *commit == Commit::DryRun,
        })
    })
}
