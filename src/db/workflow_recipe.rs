//! `workflow_recipes`: workflows with parameters.

use chrono::{DateTime, Utc};
use diesel::dsl::now;
use diesel::prelude::*;
use serde::{Deserialize, Serialize};
use serde_json::Value;
use uuid::Uuid;

use super::page::{Page, paged};
use super::schema::workflow_recipes;
use super::search;
use crate::model::OwnerType;

/// A row of `workflow_recipes`.
#[derive(Debug, Clone, HasQuery, Serialize)]
#[diesel(table_name = workflow_recipes)]
pub struct Recipe {
    pub id: i64,
    pub template_id: String,
    pub workspace_id: Option<Uuid>,
    pub owner_type: OwnerType,
    pub name: String,
    pub description: String,
    pub template_definition: Value,
    pub steps: Value,
    pub inputs: Value,
    pub outputs: Value,
    pub execution_config: Value,
    pub schedule_config: Value,
    pub tags: Vec<String>,
    pub recommended_agents: Vec<String>,
    pub required_tools: Vec<String>,
    pub version: String,
    pub changelog: Value,
    pub use_count: i64,
    pub archived_at: Option<DateTime<Utc>>,
    pub created_by: String,
    pub created_at: DateTime<Utc>,
    pub updated_at: DateTime<Utc>,
}

/// What is written of a recipe; what is absent stays, or is as the column has it.
#[derive(Debug, Clone, Default, Deserialize, Insertable, AsChangeset)]
#[diesel(table_name = workflow_recipes)]
pub struct Changes {
    pub template_id: Option<String>,
    pub name: Option<String>,
    pub description: Option<String>,
    pub template_definition: Option<Value>,
    pub steps: Option<Value>,
    pub inputs: Option<Value>,
    pub outputs: Option<Value>,
    pub execution_config: Option<Value>,
    pub schedule_config: Option<Value>,
    pub tags: Option<Vec<String>>,
    pub recommended_agents: Option<Vec<String>>,
    pub required_tools: Option<Vec<String>>,
    pub version: Option<String>,
    pub changelog: Option<Value>,
    pub is_public: Option<bool>,
    pub is_featured: Option<bool>,
    pub is_system: Option<bool>,
    pub is_approved: Option<bool>,
    pub created_by: Option<String>,
}

/// Which recipes are wanted; what is absent does not matter.
#[derive(Debug, Default)]
pub struct Filter {
    pub tag: Option<String>,
    pub workspace_id: Option<Uuid>,
    /// Archived ones too.
    pub archived: bool,
    pub search: Option<String>,
}

/// A page of the recipes that a workspace can use, or of all of them.
pub fn page(
    conn: &mut PgConnection,
    filter: &Filter,
    page: &Page<i64>,
) -> QueryResult<Vec<Recipe>> {
    let mut query = Recipe::query().into_boxed();
    if !filter.archived {
        query = query.filter(workflow_recipes::archived_at.is_null());
    }
    if let Some(tag) = &filter.tag {
        query = query.filter(workflow_recipes::tags.contains(vec![tag]));
    }
    if let Some(workspace_id) = filter.workspace_id {
        query = query.filter(
            workflow_recipes::workspace_id
                .is_null()
                .or(workflow_recipes::workspace_id.eq(workspace_id)),
        );
    }
    if let Some(text) = &filter.search {
        let pattern = search::pattern(text);
        query = query.filter(
            workflow_recipes::name
                .ilike(pattern.clone())
                .or(workflow_recipes::description.ilike(pattern)),
        );
    }
    paged!(
        query,
        page,
        workflow_recipes::template_id,
        workflow_recipes::created_at,
        workflow_recipes::id
    )
    .load(conn)
}

/// The recipes of that template id, name or id, of those that a workspace can use, or of all.
pub fn named(
    conn: &mut PgConnection,
    name: &str,
    workspace_id: Option<Uuid>,
) -> QueryResult<Vec<Recipe>> {
    let mut query = Recipe::query().limit(2).into_boxed();
    if let Some(id) = workspace_id {
        query = query.filter(
            workflow_recipes::workspace_id
                .is_null()
                .or(workflow_recipes::workspace_id.eq(id)),
        );
    }
    let by_name = workflow_recipes::template_id
        .eq(name)
        .or(workflow_recipes::name.eq(name));
    match name.parse::<i64>() {
        Ok(id) => query
            .filter(by_name.or(workflow_recipes::id.eq(id)))
            .load(conn),
        Err(_) => query.filter(by_name).load(conn),
    }
}

/// The template ids of the recipes that a workspace can use, or of all, to find one that is nearly so.
pub fn names(conn: &mut PgConnection, workspace_id: Option<Uuid>) -> QueryResult<Vec<String>> {
    let mut query = workflow_recipes::table
        .select(workflow_recipes::template_id)
        .limit(search::MOST_NAMES)
        .into_boxed();
    if let Some(id) = workspace_id {
        query = query.filter(
            workflow_recipes::workspace_id
                .is_null()
                .or(workflow_recipes::workspace_id.eq(id)),
        );
    }
    query.load(conn)
}

/// Writes a recipe of a workspace, or of the marketplace; nothing when its template id is taken.
pub fn insert(
    conn: &mut PgConnection,
    workspace_id: Option<Uuid>,
    created_by: &str,
    new: &Changes,
) -> QueryResult<Option<Recipe>> {
    let owner_type = match workspace_id {
        Some(_) => OwnerType::Workspace,
        None => OwnerType::Marketplace,
    };
    let mut new = new.clone();
    new.created_by.get_or_insert_with(|| created_by.to_owned());
    diesel::insert_into(workflow_recipes::table)
        .values((
            &new,
            workflow_recipes::workspace_id.eq(workspace_id),
            workflow_recipes::owner_type.eq(owner_type),
        ))
        .on_conflict_do_nothing()
        .returning(Recipe::as_returning())
        .get_result(conn)
        .optional()
}

/// Changes a recipe; nothing when it is gone.
pub fn update(conn: &mut PgConnection, id: i64, changes: &Changes) -> QueryResult<Option<Recipe>> {
    diesel::update(workflow_recipes::table.find(id))
        .set((changes, workflow_recipes::updated_at.eq(now)))
        .returning(Recipe::as_returning())
        .get_result(conn)
        .optional()
}

/// Archives a recipe; nothing when it is archived or gone.
pub fn archive(conn: &mut PgConnection, id: i64) -> QueryResult<Option<Recipe>> {
    diesel::update(workflow_recipes::table.find(id))
        .filter(workflow_recipes::archived_at.is_null())
        .set((
            workflow_recipes::archived_at.eq(now),
            workflow_recipes::updated_at.eq(now),
        ))
        .returning(Recipe::as_returning())
        .get_result(conn)
        .optional()
}

/// Counts one use more; nothing when it is archived or gone.
pub fn used(conn: &mut PgConnection, id: i64) -> QueryResult<Option<Recipe>> {
    diesel::update(workflow_recipes::table.find(id))
        .filter(workflow_recipes::archived_at.is_null())
        .set(workflow_recipes::use_count.eq(workflow_recipes::use_count + 1))
        .returning(Recipe::as_returning())
        .get_result(conn)
        .optional()
}

/// Removes a recipe. Answers whether it was there.
pub fn delete(conn: &mut PgConnection, id: i64) -> QueryResult<bool> {
    let removed = diesel::delete(workflow_recipes::table.find(id)).execute(conn)?;
    Ok(removed > 0)
}
