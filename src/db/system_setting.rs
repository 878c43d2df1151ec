//! `system_settings`: settings of the platform, typed, with rules and defaults.

use chrono::{DateTime, Utc};
use diesel::dsl::sql;
use diesel::expression::SqlLiteral;
use diesel::prelude::*;
use diesel::sql_types::{Nullable, Text};
use serde::Serialize;
use serde_json::Value;

use super::page::{Page, paged};
use super::schema::system_settings;
use super::search;
use crate::model::ValueType;

/// What stands in for the value of a sensitive setting; the real one never leaves the database.
const VALUE: &str = "CASE WHEN system_settings.is_sensitive AND system_settings.value IS NOT NULL \
                     THEN '********' ELSE system_settings.value END";
/// The natural key as one text.
const KEY: &str = "(system_settings.category || '.' || system_settings.key)";

/// A row of `system_settings`, a sensitive value masked.
#[derive(Debug, HasQuery, Serialize)]
#[diesel(table_name = system_settings)]
pub struct SystemSetting {
    pub id: i64,
    #[diesel(select_expression = sql(KEY))]
    #[diesel(select_expression_type = SqlLiteral<Text>)]
    pub name: String,
    pub category: String,
    pub key: String,
    #[diesel(select_expression = sql(VALUE))]
    #[diesel(select_expression_type = SqlLiteral<Nullable<Text>>)]
    pub value: Option<String>,
    pub default_value: Option<String>,
    pub value_type: ValueType,
    pub description: Option<String>,
    pub is_sensitive: bool,
    pub is_required: bool,
    pub validation_rules: Value,
    pub created_at: DateTime<Utc>,
    pub updated_at: DateTime<Utc>,
}

impl SystemSetting {
    /// What is in force: the value that was set, else the default.
    pub fn effective(&self) -> Option<&str> {
        self.value.as_deref().or(self.default_value.as_deref())
    }
}

/// Which settings are wanted; what is absent does not matter.
#[derive(Debug, Default)]
pub struct Filter {
    pub category: Option<String>,
    pub search: Option<String>,
}

/// A page of settings by `category.key`.
pub fn page(
    conn: &mut PgConnection,
    filter: &Filter,
    page: &Page<i64>,
) -> QueryResult<Vec<SystemSetting>> {
    let mut query = SystemSetting::query().into_boxed();
    if let Some(category) = &filter.category {
        query = query.filter(system_settings::category.eq(category));
    }
    if let Some(text) = &filter.search {
        let pattern = search::pattern(text);
        query = query.filter(
            sql::<Text>(KEY)
                .ilike(pattern.clone())
                .or(system_settings::description.ilike(pattern)),
        );
    }
    paged!(
        query,
        page,
        sql::<Text>(KEY),
        system_settings::created_at,
        system_settings::id
    )
    .load(conn)
}

/// The setting of that category and key.
pub fn find(conn: &mut PgConnection, category: &str, key: &str) -> QueryResult<Vec<SystemSetting>> {
    SystemSetting::query()
        .filter(system_settings::category.eq(category))
        .filter(system_settings::key.eq(key))
        .load(conn)
}

/// The same, held to the end of the transaction.
pub fn held(
    conn: &mut PgConnection,
    category: &str,
    key: &str,
) -> QueryResult<Option<SystemSetting>> {
    SystemSetting::query()
        .filter(system_settings::category.eq(category))
        .filter(system_settings::key.eq(key))
        .for_update()
        .first(conn)
        .optional()
}

/// All settings of a category.
pub fn of_category(conn: &mut PgConnection, category: &str) -> QueryResult<Vec<SystemSetting>> {
    SystemSetting::query()
        .filter(system_settings::category.eq(category))
        .load(conn)
}

/// The names of all settings, to find one that is nearly so.
pub fn names(conn: &mut PgConnection) -> QueryResult<Vec<String>> {
    system_settings::table
        .select(sql::<Text>(KEY))
        .limit(search::MOST_NAMES)
        .load(conn)
}
