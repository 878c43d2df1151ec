//! Rows of any seed kind, removed in batches, or deactivated where something depends on them.

use chrono::{DateTime, Utc};
use diesel::pg::Pg;
use diesel::prelude::*;
use diesel::query_builder::{BoxedSqlQuery, SqlQuery};
use diesel::sql_types::{Array, Text, Timestamptz, Uuid as SqlUuid};
use uuid::Uuid;

use super::seed_table::Table;

type Query<'a> = BoxedSqlQuery<'a, Pg, SqlQuery>;

/// Removes the rows of these keys that nothing depends on, and answers their keys.
pub fn delete(conn: &mut PgConnection, kind: &str, keys: &[String]) -> QueryResult<Vec<String>> {
    let table = Table::of(kind)?;
    let dependants: String = table
        .dependants
        .iter()
        .map(|dependant| format!(" AND NOT EXISTS (SELECT FROM {dependant})"))
        .collect();
    let (tables, on) = table.beside();
    let sql = format!(
        "DELETE FROM {name} t USING unnest($1) AS s (item_key){tables} \
         WHERE {found}{on}{within}{dependants} RETURNING s.item_key AS key",
        name = table.name,
        found = table.found("s.item_key"),
        within = table.within(2),
    );
    let deleted: Vec<Key> = of_keys(conn, table, sql, keys)?.load(conn)?;
    Ok(deleted.into_iter().map(|row| row.key).collect())
}

/// Deactivates the rows of these keys. Answers whether rows of the kind can be.
pub fn deactivate(
    conn: &mut PgConnection,
    kind: &str,
    keys: &[String],
    now: DateTime<Utc>,
) -> QueryResult<bool> {
    let table = Table::of(kind)?;
    let Some(deactivated) = table.deactivated else {
        return Ok(false);
    };
    let (tables, on) = table.beside();
    let stamps = table.stamps.updated.iter();
    let stamps: String = stamps.map(|name| format!(", {name} = $3")).collect();
    let sql = format!(
        "UPDATE {name} t SET {deactivated}{stamps} FROM unnest($1) AS s (item_key){tables} \
         WHERE {found}{on}{within} AND NOT (t.{deactivated})",
        name = table.name,
        found = table.found("s.item_key"),
        within = table.within(2),
    );
    of_keys(conn, table, sql, keys)?
        .bind::<Timestamptz, _>(now)
        .execute(conn)?;
    Ok(true)
}

/// A statement about rows of these keys, the first parameter, in the workspaces of which the ids are
/// the second.
fn of_keys<'a>(
    conn: &mut PgConnection,
    table: &Table,
    sql: String,
    keys: &'a [String],
) -> QueryResult<Query<'a>> {
    let ids = table.ids(conn, keys.iter().map(String::as_str))?;
    let found: Vec<Uuid> = ids.into_values().collect();
    let query: Query<'_> = diesel::sql_query(sql)
        .into_boxed()
        .bind::<Array<Text>, _>(keys);
    Ok(query.bind::<Array<SqlUuid>, _>(found))
}

#[derive(QueryableByName)]
struct Key {
    #[diesel(sql_type = Text)]
    key: String,
}
