//! A workflow is made in a workspace.

use anyhow::Context;
use diesel::PgConnection;
use serde_json::{Value, json};
use uuid::Uuid;

use super::{agents_of, record, told};
use crate::db::workflow::{self, Changes, Workflow};
use crate::db::{self, Exclusion, Session};
use crate::error::{Advice, Code};
use crate::ops::deed::Deed;

/// Makes it, with the agents that its steps name.
pub fn run(
    session: &mut Session,
    deed: &Deed<'_>,
    workspace_id: Uuid,
    wanted: &Changes,
) -> anyhow::Result<Workflow> {
    db::write(session, deed.commit, Exclusion::None, |conn| {
        within(conn, deed, workspace_id, wanted)
    })
}

/// The same in a transaction that has begun.
pub fn within(
    conn: &mut PgConnection,
    deed: &Deed<'_>,
    workspace_id: Uuid,
    wanted: &Changes,
) -> anyhow::Result<Workflow> {
    let name = wanted.name.as_deref().unwrap_or_default();
    let definition = wanted.workflow_definition.as_ref().unwrap_or(&Value::Null);
    let agents = agents_of(conn, workspace_id, definition)?;
    let created = workflow::insert(conn, workspace_id, deed.actor, wanted)
        .with_context(|| format!("the workflow `{name}` cannot be created"))?
        .ok_or_else(|| {
            Advice::new(
                Code::NameTaken,
                format!("there is a workflow `{name}` already"),
            )
            .hint("choose another name with `--name`")
        })?;
    workflow::put_agents(conn, &created, &agents)?;
    record(
        conn,
        deed,
        ("create", &created),
        (json!({}), told(&created)),
    )?;
    Ok(created)
}
