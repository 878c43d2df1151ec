//! A workspace is taken out of sight, or purged with all that it owns.

use anyhow::Context;
use serde::Serialize;
use serde_json::json;

use super::{hold, record, told};
use crate::db::workspace::{self, Changes, Workspace};
use crate::db::workspace_rows::{self, Count};
use crate::db::{self, Commit, Exclusion, Session, enable_count, seed_known};
use crate::ops::Deed;

/// So many rows of each log are deleted in one transaction.
const BATCH: i64 = 5_000;

/// A workspace that is out of sight, or gone.
#[derive(Debug, Serialize)]
pub struct Deleted {
    pub slug: String,
    pub name: String,
    /// Whether its rows are gone for good.
    pub purged: bool,
    /// What went with it, or is out of sight with it.
    pub rows: Vec<Count>,
}

/// Takes it out of sight; all its rows stay until it is purged.
pub fn hide(
    session: &mut Session,
    deed: &Deed<'_>,
    workspace: &Workspace,
) -> anyhow::Result<Deleted> {
    db::write(session, deed.commit, Exclusion::None, |conn| {
        let before = hold(conn, workspace)?;
        let rows = workspace_rows::count(conn, before.id)?;
        let changes = Changes {
            is_active: Some(false),
            deleted_at: Some(seed_known::now(conn)?),
            ..Changes::default()
        };
        let after = workspace::update(conn, before.id, &changes)
            .with_context(|| format!("the workspace `{}` cannot be deleted", before.slug))?;
        let told = (None, &told(&before), told(&after));
        record(conn, deed, ("delete", &after), told)?;
        Ok(deleted(&after, rows, false))
    })
}

/// Deletes it with every row of it, but for its audit rows, which stay until their retention ends. The
/// rows of its other logs go first, in batches that commit each.
pub fn purge(
    session: &mut Session,
    deed: &Deed<'_>,
    workspace: &Workspace,
) -> anyhow::Result<Deleted> {
    let rows = db::write(session, Commit::DryRun, Exclusion::None, |conn| {
        hold(conn, workspace)?;
        Ok(workspace_rows::count(conn, workspace.id)?)
    })?;
    if deed.commit == Commit::Keep {
        while db::write(session, Commit::Keep, Exclusion::None, |conn| {
            Ok(workspace_rows::delete_logged(conn, workspace.id, BATCH)?)
        })? > 0
        {}
    }
    db::write(session, deed.commit, Exclusion::None, |conn| {
        let before = hold(conn, workspace)?;
        workspace_rows::delete(conn, before.id)
            .with_context(|| format!("the workspace `{}` cannot be purged", before.slug))?;
        enable_count::recount(conn)?;
        let told = (None, &told(&before), json!({"rows": rows}));
        record(conn, deed, ("purge", &before), told)?;
        Ok(deleted(&before, rows.clone(), true))
    })
}

fn deleted(workspace: &Workspace, rows: Vec<Count>, purged: bool) -> Deleted {
    Deleted {
        slug: workspace.slug.clone(),
        name: workspace.name.clone(),
        purged,
        rows,
    }
}
