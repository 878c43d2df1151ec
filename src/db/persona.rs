//! `personas`: voices an agent can speak with, global or of one workspace.

use chrono::{DateTime, Utc};
use diesel::dsl::now;
use diesel::prelude::*;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::agent::Agent;
use super::page::{Page, paged};
use super::schema::{agents, personas, workspaces};
use super::search;
use crate::model::PersonaScope;

/// A row of `personas`.
#[derive(Debug, Clone, HasQuery, Serialize)]
#[diesel(table_name = personas)]
pub struct Persona {
    pub id: Uuid,
    pub slug: String,
    pub name: String,
    pub description: Option<String>,
    pub category: String,
    pub tags: Vec<String>,
    pub scope: PersonaScope,
    pub workspace_id: Option<Uuid>,
    pub suggested_temperature: f64,
    pub suggested_models: Vec<String>,
    pub voice_description: Option<String>,
    pub system_prompt: String,
    pub source: String,
    pub source_url: Option<String>,
    pub is_active: bool,
    pub created_at: DateTime<Utc>,
    pub updated_at: DateTime<Utc>,
}

/// What people set of a persona. All of it is written.
#[derive(Debug, Clone, Deserialize, Insertable, AsChangeset)]
#[diesel(table_name = personas, treat_none_as_null = true)]
pub struct Fields {
    pub name: String,
    pub description: Option<String>,
    pub system_prompt: String,
    pub voice_description: Option<String>,
    pub category: String,
    pub tags: Vec<String>,
    pub suggested_temperature: f64,
    pub suggested_models: Vec<String>,
    pub source: String,
    pub source_url: Option<String>,
    pub is_active: bool,
}

/// What a new persona is known by, and for whom it is.
#[derive(Debug, Clone, Copy, Insertable)]
#[diesel(table_name = personas)]
pub struct Place<'a> {
    pub id: Uuid,
    pub slug: &'a str,
    pub scope: PersonaScope,
    pub workspace_id: Option<Uuid>,
}

/// Which personas are wanted; what is absent does not matter.
#[derive(Debug, Default)]
pub struct Filter {
    pub category: Option<String>,
    pub tag: Option<String>,
    pub workspace_id: Option<Uuid>,
    pub search: Option<String>,
}

/// A page of the personas that a workspace can use, or of all of them.
pub fn page(
    conn: &mut PgConnection,
    filter: &Filter,
    page: &Page<Uuid>,
) -> QueryResult<Vec<Persona>> {
    let mut query = Persona::query().into_boxed();
    if let Some(category) = &filter.category {
        query = query.filter(personas::category.eq(category));
    }
    if let Some(tag) = &filter.tag {
        query = query.filter(personas::tags.contains(vec![tag]));
    }
    if let Some(workspace_id) = filter.workspace_id {
        query = query.filter(
            personas::workspace_id
                .is_null()
                .or(personas::workspace_id.eq(workspace_id)),
        );
    }
    if let Some(text) = &filter.search {
        let pattern = search::pattern(text);
        query = query.filter(
            personas::name
                .ilike(pattern.clone())
                .or(personas::slug.ilike(pattern.clone()))
                .or(personas::description.ilike(pattern)),
        );
    }
    paged!(
        query,
        page,
        personas::slug,
        personas::created_at,
        personas::id
    )
    .load(conn)
}

/// The personas of that slug, name or id, of those that a workspace can use or of all; three at most.
pub fn named(
    conn: &mut PgConnection,
    name: &str,
    workspace_id: Option<Uuid>,
) -> QueryResult<Vec<Persona>> {
    let mut query = Persona::query().limit(3).into_boxed();
    if let Some(workspace_id) = workspace_id {
        query = query.filter(
            personas::workspace_id
                .is_null()
                .or(personas::workspace_id.eq(workspace_id)),
        );
    }
    match name.parse::<Uuid>() {
        Ok(id) => query.filter(personas::id.eq(id)).load(conn),
        Err(_) => query
            .filter(personas::slug.eq(name).or(personas::name.eq(name)))
            .load(conn),
    }
}

/// The slugs of all personas, to find one that is nearly so.
pub fn names(conn: &mut PgConnection) -> QueryResult<Vec<String>> {
    personas::table
        .select(personas::slug)
        .limit(search::MOST_NAMES)
        .load(conn)
}

/// What an agent shows of its persona.
#[derive(Debug, Clone, HasQuery, Serialize)]
#[diesel(table_name = personas)]
pub struct Brief {
    pub id: Uuid,
    pub slug: String,
    pub name: String,
    pub scope: PersonaScope,
    pub workspace_id: Option<Uuid>,
    pub suggested_temperature: f64,
}

/// The persona of an agent, if it has one.
pub fn of_agent(conn: &mut PgConnection, agent: &Agent) -> QueryResult<Option<Brief>> {
    personas::table
        .inner_join(agents::table.on(agents::persona_id.eq(personas::id.nullable())))
        .filter(agents::workspace_id.eq(agent.workspace_id))
        .filter(agents::id.eq(agent.id))
        .select(Brief::as_select())
        .first(conn)
        .optional()
}

/// The personas of that slug, name or id that a workspace can use, its own first.
pub fn usable(conn: &mut PgConnection, workspace_id: Uuid, name: &str) -> QueryResult<Vec<Brief>> {
    let query = Brief::query()
        .filter(personas::is_active)
        .filter(
            personas::workspace_id
                .is_null()
                .or(personas::workspace_id.eq(workspace_id)),
        )
        .order((personas::workspace_id.is_null(), personas::slug.ne(name)))
        .limit(3);
    match name.parse::<Uuid>() {
        Ok(id) => query.filter(personas::id.eq(id)).load(conn),
        Err(_) => query
            .filter(personas::slug.eq(name).or(personas::name.eq(name)))
            .load(conn),
    }
}

/// The slugs of the personas that a workspace can use, to find one that is nearly so.
pub fn usable_names(conn: &mut PgConnection, workspace_id: Uuid) -> QueryResult<Vec<String>> {
    personas::table
        .filter(
            personas::workspace_id
                .is_null()
                .or(personas::workspace_id.eq(workspace_id)),
        )
        .select(personas::slug)
        .limit(search::MOST_NAMES)
        .load(conn)
}

/// Writes a persona; nothing when its slug is taken there.
pub fn insert(
    conn: &mut PgConnection,
    place: Place<'_>,
    fields: &Fields,
) -> QueryResult<Option<Persona>> {
    diesel::insert_into(personas::table)
        .values((place, fields.clone()))
        .on_conflict_do_nothing()
        .returning(Persona::as_returning())
        .get_result(conn)
        .optional()
}

/// Holds the persona to the end of the transaction; nothing when it is gone.
pub fn hold(conn: &mut PgConnection, id: Uuid) -> QueryResult<Option<Persona>> {
    Persona::query()
        .filter(personas::id.eq(id))
        .for_update()
        .first(conn)
        .optional()
}

/// Changes a persona.
pub fn update(conn: &mut PgConnection, id: Uuid, fields: &Fields) -> QueryResult<Persona> {
    diesel::update(personas::table.find(id))
        .set((fields.clone(), personas::updated_at.eq(now)))
        .returning(Persona::as_returning())
        .get_result(conn)
}

/// Removes a persona.
pub fn delete(conn: &mut PgConnection, id: Uuid) -> QueryResult<()> {
    diesel::delete(personas::table.find(id))
        .execute(conn)
        .map(drop)
}

/// Gives all agents of a persona another one. Answers how many.
pub fn reassign(conn: &mut PgConnection, from: Uuid, to: Uuid) -> QueryResult<usize> {
    diesel::update(agents::table)
        .filter(agents::persona_id.eq(from))
        .set((agents::persona_id.eq(to), agents::updated_at.eq(now)))
        .execute(conn)
}

/// The first agents that speak with a persona: their workspaces' slugs and their names.
pub fn agents(conn: &mut PgConnection, id: Uuid, limit: i64) -> QueryResult<Vec<(String, String)>> {
    agents::table
        .inner_join(workspaces::table.on(workspaces::id.eq(agents::workspace_id)))
        .filter(agents::persona_id.eq(id))
        .order((workspaces::slug, agents::name))
        .limit(limit)
        .select((workspaces::slug, agents::name))
        .load(conn)
}

/// How many agents speak with a persona.
pub fn agent_count(conn: &mut PgConnection, id: Uuid) -> QueryResult<i64> {
    agents::table
        .filter(agents::persona_id.eq(id))
        .count()
        .get_result(conn)
}
