//! What requests of a workspace can be sent to: its agents and its workflows.

use diesel::prelude::*;
use diesel::sql_types::{BigInt, Nullable, Text, Uuid as SqlUuid};
use serde::Serialize;
use uuid::Uuid;

use super::schema::{agents, workflows};
use super::search;
use crate::model::RouteType;

/// A target with the name and the state of what it points at.
#[derive(Debug, Clone, QueryableByName, Serialize)]
pub struct RoutingTarget {
    #[diesel(sql_type = Text)]
    pub route_type: RouteType,
    #[diesel(sql_type = Nullable<BigInt>)]
    pub agent_id: Option<i64>,
    #[diesel(sql_type = Nullable<BigInt>)]
    pub workflow_id: Option<i64>,
    /// The name of the agent or the workflow.
    #[diesel(sql_type = Nullable<Text>)]
    pub target: Option<String>,
    /// The status of the agent or the workflow.
    #[diesel(sql_type = Nullable<Text>)]
    pub target_status: Option<String>,
}

impl RoutingTarget {
    /// The orchestrator.
    pub fn orchestrator() -> Self {
        Self {
            route_type: RouteType::Orchestrate,
            agent_id: None,
            workflow_id: None,
            target: None,
            target_status: None,
        }
    }
}

/// The agents of a workspace of that name or id.
pub fn agent(
    conn: &mut PgConnection,
    workspace_id: Uuid,
    name: &str,
) -> QueryResult<Vec<RoutingTarget>> {
    diesel::sql_query(
        "SELECT 'agent' AS route_type, id AS agent_id, NULL::int8 AS workflow_id, name AS target, \
             status AS target_status \
         FROM agents WHERE workspace_id = $1 AND (name = $2 OR id = $3) LIMIT 2",
    )
    .bind::<SqlUuid, _>(workspace_id)
    .bind::<Text, _>(name)
    .bind::<Nullable<BigInt>, _>(name.parse::<i64>().ok())
    .load(conn)
}

/// The workflows of a workspace of that name or id.
pub fn workflow(
    conn: &mut PgConnection,
    workspace_id: Uuid,
    name: &str,
) -> QueryResult<Vec<RoutingTarget>> {
    diesel::sql_query(
        "SELECT 'workflow' AS route_type, NULL::int8 AS agent_id, id AS workflow_id, name AS target, \
             status AS target_status \
         FROM workflows WHERE workspace_id = $1 AND (name = $2 OR id = $3) LIMIT 2",
    )
    .bind::<SqlUuid, _>(workspace_id)
    .bind::<Text, _>(name)
    .bind::<Nullable<BigInt>, _>(name.parse::<i64>().ok())
    .load(conn)
}

/// The names of the agents of a workspace, to find one that is nearly so.
pub fn agent_names(conn: &mut PgConnection, workspace_id: Uuid) -> QueryResult<Vec<String>> {
    agents::table
        .filter(agents::workspace_id.eq(workspace_id))
        .select(agents::name)
        .limit(search::MOST_NAMES)
        .load(conn)
}

/// The names of the workflows of a workspace, to find one that is nearly so.
pub fn workflow_names(conn: &mut PgConnection, workspace_id: Uuid) -> QueryResult<Vec<String>> {
    workflows::table
        .filter(workflows::workspace_id.eq(workspace_id))
        .select(workflows::name)
        .limit(search::MOST_NAMES)
        .load(conn)
}
