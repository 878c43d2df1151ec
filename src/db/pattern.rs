//! `patterns`: ways in which agents work together.

use chrono::{DateTime, Utc};
use diesel::dsl::now;
use diesel::prelude::*;
use serde::{Deserialize, Serialize};
use serde_json::Value;
use uuid::Uuid;

use super::given::given;
use super::page::{Page, paged};
use super::schema::patterns;
use super::search;
use crate::model::PatternType;

/// A row of `patterns`.
#[derive(Debug, HasQuery, Serialize)]
#[diesel(table_name = patterns)]
pub struct Pattern {
    pub id: i64,
    pub workspace_id: Option<Uuid>,
    pub name: String,
    pub description: Option<String>,
    pub pattern_type: PatternType,
    pub pattern_data: Value,
    pub usage_count: i64,
    pub effectiveness_score: f64,
    pub is_active: bool,
    pub created_at: DateTime<Utc>,
    pub updated_at: DateTime<Utc>,
}

/// Which patterns are wanted; what is absent does not matter.
#[derive(Debug, Default)]
pub struct Filter {
    pub pattern_type: Option<PatternType>,
    pub workspace_id: Option<Uuid>,
    pub search: Option<String>,
}

/// A page of the patterns that a workspace can use, or of all of them.
pub fn page(
    conn: &mut PgConnection,
    filter: &Filter,
    page: &Page<i64>,
) -> QueryResult<Vec<Pattern>> {
    let mut query = Pattern::query().into_boxed();
    if let Some(pattern_type) = filter.pattern_type {
        query = query.filter(patterns::pattern_type.eq(pattern_type));
    }
    if let Some(workspace_id) = filter.workspace_id {
        query = query.filter(
            patterns::workspace_id
                .is_null()
                .or(patterns::workspace_id.eq(workspace_id)),
        );
    }
    if let Some(text) = &filter.search {
        let pattern = search::pattern(text);
        query = query.filter(
            patterns::name
                .ilike(pattern.clone())
                .or(patterns::description.ilike(pattern)),
        );
    }
    paged!(
        query,
        page,
        patterns::name,
        patterns::created_at,
        patterns::id
    )
    .load(conn)
}

/// The patterns of that name or id, of those that a workspace can use, or of all; its own come first.
pub fn named(
    conn: &mut PgConnection,
    name: &str,
    workspace_id: Option<Uuid>,
) -> QueryResult<Vec<Pattern>> {
    let mut query = Pattern::query()
        .order((patterns::workspace_id.asc().nulls_last(), patterns::id))
        .limit(2)
        .into_boxed();
    if let Some(id) = workspace_id {
        query = query.filter(
            patterns::workspace_id
                .is_null()
                .or(patterns::workspace_id.eq(id)),
        );
    }
    match name.parse::<i64>() {
        Ok(id) => query.filter(patterns::id.eq(id)).load(conn),
        Err(_) => query
            .filter(patterns::name.ilike(search::literal(name)))
            .load(conn),
    }
}

/// The names of the patterns that a workspace can use, or of all, to find one that is nearly so.
pub fn names(conn: &mut PgConnection, workspace_id: Option<Uuid>) -> QueryResult<Vec<String>> {
    let mut query = patterns::table
        .select(patterns::name)
        .limit(search::MOST_NAMES)
        .into_boxed();
    if let Some(id) = workspace_id {
        query = query.filter(
            patterns::workspace_id
                .is_null()
                .or(patterns::workspace_id.eq(id)),
        );
    }
    query.load(conn)
}

/// What is written of a pattern; what is absent stays, or is as the column has it.
#[derive(Debug, Clone, Default, Deserialize, Insertable, AsChangeset)]
#[diesel(table_name = patterns)]
#[expect(
    clippy::option_option,
    reason = "absent: it stays; null: it is cleared"
)]
pub struct Changes {
    pub name: Option<String>,
    #[serde(default, deserialize_with = "given")]
    pub description: Option<Option<String>>,
    pub pattern_type: Option<PatternType>,
    pub pattern_data: Option<Value>,
    pub effectiveness_score: Option<f64>,
    pub is_active: Option<bool>,
}

/// Writes a pattern; nothing when its name is taken.
pub fn insert(
    conn: &mut PgConnection,
    workspace_id: Option<Uuid>,
    new: &Changes,
) -> QueryResult<Option<Pattern>> {
    diesel::insert_into(patterns::table)
        .values((new, patterns::workspace_id.eq(workspace_id)))
        .on_conflict_do_nothing()
        .returning(Pattern::as_returning())
        .get_result(conn)
        .optional()
}

/// Changes a pattern; nothing when it is gone.
pub fn update(conn: &mut PgConnection, id: i64, changes: &Changes) -> QueryResult<Option<Pattern>> {
    diesel::update(patterns::table.find(id))
        .set((changes, patterns::updated_at.eq(now)))
        .returning(Pattern::as_returning())
        .get_result(conn)
        .optional()
}

/// Removes a pattern. Answers whether it was there.
pub fn delete(conn: &mut PgConnection, id: i64) -> QueryResult<bool> {
    let removed = diesel::delete(patterns::table.find(id)).execute(conn)?;
    Ok(removed > 0)
}
