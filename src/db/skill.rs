//! `skills`: what agents can do, in three levels of loading; `skill_files`: the third level.

use chrono::{DateTime, Utc};
use diesel::dsl::sql;
use diesel::prelude::*;
use diesel::sql_types::Text;
use serde::Serialize;
use serde_json::Value;
use uuid::Uuid;

use super::page::{Page, paged};
use super::schema::{skill_files, skills};
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

/// What the third level adds: one file of several.
#[derive(Debug, HasQuery, Serialize)]
#[diesel(table_name = skill_files)]
pub struct File {
    pub file_path: String,
    pub file_type: String,
    pub content: Option<String>,
    pub file_size_bytes: i64,
}

/// Which skills are wanted; what is absent does not matter.
#[derive(Debug, Default)]
pub struct Filter {
    pub category: Option<String>,
    pub skill_type: Option<SkillType>,
    pub tag: Option<String>,
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

/// The skills of that name, in any case and with dashes for spaces, or of that id.
pub fn named(conn: &mut PgConnection, name: &str) -> QueryResult<Vec<Metadata>> {
    let query = Metadata::query().limit(2);
    if let Ok(id) = name.parse::<i64>() {
        return query.filter(skills::id.eq(id)).load(conn);
    }
    let exact: Vec<Metadata> = Metadata::query()
        .filter(skills::name.eq(name))
        .limit(2)
        .load(conn)?;
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

/// The third level of a skill.
pub fn files(conn: &mut PgConnection, id: i64) -> QueryResult<Vec<File>> {
    File::query()
        .filter(skill_files::skill_id.eq(id))
        .order(skill_files::file_path)
        .load(conn)
}

/// The names of all skills, to find one that is nearly so.
pub fn names(conn: &mut PgConnection) -> QueryResult<Vec<String>> {
    skills::table
        .select(skills::name)
        .limit(search::MOST_NAMES)
        .load(conn)
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
