//! The traces of a change: the plugin's history and the audit trail, in the change's transaction.

use diesel::prelude::*;
use serde_json::{Value, json};
use uuid::Uuid;

use crate::db::Commit;
use crate::db::audit_event::{self, Change};
use crate::db::plugin_sync_history::{self, Step};
use crate::db::workspace::PLATFORM;
use crate::model::PluginAction;

/// Who changes plugins, by which command and why.
#[derive(Debug, Clone, Copy)]
pub struct Deed<'a> {
    pub actor: &'a str,
    pub command: &'a str,
    pub reason: Option<&'a str>,
    pub commit: Commit,
}

/// One change of a plugin or of a version of it.
#[derive(Debug)]
pub struct Done<'a> {
    pub action: PluginAction,
    /// The plugin; none when it is gone.
    pub plugin_id: Option<Uuid>,
    pub slug: &'a str,
    pub version: Option<&'a str>,
    pub before: Value,
    pub after: Value,
}

/// Records changes that belong to the platform.
pub fn record(conn: &mut PgConnection, deed: &Deed<'_>, done: Vec<Done<'_>>) -> QueryResult<()> {
    record_in(conn, deed, PLATFORM, done)
}

/// Records changes that belong to a workspace.
pub fn record_in(
    conn: &mut PgConnection,
    deed: &Deed<'_>,
    workspace_id: Uuid,
    done: Vec<Done<'_>>,
) -> QueryResult<()> {
    let steps = done
        .iter()
        .map(|done| Step {
            action: done.action,
            plugin_id: done.plugin_id,
            slug: done.slug,
            version: done.version,
            details: details(deed, done),
            by: deed.actor,
        })
        .collect();
    plugin_sync_history::append(conn, steps)?;
    for Done {
        action,
        plugin_id,
        slug,
        version,
        before,
        after,
    } in done
    {
        let change = Change {
            workspace_id,
            actor: deed.actor,
            command: deed.command,
            object_type: "plugin",
            object_id: &plugin_id.map(|id| id.to_string()).unwrap_or_default(),
            object_name: &version
                .map_or_else(|| slug.to_owned(), |version| format!("{slug}@{version}")),
            action: action.as_str(),
            after,
        };
        audit_event::insert_explained(conn, &change, deed.reason, &before)?;
    }
    Ok(())
}

/// What changed, with the reason where there is one.
fn details(deed: &Deed<'_>, done: &Done<'_>) -> Value {
    let mut details = done.after.clone();
    if let (Some(map), Some(reason)) = (details.as_object_mut(), deed.reason) {
        map.insert("reason".to_owned(), json!(reason));
    }
    details
}
