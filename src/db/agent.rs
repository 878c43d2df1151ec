//! `agents`: the agents of workspaces.

use chrono::{DateTime, Utc};
use diesel::dsl::now;
use diesel::prelude::*;
use serde::Serialize;
use serde_json::Value;
use uuid::Uuid;

use super::page::{Page, paged};
use super::schema::agents;
use super::search;
use crate::model::{AgentStatus, OwnerType};

/// What names an agent.
#[derive(Debug, Clone, HasQuery, Serialize)]
#[diesel(table_name = agents)]
pub struct Agent {
    pub workspace_id: Uuid,
    pub id: i64,
    pub name: String,
}

/// A row of `agents`, without what the platform measures.
#[derive(Debug, Clone, HasQuery, Serialize)]
#[diesel(table_name = agents)]
#[expect(clippy::struct_excessive_bools, reason = "each is a column of its own")]
pub struct Row {
    pub id: i64,
    pub workspace_id: Uuid,
    pub name: String,
    pub description: Option<String>,
    pub agent_type: String,
    pub status: AgentStatus,
    pub tags: Vec<String>,
    pub persona_id: Option<Uuid>,
    pub use_custom_persona: bool,
    pub custom_persona_prompt: Option<String>,
    pub model_config: Value,
    pub configuration: Value,
    pub owner_type: OwnerType,
    pub cloned_from_id: Option<i64>,
    pub is_shared: bool,
    pub is_featured: bool,
    pub is_approved: bool,
    pub install_count: i32,
    pub marketplace_category: Option<String>,
    pub version: String,
    pub created_by: Option<String>,
    pub created_at: DateTime<Utc>,
    pub updated_at: DateTime<Utc>,
}

/// What people set of an agent. All of it is written.
#[derive(Debug, Clone, Insertable, AsChangeset)]
#[diesel(table_name = agents, treat_none_as_null = true)]
#[expect(clippy::struct_excessive_bools, reason = "each is a column of its own")]
pub struct Fields {
    pub name: String,
    pub description: Option<String>,
    pub agent_type: String,
    pub status: AgentStatus,
    pub configuration: Value,
    pub model_config: Value,
    pub tags: Vec<String>,
    pub persona_id: Option<Uuid>,
    pub custom_persona_prompt: Option<String>,
    pub use_custom_persona: bool,
    pub owner_type: OwnerType,
    pub is_shared: bool,
    pub is_featured: bool,
    pub is_approved: bool,
    pub marketplace_category: Option<String>,
    pub version: String,
}

/// Where a new agent is, who makes it, and of which other it is a clone.
#[derive(Debug, Clone, Copy, Insertable)]
#[diesel(table_name = agents)]
pub struct Origin<'a> {
    pub workspace_id: Uuid,
    pub created_by: &'a str,
    pub cloned_from_id: Option<i64>,
}

/// Which agents are wanted; what is absent does not matter.
#[derive(Debug, Default)]
pub struct Filter {
    pub workspace_id: Option<Uuid>,
    pub status: Option<AgentStatus>,
    pub agent_type: Option<String>,
    pub tag: Option<String>,
    pub persona_id: Option<Uuid>,
    pub search: Option<String>,
}

impl Row {
    /// What names it.
    pub fn agent(&self) -> Agent {
        Agent {
            workspace_id: self.workspace_id,
            id: self.id,
            name: self.name.clone(),
        }
    }
}

/// A page of the agents of a workspace, or of all of them.
pub fn page(conn: &mut PgConnection, filter: &Filter, page: &Page<i64>) -> QueryResult<Vec<Row>> {
    let mut query = Row::query().into_boxed();
    if let Some(workspace_id) = filter.workspace_id {
        query = query.filter(agents::workspace_id.eq(workspace_id));
    }
    if let Some(status) = filter.status {
        query = query.filter(agents::status.eq(status));
    }
    if let Some(agent_type) = &filter.agent_type {
        query = query.filter(agents::agent_type.eq(agent_type));
    }
    if let Some(tag) = &filter.tag {
        query = query.filter(agents::tags.contains(vec![tag]));
    }
    if let Some(persona_id) = filter.persona_id {
        query = query.filter(agents::persona_id.eq(persona_id));
    }
    if let Some(text) = &filter.search {
        let pattern = search::pattern(text);
        query = query.filter(
            agents::name
                .ilike(pattern.clone())
                .or(agents::description.ilike(pattern)),
        );
    }
    paged!(query, page, agents::name, agents::created_at, agents::id).load(conn)
}

/// The whole row of an agent; nothing when it is gone.
pub fn row(conn: &mut PgConnection, agent: &Agent) -> QueryResult<Option<Row>> {
    Row::query()
        .filter(agents::workspace_id.eq(agent.workspace_id))
        .filter(agents::id.eq(agent.id))
        .first(conn)
        .optional()
}

/// Writes an agent; nothing when its workspace has one of that name.
pub fn insert(
    conn: &mut PgConnection,
    origin: Origin<'_>,
    fields: &Fields,
) -> QueryResult<Option<Row>> {
    diesel::insert_into(agents::table)
        .values((origin, fields.clone()))
        .on_conflict((agents::workspace_id, agents::name))
        .do_nothing()
        .returning(Row::as_returning())
        .get_result(conn)
        .optional()
}

/// Changes an agent.
pub fn update(conn: &mut PgConnection, agent: &Agent, fields: &Fields) -> QueryResult<Row> {
    diesel::update(agents::table)
        .filter(agents::workspace_id.eq(agent.workspace_id))
        .filter(agents::id.eq(agent.id))
        .set((fields.clone(), agents::updated_at.eq(now)))
        .returning(Row::as_returning())
        .get_result(conn)
}

/// Whether the workspace has another agent of that name.
pub fn is_taken(conn: &mut PgConnection, agent: &Agent, name: &str) -> QueryResult<bool> {
    let others = agents::table
        .filter(agents::workspace_id.eq(agent.workspace_id))
        .filter(agents::name.eq(name))
        .filter(agents::id.ne(agent.id));
    diesel::select(diesel::dsl::exists(others)).get_result(conn)
}

/// Sets the persona of an agent, or takes it away.
pub fn set_persona(
    conn: &mut PgConnection,
    agent: &Agent,
    persona_id: Option<Uuid>,
) -> QueryResult<()> {
    diesel::update(agents::table)
        .filter(agents::workspace_id.eq(agent.workspace_id))
        .filter(agents::id.eq(agent.id))
        .set(agents::persona_id.eq(persona_id))
        .execute(conn)
        .map(drop)
}

/// Counts one more clone of an agent of the marketplace.
pub fn count_install(conn: &mut PgConnection, agent: &Agent) -> QueryResult<()> {
    diesel::update(agents::table)
        .filter(agents::workspace_id.eq(agent.workspace_id))
        .filter(agents::id.eq(agent.id))
        .set(agents::install_count.eq(agents::install_count + 1))
        .execute(conn)
        .map(drop)
}

/// Removes an agent with what it was assigned.
pub fn delete(conn: &mut PgConnection, agent: &Agent) -> QueryResult<()> {
    diesel::delete(agents::table)
        .filter(agents::workspace_id.eq(agent.workspace_id))
        .filter(agents::id.eq(agent.id))
        .execute(conn)
        .map(drop)
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
