//! The one thing that requests are sent to, on the command line.

use diesel::PgConnection;

use crate::cli::naming;
use crate::db::routing_target::{self, RoutingTarget};
use crate::db::workspace::Workspace;

/// The agent of that name or id in that workspace.
pub fn agent(
    conn: &mut PgConnection,
    workspace: &Workspace,
    name: &str,
) -> anyhow::Result<RoutingTarget> {
    let found = routing_target::agent(conn, workspace.id, name)?;
    naming::one("agent", name, found, || {
        routing_target::agent_names(conn, workspace.id)
    })
}

/// What was named of an agent, a workflow and the orchestrator, if anything.
pub fn find(
    conn: &mut PgConnection,
    workspace: &Workspace,
    (agent_name, workflow, orchestrate): (Option<&str>, Option<&str>, bool),
) -> anyhow::Result<Option<RoutingTarget>> {
    Ok(match (agent_name, workflow, orchestrate) {
        (Some(name), ..) => Some(agent(conn, workspace, name)?),
        (None, Some(name), _) => {
            let found = routing_target::workflow(conn, workspace.id, name)?;
            Some(naming::one("workflow", name, found, || {
                routing_target::workflow_names(conn, workspace.id)
            })?)
        }
        (None, None, true) => Some(RoutingTarget::orchestrator()),
        (None, None, false) => None,
    })
}
