//! `agent_app_assignments`: the apps whose tools agents may call.

use diesel::prelude::*;
use diesel::sql_types::{Array, BigInt, Bool, Integer, Jsonb, Text, Uuid as SqlUuid};
use serde::Serialize;
use serde_json::Value;

use super::agent::Agent;
use super::schema::{agent_app_assignments as table, composio_apps_cache};
use crate::model::AppType;

/// An app that an agent has.
#[derive(Debug, Clone, PartialEq, Queryable, Serialize)]
pub struct Assigned {
    pub app_name: String,
    pub app_type: AppType,
    pub priority: i32,
    pub config: Value,
    pub is_active: bool,
}

/// The apps of an agent, the preferred first.
pub fn of_agent(conn: &mut PgConnection, agent: &Agent) -> QueryResult<Vec<Assigned>> {
    table::table
        .filter(table::workspace_id.eq(agent.workspace_id))
        .filter(table::agent_id.eq(agent.id))
        .order((table::priority.desc(), table::app_name))
        .select((
            table::app_name,
            table::app_type,
            table::priority,
            table::config,
            table::is_active,
        ))
        .load(conn)
}

/// Which of these apps the app cache has.
pub fn cached(conn: &mut PgConnection, names: &[String]) -> QueryResult<Vec<String>> {
    composio_apps_cache::table
        .filter(composio_apps_cache::app_name.eq_any(names))
        .select(composio_apps_cache::app_name)
        .load(conn)
}

/// The names of all apps in the cache, to find one that is nearly so.
pub fn cached_names(conn: &mut PgConnection) -> QueryResult<Vec<String>> {
    composio_apps_cache::table
        .select(composio_apps_cache::app_name)
        .limit(super::search::MOST_NAMES)
        .load(conn)
}

/// Gives the agent these apps, or changes how it has them.
pub fn put(
    conn: &mut PgConnection,
    agent: &Agent,
    apps: &[Assigned],
    assigned_by: &str,
) -> QueryResult<()> {
    let column = |of: fn(&Assigned) -> &str| apps.iter().map(of).collect::<Vec<_>>();
    let priorities: Vec<i32> = apps.iter().map(|app| app.priority).collect();
    let configs: Vec<&Value> = apps.iter().map(|app| &app.config).collect();
    let active: Vec<bool> = apps.iter().map(|app| app.is_active).collect();
    diesel::sql_query(
        "INSERT INTO agent_app_assignments AS t \
             (workspace_id, agent_id, app_name, app_type, priority, config, is_active, assigned_by) \
         SELECT $1, $2, a.*, $8 FROM unnest($3, $4, $5, $6, $7) AS a \
         ON CONFLICT (workspace_id, agent_id, app_name) DO UPDATE SET \
             app_type = excluded.app_type, priority = excluded.priority, \
             config = excluded.config, is_active = excluded.is_active \
         WHERE (t.app_type, t.priority, t.config, t.is_active) IS DISTINCT FROM \
             (excluded.app_type, excluded.priority, excluded.config, excluded.is_active)",
    )
    .bind::<SqlUuid, _>(agent.workspace_id)
    .bind::<BigInt, _>(agent.id)
    .bind::<Array<Text>, _>(column(|app| &app.app_name))
    .bind::<Array<Text>, _>(column(|app| app.app_type.as_str()))
    .bind::<Array<Integer>, _>(priorities)
    .bind::<Array<Jsonb>, _>(configs)
    .bind::<Array<Bool>, _>(active)
    .bind::<Text, _>(assigned_by)
    .execute(conn)
    .map(drop)
}

/// Takes these apps from the agent.
pub fn remove(conn: &mut PgConnection, agent: &Agent, names: &[String]) -> QueryResult<()> {
    diesel::delete(table::table)
        .filter(table::workspace_id.eq(agent.workspace_id))
        .filter(table::agent_id.eq(agent.id))
        .filter(table::app_name.eq_any(names))
        .execute(conn)
        .map(drop)
}
