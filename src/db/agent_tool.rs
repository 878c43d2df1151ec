//! The tools of an agent: its apps by priority, and their actions, in one query.

use diesel::prelude::*;
use diesel::sql_types::{BigInt, Bool, Jsonb, Nullable, Text, Uuid as SqlUuid};
use serde_json::Value;

use super::agent::Agent;
use crate::model::AppType;

/// An app that an agent is assigned, with one of its actions where it has any.
#[derive(Debug, QueryableByName)]
pub struct AgentTool {
    #[diesel(sql_type = Text)]
    pub app_name: String,
    #[diesel(sql_type = Text)]
    pub app_type: AppType,
    #[diesel(sql_type = Bool)]
    pub is_active: bool,
    /// The state of the app; nothing where it is not in the cache.
    #[diesel(sql_type = Nullable<Text>)]
    pub status: Option<String>,
    #[diesel(sql_type = Nullable<Text>)]
    pub action_name: Option<String>,
    #[diesel(sql_type = Nullable<Text>)]
    pub display_name: Option<String>,
    #[diesel(sql_type = Nullable<Text>)]
    pub description: Option<String>,
    #[diesel(sql_type = Nullable<Jsonb>)]
    pub parameters: Option<Value>,
}

/// All of them, the highest priority first, then by the names of app and action. Actions come only
/// with apps that are assigned and switched on.
pub fn of_agent(conn: &mut PgConnection, agent: &Agent) -> QueryResult<Vec<AgentTool>> {
    diesel::sql_query(
        "SELECT s.app_name, s.app_type, s.is_active, p.status, a.action_name, \
             a.display_name, a.description, a.parameters \
         FROM agent_app_assignments s \
         LEFT JOIN composio_apps_cache p ON p.app_name = s.app_name AND s.app_type = 'EXTERNAL' \
         LEFT JOIN composio_actions_cache a ON a.app_name = p.app_name AND s.is_active \
             AND p.status = 'active' \
         WHERE s.workspace_id = $1 AND s.agent_id = $2 \
         ORDER BY s.priority DESC, s.app_name COLLATE \"C\", a.action_name COLLATE \"C\"",
    )
    .bind::<SqlUuid, _>(agent.workspace_id)
    .bind::<BigInt, _>(agent.id)
    .load(conn)
}
