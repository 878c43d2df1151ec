//! `credential_types`: which fields a kind of credential has, and how one is tested.

use chrono::{DateTime, Utc};
use diesel::prelude::*;
use serde::Serialize;
use serde_json::Value;

use super::page::{Page, paged};
use super::schema::credential_types;
use super::search;

/// A row of `credential_types`.
#[derive(Debug, HasQuery, Serialize)]
#[diesel(table_name = credential_types)]
pub struct CredentialType {
    pub id: i64,
    pub name: String,
    pub display_name: String,
    pub category: String,
    pub icon: Option<String>,
    pub logo: Option<String>,
    pub description: Option<String>,
    pub schema_definition: Value,
    pub test_endpoint: Option<Value>,
    pub documentation_url: Option<String>,
    pub is_system: bool,
    pub is_active: bool,
    pub created_at: DateTime<Utc>,
    pub updated_at: DateTime<Utc>,
}

/// Which types are wanted; what is absent does not matter.
#[derive(Debug, Default)]
pub struct Filter {
    pub category: Option<String>,
    pub search: Option<String>,
}

/// A page of types.
pub fn page(
    conn: &mut PgConnection,
    filter: &Filter,
    page: &Page<i64>,
) -> QueryResult<Vec<CredentialType>> {
    let mut query = CredentialType::query().into_boxed();
    if let Some(category) = &filter.category {
        query = query.filter(credential_types::category.eq(category));
    }
    if let Some(text) = &filter.search {
        let pattern = search::pattern(text);
        query = query.filter(
            credential_types::name
                .ilike(pattern.clone())
                .or(credential_types::display_name.ilike(pattern.clone()))
                .or(credential_types::description.ilike(pattern)),
        );
    }
    paged!(
        query,
        page,
        credential_types::name,
        credential_types::created_at,
        credential_types::id
    )
    .load(conn)
}

/// The types of that name, display name or id.
pub fn named(conn: &mut PgConnection, name: &str) -> QueryResult<Vec<CredentialType>> {
    let query = CredentialType::query().limit(2);
    match name.parse::<i64>() {
        Ok(id) => query.filter(credential_types::id.eq(id)).load(conn),
        Err(_) => query
            .filter(
                credential_types::name
                    .eq(name)
                    .or(credential_types::display_name.eq(name)),
            )
            .load(conn),
    }
}

/// The types of those ids.
pub fn of(conn: &mut PgConnection, ids: &[i64]) -> QueryResult<Vec<CredentialType>> {
    CredentialType::query()
        .filter(credential_types::id.eq_any(ids))
        .load(conn)
}

/// The types of those names.
pub fn of_names(conn: &mut PgConnection, names: &[&str]) -> QueryResult<Vec<CredentialType>> {
    CredentialType::query()
        .filter(credential_types::name.eq_any(names))
        .load(conn)
}

/// The names of all types, to find one that is nearly so.
pub fn names(conn: &mut PgConnection) -> QueryResult<Vec<String>> {
    credential_types::table
        .select(credential_types::name)
        .limit(search::MOST_NAMES)
        .load(conn)
}
