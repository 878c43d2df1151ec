//! `llm_models`: language models, with limits, prices and abilities.

use chrono::{DateTime, NaiveDate, Utc};
use diesel::dsl::sql;
use diesel::expression::SqlLiteral;
use diesel::prelude::*;
use diesel::sql_types::{Double, Nullable};
use serde::Serialize;
use serde_json::Value;
use uuid::Uuid;

use super::page::{Page, paged};
use super::schema::llm_models;
use super::search;
use crate::model::ModelStatus;

/// A row of `llm_models`; prices in USD per 1000 tokens.
#[derive(Debug, HasQuery, Serialize)]
#[diesel(table_name = llm_models)]
pub struct LlmModel {
    pub id: i64,
    pub provider: String,
    pub model_id: String,
    pub display_name: String,
    pub model_family: Option<String>,
    pub capabilities: Value,
    pub context_window: i32,
    pub max_output_tokens: i32,
    pub supports_functions: bool,
    pub supports_vision: bool,
    pub supports_streaming: bool,
    #[diesel(select_expression = price("input_cost_per_1k_tokens"))]
    #[diesel(select_expression_type = SqlLiteral<Nullable<Double>>)]
    pub input_cost_per_1k_tokens: Option<f64>,
    #[diesel(select_expression = price("output_cost_per_1k_tokens"))]
    #[diesel(select_expression_type = SqlLiteral<Nullable<Double>>)]
    pub output_cost_per_1k_tokens: Option<f64>,
    pub recommended_for: Vec<String>,
    pub default_temperature: f64,
    pub status: ModelStatus,
    pub release_date: Option<NaiveDate>,
    pub deprecation_date: Option<NaiveDate>,
    pub workspace_id: Option<Uuid>,
    pub created_at: DateTime<Utc>,
    pub updated_at: DateTime<Utc>,
}

fn price(column: &str) -> SqlLiteral<Nullable<Double>> {
    sql(&format!("llm_models.{column}::float8"))
}

/// Which models are wanted; what is absent does not matter.
#[derive(Debug, Default)]
pub struct Filter {
    pub provider: Option<String>,
    pub status: Option<ModelStatus>,
    pub workspace_id: Option<Uuid>,
    pub search: Option<String>,
}

/// A page of the models that a workspace can use, or of all of them.
pub fn page(
    conn: &mut PgConnection,
    filter: &Filter,
    page: &Page<i64>,
) -> QueryResult<Vec<LlmModel>> {
    let mut query = LlmModel::query().into_boxed();
    if let Some(provider) = &filter.provider {
        query = query.filter(llm_models::provider.eq(provider));
    }
    if let Some(status) = filter.status {
        query = query.filter(llm_models::status.eq(status));
    }
    if let Some(workspace_id) = filter.workspace_id {
        query = query.filter(
            llm_models::workspace_id
                .is_null()
                .or(llm_models::workspace_id.eq(workspace_id)),
        );
    }
    if let Some(text) = &filter.search {
        let pattern = search::pattern(text);
        query = query.filter(
            llm_models::model_id
                .ilike(pattern.clone())
                .or(llm_models::display_name.ilike(pattern)),
        );
    }
    paged!(
        query,
        page,
        llm_models::model_id,
        llm_models::created_at,
        llm_models::id
    )
    .load(conn)
}

/// The models of these ids that a workspace can use, its own first.
pub fn usable(
    conn: &mut PgConnection,
    workspace_id: Uuid,
    model_ids: &[&str],
) -> QueryResult<Vec<LlmModel>> {
    LlmModel::query()
        .filter(llm_models::model_id.eq_any(model_ids))
        .filter(
            llm_models::workspace_id
                .is_null()
                .or(llm_models::workspace_id.eq(workspace_id)),
        )
        .order((llm_models::workspace_id.is_null(), llm_models::id))
        .load(conn)
}
