//! What names agents: routing rules, workflows and their executions.

use diesel::prelude::*;
use serde::Serialize;

use super::agent::Agent;
use super::schema::{routing_rules, workflow_agents, workflow_executions};

/// What names an agent and keeps it from being removed.
#[derive(Debug, Clone, Copy, Serialize)]
pub struct Uses {
    pub routing_rules: i64,
    pub workflows: i64,
    pub workflow_executions: i64,
}

/// Counts what names an agent.
pub fn count(conn: &mut PgConnection, agent: &Agent) -> QueryResult<Uses> {
    Ok(Uses {
        routing_rules: routing_rules::table
            .filter(routing_rules::workspace_id.eq(agent.workspace_id))
            .filter(routing_rules::target_agent_id.eq(agent.id))
            .count()
            .get_result(conn)?,
        workflows: workflow_agents::table
            .filter(workflow_agents::workspace_id.eq(agent.workspace_id))
            .filter(workflow_agents::agent_id.eq(agent.id))
            .count()
            .get_result(conn)?,
        workflow_executions: workflow_executions::table
            .filter(workflow_executions::workspace_id.eq(agent.workspace_id))
            .filter(workflow_executions::agent_id.eq(agent.id))
            .count()
            .get_result(conn)?,
    })
}
