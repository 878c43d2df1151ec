//! `patterns`: ways in which agents work together.

use chrono::{DateTime, Utc};
use diesel::prelude::*;
use serde::Serialize;
use serde_json::Value;
use uuid::Uuid;

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
