//! `agents`: the agents of workspaces.

use diesel::dsl::now;
use diesel::prelude::*;
use serde::Serialize;
use uuid::Uuid;

use super::schema::agents;
use super::search;

/// What names an agent.
#[derive(Debug, Clone, HasQuery, Serialize)]
#[diesel(table_name = agents)]
pub struct Agent {
    pub workspace_id: Uuid,
    pub id: i64,
    pub name: String,
}

/// The agents of that name or id, in a workspace or in any; two at most.
pub fn named(
    conn: &mut PgConnection,
    name: &str,
    workspace_id: Option<Uuid>,
) -> QueryResult<Vec<Agent>> {
    let mut query = Agent::query().limit(2).into_boxed();
    if let Some(workspace_id) = workspace_id {
        query = query.filter(agents::workspace_id.eq(workspace_id));
    }
    match name.parse::<i64>() {
        Ok(id) => query.filter(agents::id.eq(id)).load(conn),
        Err(_) => query.filter(agents::name.eq(name)).load(conn),
    }
}

/// The names of agents, to find one that is nearly so.
pub fn names(conn: &mut PgConnection, workspace_id: Option<Uuid>) -> QueryResult<Vec<String>> {
    let mut query = agents::table
        .select(agents::name)
        .limit(search::MOST_NAMES)
        .into_boxed();
    if let Some(workspace_id) = workspace_id {
        query = query.filter(agents::workspace_id.eq(workspace_id));
    }
    query.load(conn)
}

/// Holds the agent until the end of the transaction. Whatever is changed of an agent begins here and
/// ends in [`touch`]: then two changes of one agent come one after the other. False when it is gone.
pub fn hold(conn: &mut PgConnection, agent: &Agent) -> QueryResult<bool> {
    let held: Option<i64> = agents::table
        .filter(agents::workspace_id.eq(agent.workspace_id))
        .filter(agents::id.eq(agent.id))
        .select(agents::id)
        .for_update()
        .first(conn)
        .optional()?;
    Ok(held.is_some())
}

/// Says that something of the agent was changed.
pub fn touch(conn: &mut PgConnection, agent: &Agent) -> QueryResult<()> {
    diesel::update(agents::table)
        .filter(agents::workspace_id.eq(agent.workspace_id))
        .filter(agents::id.eq(agent.id))
        .set(agents::updated_at.eq(now))
        .execute(conn)
        .map(drop)
}

/// The agents of a workspace that have these names, with their ids.
pub fn among(
    conn: &mut PgConnection,
    workspace_id: Uuid,
    names: &[&str],
) -> QueryResult<Vec<(String, i64)>> {
    agents::table
        .filter(agents::workspace_id.eq(workspace_id))
        .filter(agents::name.eq_any(names))
        .select((agents::name, agents::id))
        .load(conn)
}
