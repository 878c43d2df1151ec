//! Counts that follow from rows which seeds write.

use anyhow::Context;
use diesel::PgConnection;

use super::report::Counts;
use crate::db::enable_count;
use crate::seed::Kind;

/// Rows of these kinds are workspaces' plugins, or take them along when they go.
const ENABLING: [Kind; 2] = [Kind::WorkspacePlugins, Kind::Workspaces];

/// Counts the workspaces of each plugin again where a run changed any.
pub fn plugins(conn: &mut PgConnection, kinds: &[Counts]) -> anyhow::Result<()> {
    let enabling = |counts: &Counts| ENABLING.iter().any(|kind| kind.as_str() == counts.kind);
    if kinds
        .iter()
        .any(|counts| enabling(counts) && counts.writes())
    {
        enable_count::recount(conn).context("plugins cannot be counted")?;
    }
    Ok(())
}
