//! `skills`: what agents can do, in three levels of loading.

use chrono::{DateTime, Utc};
use diesel::dsl::sql;
use diesel::prelude::*;
use diesel::sql_types::Text;
use serde::Serialize;
use serde_json::Value;
use uuid::Uuid;

use super::page::{Page, paged};
use super::schema::{agent_skills, agents, skills, workspaces};
use super::search;
use crate::model::SkillType;

/// The first level of a skill: what it is.
#[derive(Debug, HasQuery, Serialize)]
#[diesel(table_name = skills)]
pub struct Metadata {
    pub id: i64,
    pub workspace_id: Option<Uuid>,
    pub name: String,
    pub description: Option<String>,
    pub skill_type: SkillType,
    pub category: Option<String>,
    pub skill_version: Option<String>,
    pub skill_source: Option<String>,
    pub tags: Vec<String>,
    pub is_active: bool,
    pub created_at: DateTime<Utc>,
    pub updated_at: DateTime<Utc>,
}

/// What the second level adds: the instructions.
#[derive(Debug, HasQuery, Serialize)]
#[diesel(table_name = skills)]
pub struct Core {
    pub prompt_template: Option<String>,
    pub parameters: Value,
    pub tools_schema: Option<Value>,
}

/// Which skills are wanted; what is absent does not matter.
#[derive(Debug, Default)]
pub struct Filter {
    pub category: Option<String>,
    pub skill_type: Option<SkillType>,
    pub tag: Option<String>,
    pub source: Option<String>,
    pub is_active: Option<bool>,
    pub workspace_id: Option<Uuid>,
    pub search: Option<String>,
}

/// A page of the skills that a workspace can use, or of all of them.
pub fn page(
    conn: &mut PgConnection,
    filter: &Filter,
    page: &Page<i64>,
) -> QueryResult<Vec<Metadata>> {
    let mut query = Metadata::query().into_boxed();
    if let Some(category) = &filter.category {
        query = query.filter(skills::category.eq(category));
    }
    if let Some(skill_type) = filter.skill_type {
        query = query.filter(skills::skill_type.eq(skill_type));
    }
    if let Some(tag) = &filter.tag {
        query = query.filter(skills::tags.contains(vec![tag]));
    }
    if let Some(source) = &filter.source {
        query = query.filter(skills::skill_source.eq(source));
    }
    if let Some(is_active) = filter.is_active {
        query = query.filter(skills::is_active.eq(is_active));
    }
    if let Some(workspace_id) = filter.workspace_id {
        query = query.filter(
            skills::workspace_id
                .is_null()
                .or(skills::workspace_id.eq(workspace_id)),
        );
    }
    if let Some(text) = &filter.search {
        let pattern = search::pattern(text);
        query = query.filter(
            skills::name
                .ilike(pattern.clone())
                .or(skills::description.ilike(pattern)),
        );
    }
    paged!(query, page, skills::name, skills::created_at, skills::id).load(conn)
}

/// The skills of that name, in any case and with dashes for spaces, or of that id; of those that a
/// workspace can use, or of all. Its own come before the global ones.
pub fn named(
    conn: &mut PgConnection,
    name: &str,
    workspace_id: Option<Uuid>,
) -> QueryResult<Vec<Metadata>> {
    let usable = || {
        let query = Metadata::query()
            .order((skills::workspace_id.asc().nulls_last(), skills::id))
            .limit(2)
            .into_boxed();
        match workspace_id {
            None => query,
            Some(id) => query.filter(
                skills::workspace_id
                    .is_null()
                    .or(skills::workspace_id.eq(id)),
            ),
        }
    };
    let query = usable();
    if let Ok(id) = name.parse::<i64>() {
        return query.filter(skills::id.eq(id)).load(conn);
    }
    let exact: Vec<Metadata> = usable().filter(skills::name.eq(name)).load(conn)?;
    if !exact.is_empty() {
        return Ok(exact);
    }
    let pattern = search::literal(&name.replace('-', " "));
    query
        .filter(sql::<Text>("replace(skills.name, '-', ' ')").ilike(pattern))
        .load(conn)
}

/// The second level of a skill.
pub fn core(conn: &mut PgConnection, id: i64) -> QueryResult<Core> {
    Core::query().filter(skills::id.eq(id)).first(conn)
}

/// The names of the skills that a workspace can use, or of all, to find one that is nearly so.
pub fn names(conn: &mut PgConnection, workspace_id: Option<Uuid>) -> QueryResult<Vec<String>> {
    let mut query = skills::table
        .select(skills::name)
        .limit(search::MOST_NAMES)
        .into_boxed();
    if let Some(id) = workspace_id {
        query = query.filter(
            skills::workspace_id
                .is_null()
                .or(skills::workspace_id.eq(id)),
        );
    }
    query.load(conn)
}

/// What is written of a new skill.
#[derive(Debug, Insertable)]
#[diesel(table_name = skills)]
pub struct New<'a> {
    pub workspace_id: Option<Uuid>,
    pub name: &'a str,
    pub description: Option<&'a str>,
    pub skill_type: SkillType,
    pub category: Option<&'a str>,
    pub prompt_template: Option<&'a str>,
    pub tools_schema: Option<Value>,
    pub parameters: Value,
    pub implementation: Option<&'a str>,
    pub skill_version: Option<&'a str>,
    pub tags: Vec<String>,
    pub skill_metadata: Value,
    pub is_active: bool,
    pub created_by: &'a str,
}

/// Writes a skill; nothing when its name is taken.
pub fn insert(conn: &mut PgConnection, new: &New<'_>) -> QueryResult<Option<Metadata>> {
    diesel::insert_into(skills::table)
        .values(new)
        .on_conflict_do_nothing()
        .returning(Metadata::as_returning())
        .get_result(conn)
        .optional()
}

/// The agents that have a skill, `workspace/agent`, a few of them, and how many there are.
pub fn users(conn: &mut PgConnection, id: i64, few: i64) -> QueryResult<(Vec<String>, i64)> {
    let count = agent_skills::table
        .filter(agent_skills::skill_id.eq(id))
        .count()
        .get_result(conn)?;
    let rows: Vec<(String, String)> = agent_skills::table
        .inner_join(
            agents::table.on(agents::workspace_id
                .eq(agent_skills::workspace_id)
                .and(agents::id.eq(agent_skills::agent_id))),
        )
        .inner_join(workspaces::table.on(workspaces::id.eq(agent_skills::workspace_id)))
        .filter(agent_skills::skill_id.eq(id))
        .select((workspaces::slug, agents::name))
        .order((workspaces::slug, agents::name))
        .limit(few)
        .load(conn)?;
    let names = rows
        .into_iter()
        .map(|(slug, name)| format!("{slug}/{name}"));
    Ok((names.collect(), count))
}

/// Removes a skill with its files and versions.
pub fn delete(conn: &mut PgConnection, id: i64) -> QueryResult<()> {
    diesel::delete(skills::table.find(id))
        .execute(conn)
        .map(drop)
}

/// What names a skill.
#[derive(Debug, Clone, HasQuery)]
#[diesel(table_name = skills)]
pub struct Name {
    pub id: i64,
    pub name: String,
}

/// The skills of these names or ids that a workspace can use, its own first.
pub fn usable(
    conn: &mut PgConnection,
    workspace_id: Uuid,
    names: &[String],
) -> QueryResult<Vec<Name>> {
    let ids: Vec<i64> = names.iter().filter_map(|name| name.parse().ok()).collect();
    Name::query()
        .filter(skills::is_active)
        .filter(
            skills::workspace_id
                .is_null()
                .or(skills::workspace_id.eq(workspace_id)),
        )
        .filter(skills::name.eq_any(names).or(skills::id.eq_any(ids)))
        .order((skills::workspace_id.is_null(), skills::id))
        .load(conn)
}

/// The names of the skills that a workspace can use, to find one that is nearly so.
pub fn usable_names(conn: &mut PgConnection, workspace_id: Uuid) -> QueryResult<Vec<String>> {
    skills::table
        .filter(
            skills::workspace_id
                .is_null()
                .or(skills::workspace_id.eq(workspace_id)),
        )
        .select(skills::name)
        .limit(search::MOST_NAMES)
        .load(conn)
}
