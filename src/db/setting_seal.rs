//! The values of `system_settings`: written in the clear or sealed, and read where they are sealed.

use diesel::dsl::now;
use diesel::prelude::*;
use diesel::sql_types::{Array, BigInt, Text};

use super::schema::system_settings;

/// The value of a sensitive setting and what it is bound to.
#[derive(Debug, Clone, QueryableByName)]
#[diesel(table_name = system_settings)]
#[diesel(check_for_backend(diesel::pg::Pg))]
pub struct Sealed {
    #[diesel(sql_type = BigInt)]
    pub id: i64,
    #[diesel(sql_type = Text)]
    pub category: String,
    #[diesel(sql_type = Text)]
    pub key: String,
    #[diesel(sql_type = Text)]
    pub value: String,
    #[diesel(sql_type = Text)]
    pub key_id: String,
}

/// What becomes of a value.
#[derive(Debug, Clone, AsChangeset)]
#[diesel(table_name = system_settings)]
#[diesel(treat_none_as_null = true)]
pub struct Changes {
    /// In the clear, or sealed where there is a key's id.
    pub value: Option<String>,
    pub key_id: Option<String>,
}

/// Every sealed value.
pub fn sealed(conn: &mut PgConnection) -> QueryResult<Vec<Sealed>> {
    diesel::sql_query(
        "SELECT id, category, key, value, key_id FROM system_settings \
         WHERE key_id IS NOT NULL ORDER BY id",
    )
    .load(conn)
}

/// Sets or unsets a value.
pub fn update(conn: &mut PgConnection, id: i64, changes: &Changes) -> QueryResult<usize> {
    diesel::update(system_settings::table)
        .filter(system_settings::id.eq(id))
        .set((changes, system_settings::updated_at.eq(now)))
        .execute(conn)
}

/// The same for a setting by its category and key.
pub fn update_named(
    conn: &mut PgConnection,
    (category, key): (&str, &str),
    changes: &Changes,
) -> QueryResult<usize> {
    diesel::update(system_settings::table)
        .filter(system_settings::category.eq(category))
        .filter(system_settings::key.eq(key))
        .set((changes, system_settings::updated_at.eq(now)))
        .execute(conn)
}

/// Puts values under another key; the answer is what now stands there.
pub fn reseal(
    conn: &mut PgConnection,
    ids: &[i64],
    values: &[String],
    key_id: &str,
) -> QueryResult<Vec<Sealed>> {
    diesel::sql_query(
        "UPDATE system_settings SET value = s.value, key_id = $3 \
         FROM unnest($1, $2) AS s (id, value) WHERE system_settings.id = s.id \
         RETURNING system_settings.id, category, key, system_settings.value, key_id",
    )
    .bind::<Array<BigInt>, _>(ids)
    .bind::<Array<Text>, _>(values)
    .bind::<Text, _>(key_id)
    .load(conn)
}
