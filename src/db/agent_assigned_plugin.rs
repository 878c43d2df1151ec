//! `agent_assigned_plugins`: the plugins of agents, each with its place.

use diesel::prelude::*;
use diesel::sql_types::{Array, BigInt, Integer, Uuid as SqlUuid};
use serde::Serialize;
use uuid::Uuid;

use super::agent::Agent;
use super::schema::{agent_assigned_plugins as table, marketplace_plugins};

/// A plugin that an agent has.
#[derive(Debug, Clone, Queryable, Serialize)]
pub struct Assigned {
    #[serde(skip)]
    pub plugin_id: Uuid,
    pub slug: String,
    pub version: String,
    pub priority: i32,
}

/// The plugins of an agent, the most important first.
pub fn of_agent(conn: &mut PgConnection, agent: &Agent) -> QueryResult<Vec<Assigned>> {
    table::table
        .inner_join(marketplace_plugins::table.on(marketplace_plugins::id.eq(table::plugin_id)))
        .filter(table::workspace_id.eq(agent.workspace_id))
        .filter(table::agent_id.eq(agent.id))
        .order((table::priority.desc(), marketplace_plugins::slug.asc()))
        .select((
            table::plugin_id,
            marketplace_plugins::slug,
            marketplace_plugins::version,
            table::priority,
        ))
        .load(conn)
}

/// Gives the agent these plugins at these places, or moves them there.
pub fn put(conn: &mut PgConnection, agent: &Agent, places: &[(Uuid, i32)]) -> QueryResult<()> {
    let (plugins, priorities): (Vec<Uuid>, Vec<i32>) = places.iter().copied().unzip();
    diesel::sql_query(
        "INSERT INTO agent_assigned_plugins (workspace_id, agent_id, plugin_id, priority) \
         SELECT $1, $2, plugin_id, priority FROM unnest($3, $4) AS place (plugin_id, priority) \
         ON CONFLICT (workspace_id, agent_id, plugin_id) DO UPDATE SET priority = excluded.priority \
         WHERE agent_assigned_plugins.priority IS DISTINCT FROM excluded.priority",
    )
    .bind::<SqlUuid, _>(agent.workspace_id)
    .bind::<BigInt, _>(agent.id)
    .bind::<Array<SqlUuid>, _>(plugins)
    .bind::<Array<Integer>, _>(priorities)
    .execute(conn)
    .map(drop)
}

/// Takes these plugins from the agent.
pub fn remove(conn: &mut PgConnection, agent: &Agent, plugins: &[Uuid]) -> QueryResult<()> {
    diesel::delete(table::table)
        .filter(table::workspace_id.eq(agent.workspace_id))
        .filter(table::agent_id.eq(agent.id))
        .filter(table::plugin_id.eq_any(plugins))
        .execute(conn)
        .map(drop)
}

/// Takes a plugin from all agents of a workspace. Answers how many had it.
pub fn remove_everywhere(
    conn: &mut PgConnection,
    (workspace_id, plugin_id): (Uuid, Uuid),
) -> QueryResult<usize> {
    diesel::delete(table::table)
        .filter(table::workspace_id.eq(workspace_id))
        .filter(table::plugin_id.eq(plugin_id))
        .execute(conn)
}
