//! `agent_skills`: the skills of agents.

use diesel::prelude::*;
use serde::Serialize;
use uuid::Uuid;

use super::agent::Agent;
use super::schema::{agent_skills as table, skills};
use crate::model::SkillType;

/// A skill that an agent has.
#[derive(Debug, Clone, Queryable, Serialize)]
pub struct Assigned {
    pub id: i64,
    pub name: String,
    pub skill_type: SkillType,
    pub category: Option<String>,
    /// Whose it is; nobody's when it is for all.
    pub workspace_id: Option<Uuid>,
}

/// The skills of an agent, by name.
pub fn of_agent(conn: &mut PgConnection, agent: &Agent) -> QueryResult<Vec<Assigned>> {
    table::table
        .inner_join(skills::table.on(skills::id.eq(table::skill_id)))
        .filter(table::workspace_id.eq(agent.workspace_id))
        .filter(table::agent_id.eq(agent.id))
        .order((skills::name, skills::id))
        .select((
            skills::id,
            skills::name,
            skills::skill_type,
            skills::category,
            skills::workspace_id,
        ))
        .load(conn)
}

/// Gives the agent these skills; what it has already stays.
pub fn put(conn: &mut PgConnection, agent: &Agent, ids: &[i64]) -> QueryResult<()> {
    let rows: Vec<_> = ids
        .iter()
        .map(|id| {
            (
                table::workspace_id.eq(agent.workspace_id),
                table::agent_id.eq(agent.id),
                table::skill_id.eq(id),
            )
        })
        .collect();
    diesel::insert_into(table::table)
        .values(rows)
        .on_conflict_do_nothing()
        .execute(conn)
        .map(drop)
}

/// Takes these skills from the agent.
pub fn remove(conn: &mut PgConnection, agent: &Agent, ids: &[i64]) -> QueryResult<()> {
    diesel::delete(table::table)
        .filter(table::workspace_id.eq(agent.workspace_id))
        .filter(table::agent_id.eq(agent.id))
        .filter(table::skill_id.eq_any(ids))
        .execute(conn)
        .map(drop)
}
