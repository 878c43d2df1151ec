//! The app cache is made to say what a catalogue says.
//!
//! Apps that a whole catalogue no longer lists are switched off and keep their rows, since agents are
//! assigned by name; actions that their app no longer lists are removed.

use anyhow::Context;
use diesel::PgConnection;
use serde::Serialize;
use serde_json::json;

use crate::db::audit_event::{self, Change};
use crate::db::composio_app::Written;
use crate::db::composio_sync::{self, New};
use crate::db::{
    self, Commit, Exclusion, Session, clock, composio_action, composio_app, workspace,
};
use crate::model::Digest;
use crate::tool::Catalogue;

/// Where a catalogue came from.
#[derive(Debug)]
pub struct Origin<'a> {
    /// The file or the address.
    pub source: &'a str,
    pub etag: Option<&'a str>,
    pub digest: &'a Digest,
}

/// What was done.
#[derive(Debug, Default, Serialize)]
pub struct Synced {
    pub source: String,
    /// False where the catalogue is the one that was taken before: then nothing was written.
    pub changed: bool,
    pub apps: usize,
    pub apps_added: usize,
    pub apps_updated: usize,
    pub apps_deactivated: usize,
    pub actions: usize,
    pub actions_added: usize,
    pub actions_updated: usize,
    pub actions_removed: usize,
}

/// Writes what is new or otherwise, with the record of the sync and the audit row, in one
/// transaction.
pub fn run(
    session: &mut Session,
    command: &str,
    (origin, catalogue): (&Origin<'_>, &Catalogue),
    commit: Commit,
) -> anyhow::Result<Synced> {
    let actor = session.actor.clone();
    let apps = serde_json::to_value(&catalogue.apps)?;
    let actions = serde_json::to_value(&catalogue.actions)?;
    let names: Vec<&str> = catalogue
        .apps
        .iter()
        .map(|app| app.app_name.as_str())
        .collect();
    let listing: Vec<&str> = catalogue
        .apps
        .iter()
        .filter(|app| app.lists_actions)
        .map(|app| app.app_name.as_str())
        .collect();
    db::write(session, commit, Exclusion::Rows, |conn| {
        let now = clock::transaction(conn)?;
        let written = if catalogue.is_complete {
            composio_app::put(conn, &apps, now)
        } else {
            composio_app::add(conn, &apps, now)
        };
        let written = written.context("the apps cannot be written")?;
        let gone = if catalogue.is_complete {
            composio_app::deactivate_others(conn, &names)?
        } else {
            0
        };
        let removed = composio_action::delete_others(conn, &listing, &actions)?;
        let told =
            composio_action::put(conn, &actions, now).context("the actions cannot be written")?;
        let synced = Synced {
            source: origin.source.to_owned(),
            changed: true,
            apps: catalogue.apps.len(),
            apps_added: added(&written),
            apps_updated: written.len() - added(&written),
            apps_deactivated: gone,
            actions: catalogue.actions.len(),
            actions_added: added(&told),
            actions_updated: told.len() - added(&told),
            actions_removed: removed,
        };
        record(conn, (&actor, command), origin, &synced)?;
        Ok(synced)
    })
}

/// Writes the record of the sync and the audit row.
fn record(
    conn: &mut PgConnection,
    (actor, command): (&str, &str),
    origin: &Origin<'_>,
    synced: &Synced,
) -> anyhow::Result<()> {
    let synced_at = clock::transaction(conn)?;
    composio_sync::put(
        conn,
        &New {
            source: origin.source,
            etag: origin.etag.map(str::to_owned),
            content_sha256: origin.digest.as_str(),
            apps: i32::try_from(synced.apps)?,
            actions: i32::try_from(synced.actions)?,
            synced_at,
            synced_by: actor,
        },
    )?;
    let change = Change {
        workspace_id: workspace::PLATFORM,
        actor,
        command,
        object_type: "tool_catalogue",
        object_id: origin.digest.as_str(),
        object_name: origin.source,
        action: "sync",
        after: json!(synced),
    };
    Ok(audit_event::insert(conn, &change)?)
}

fn added(written: &[Written]) -> usize {
    written.iter().filter(|row| row.is_new).count()
}
