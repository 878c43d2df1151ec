//! Rows of any seed kind, created, updated and removed in batches.
//!
//! Values travel as text arrays, one a column, and are cast by the database: one statement takes
//! any number of rows.

use chrono::{DateTime, Utc};
use diesel::pg::Pg;
use diesel::prelude::*;
use diesel::query_builder::{BoxedSqlQuery, SqlQuery};
use diesel::sql_types::{Array, BigInt, Nullable, Text, Timestamptz, Uuid as SqlUuid};
use serde_json::{Map, Value};
use uuid::Uuid;

use super::seed_table::{Column, Table, Type};

type Query<'a> = BoxedSqlQuery<'a, Pg, SqlQuery>;

/// A row to write: its key and the fields to write, no others.
#[derive(Debug)]
pub struct Row {
    pub key: String,
    pub fields: Map<String, Value>,
}

/// Creates rows with all fields of their kind. Answers how many were made. Rows that name another
/// of the kind come after those that name none, since a statement does not see what it inserts.
pub fn create(
    conn: &mut PgConnection,
    kind: &str,
    rows: &[Row],
    now: DateTime<Utc>,
) -> QueryResult<usize> {
    let table = Table::of(kind)?;
    let parent = table
        .columns
        .iter()
        .find(|column| column.kind == Type::Parent);
    let (children, roots): (Vec<&Row>, Vec<&Row>) = rows.iter().partition(|row| {
        let named = parent.and_then(|parent| row.fields.get(parent.field));
        named.is_some_and(|named| !named.is_null())
    });
    let mut made = 0;
    for level in [roots, children] {
        if !level.is_empty() {
            made += insert(conn, table, &level, now)?;
        }
    }
    Ok(made)
}

fn insert(
    conn: &mut PgConnection,
    table: &Table,
    rows: &[&Row],
    now: DateTime<Utc>,
) -> QueryResult<usize> {
    let names: Vec<&str> = table.columns.iter().map(|column| column.name).collect();
    let values: Vec<String> = table
        .columns
        .iter()
        .map(|column| cast(table, column))
        .collect();
    let (id, id_array, first) = if table.uuid_key {
        ("id, ", "$2, ", 3)
    } else {
        ("", "", 2)
    };
    let sql = format!(
        "INSERT INTO {table} ({id}{names}, created_at, updated_at) \
         SELECT {id}{values}, $1, $1 FROM unnest({id_array}{arrays}) AS s ({id}{fields}) \
         ON CONFLICT {arbiter} DO NOTHING",
        table = table.name,
        names = names.join(", "),
        values = values.join(", "),
        arrays = parameters(table, first),
        fields = field_names(table),
        arbiter = table.arbiter,
    );
    let mut query: Query<'_> = diesel::sql_query(sql)
        .into_boxed()
        .bind::<Timestamptz, _>(now);
    if table.uuid_key {
        let ids: Vec<Uuid> = rows.iter().map(|_| Uuid::now_v7()).collect();
        query = query.bind::<Array<SqlUuid>, _>(ids);
    }
    bind_columns(query, table, rows).execute(conn)
}

/// Updates the named fields of rows, and of each row no others. Answers how many rows there were.
pub fn update(
    conn: &mut PgConnection,
    kind: &str,
    rows: &[Row],
    now: DateTime<Utc>,
) -> QueryResult<usize> {
    let table = Table::of(kind)?;
    let rows: Vec<&Row> = rows.iter().collect();
    let sets: Vec<String> = table
        .columns
        .iter()
        .enumerate()
        .map(|(bit, column)| {
            format!(
                "{name} = CASE WHEN s.mask & {mask} <> 0 THEN {new} ELSE t.{name} END",
                name = column.name,
                mask = 1_u64 << bit,
                new = cast(table, column),
            )
        })
        .collect();
    let sql = format!(
        "UPDATE {table} t SET {sets}, updated_at = $1 \
         FROM unnest($2, $3, {arrays}) AS s (item_key, mask, {fields}) \
         WHERE {key} = s.item_key{global}",
        table = table.name,
        sets = sets.join(", "),
        arrays = parameters(table, 4),
        fields = field_names(table),
        key = table.key,
        global = table.global_only(),
    );
    let keys: Vec<&str> = rows.iter().map(|row| row.key.as_str()).collect();
    let masks: Vec<i64> = rows.iter().map(|row| mask(table, row)).collect();
    let query: Query<'_> = diesel::sql_query(sql)
        .into_boxed()
        .bind::<Timestamptz, _>(now)
        .bind::<Array<Text>, _>(keys)
        .bind::<Array<BigInt>, _>(masks);
    bind_columns(query, table, &rows).execute(conn)
}

/// Removes the rows of these keys that nothing depends on, and answers their keys.
pub fn delete(conn: &mut PgConnection, kind: &str, keys: &[String]) -> QueryResult<Vec<String>> {
    let table = Table::of(kind)?;
    let dependants: String = table
        .dependants
        .iter()
        .map(|(other, column)| {
            format!(" AND NOT EXISTS (SELECT FROM {other} d WHERE d.{column} = t.id)")
        })
        .collect();
    let deleted: Vec<Key> = diesel::sql_query(format!(
        "DELETE FROM {name} t WHERE {key} = ANY ($1){global}{dependants} RETURNING {key} AS key",
        name = table.name,
        key = table.key,
        global = table.global_only(),
    ))
    .bind::<Array<Text>, _>(keys)
    .load(conn)?;
    Ok(deleted.into_iter().map(|row| row.key).collect())
}

/// Deactivates the rows of these keys, where rows of the kind can be. Answers how many it were.
pub fn deactivate(
    conn: &mut PgConnection,
    kind: &str,
    keys: &[String],
    now: DateTime<Utc>,
) -> QueryResult<usize> {
    let table = Table::of(kind)?;
    if !table
        .columns
        .iter()
        .any(|column| column.name == "is_active")
    {
        return Ok(0);
    }
    diesel::sql_query(format!(
        "UPDATE {name} t SET is_active = false, updated_at = $2 \
         WHERE {key} = ANY ($1){global} AND is_active",
        name = table.name,
        key = table.key,
        global = table.global_only(),
    ))
    .bind::<Array<Text>, _>(keys)
    .bind::<Timestamptz, _>(now)
    .execute(conn)
}

#[derive(QueryableByName)]
struct Key {
    #[diesel(sql_type = Text)]
    key: String,
}

/// One bit for each field that is to be written.
fn mask(table: &Table, row: &Row) -> i64 {
    table
        .columns
        .iter()
        .enumerate()
        .filter(|(_, column)| row.fields.contains_key(column.field))
        .map(|(bit, _)| 1_i64 << bit)
        .sum()
}

/// One parameter a column, beginning with that number.
fn parameters(table: &Table, first: usize) -> String {
    let numbers: Vec<String> = (first..first + table.columns.len())
        .map(|number| format!("${number}"))
        .collect();
    numbers.join(", ")
}

fn bind_columns<'a>(query: Query<'a>, table: &Table, rows: &[&Row]) -> Query<'a> {
    table.columns.iter().fold(query, |query, column| {
        query.bind::<Array<Nullable<Text>>, _>(texts(rows, column))
    })
}

fn field_names(table: &Table) -> String {
    let fields: Vec<&str> = table.columns.iter().map(|column| column.field).collect();
    fields.join(", ")
}

/// The text of a field as its column wants it.
fn cast(table: &Table, column: &Column) -> String {
    match column.kind {
        Type::Scalar(sql) => format!("s.{}::{sql}", column.field),
        Type::TextArray => format!("s.{}::text[]", column.field),
        Type::Json => format!("s.{}::jsonb", column.field),
        Type::Parent => format!(
            "(SELECT p.id FROM {} p WHERE {} = s.{})",
            table.name,
            table.key.replace("t.", "p."),
            column.field
        ),
    }
}

fn texts(rows: &[&Row], column: &Column) -> Vec<Option<String>> {
    rows.iter()
        .map(|row| {
            let value = row.fields.get(column.field)?;
            text(value, column.kind)
        })
        .collect()
}

/// A value as PostgreSQL reads it from text; nothing for null.
fn text(value: &Value, kind: Type) -> Option<String> {
    match (value, kind) {
        (Value::Null, _) => None,
        (Value::Array(items), Type::TextArray) => Some(array_literal(items)),
        (_, Type::Json) => Some(value.to_string()),
        (Value::String(text), _) => Some(text.clone()),
        (Value::Bool(_) | Value::Number(_) | Value::Array(_) | Value::Object(_), _) => {
            Some(value.to_string())
        }
    }
}

/// `{"a","b"}`, with `\` before quotes and itself.
fn array_literal(items: &[Value]) -> String {
    let quoted: Vec<String> = items
        .iter()
        .map(|item| {
            let text = item
                .as_str()
                .map_or_else(|| item.to_string(), ToOwned::to_owned);
            format!("\"{}\"", text.replace('\\', r"\\").replace('"', "\\\""))
        })
        .collect();
    format!("{{{}}}", quoted.join(","))
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::{Type, array_literal, text};

    #[test]
    fn values_become_what_postgresql_reads() {
        assert_eq!(text(&json!(null), Type::Scalar("text")), None);
        assert_eq!(
            text(&json!(0.5), Type::Scalar("float8")),
            Some("0.5".to_owned())
        );
        assert_eq!(
            text(&json!({"a": 1}), Type::Json),
            Some("{\"a\":1}".to_owned())
        );
        assert_eq!(
            array_literal(&[json!("a\"b"), json!("c\\d"), json!("e,f")]),
            "{\"a\\\"b\",\"c\\\\d\",\"e,f\"}"
        );
    }
}
