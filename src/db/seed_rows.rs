//! Rows of any seed kind, created and updated in batches.
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

use super::seed_children;
use super::seed_column::{Column, Type};
use super::seed_reference::Ids;
use super::seed_table::{Stamps, Table, workspace_of};
use super::seed_value::text;

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
    let ids = table.ids(conn, rows.iter().map(|row| row.key.as_str()))?;
    let (children, roots): (Vec<&Row>, Vec<&Row>) = rows.iter().partition(|row| {
        let named = table.parent().and_then(|parent| row.fields.get(parent));
        named.is_some_and(|named| !named.is_null())
    });
    let mut made = 0;
    for level in [roots, children] {
        if !level.is_empty() {
            made += insert(conn, table, &level, &ids, now)?;
        }
    }
    let ids: Vec<Uuid> = ids.into_values().collect();
    seed_children::add(conn, table, rows, &ids, now)?;
    Ok(made)
}

fn insert(
    conn: &mut PgConnection,
    table: &Table,
    rows: &[&Row],
    ids: &Ids,
    now: DateTime<Utc>,
) -> QueryResult<usize> {
    let (id, id_array, first) = if table.uuid_key {
        ("id, ", "$2, ", 3)
    } else {
        ("", "", 2)
    };
    let source = format!(
        "unnest({id_array}{arrays}) AS s ({id}{fields})",
        arrays = parameters(table, first),
        fields = field_names(table),
    );
    let last = first + table.own_columns().count();
    let mut query: Query<'_> = diesel::sql_query(insert_sql(table, &source, last))
        .into_boxed()
        .bind::<Timestamptz, _>(now);
    if table.uuid_key {
        let made: Vec<Uuid> = rows.iter().map(|_| Uuid::now_v7()).collect();
        query = query.bind::<Array<SqlUuid>, _>(made);
    }
    let found: Vec<Uuid> = ids.values().copied().collect();
    bind_columns(query, table, rows, ids)
        .bind::<Array<SqlUuid>, _>(found)
        .execute(conn)
}

/// Inserts what `source`, named `s`, has in text columns named like the fields, and in `id` where
/// ids are made by the tool. The time is parameter 1, and `ids` the number of the one with the ids
/// of the workspaces concerned.
pub fn insert_sql(table: &Table, source: &str, ids: usize) -> String {
    let Stamps { created, fixed, .. } = table.stamps;
    let (mut names, mut values) = (Vec::new(), Vec::new());
    if table.uuid_key {
        names.push("id");
        values.push("s.id".to_owned());
    }
    for column in table.own_columns() {
        names.push(column.name);
        values.push(cast(column, "s.workspace::uuid", Some(ids)));
    }
    for name in created {
        names.push(name);
        values.push("$1".to_owned());
    }
    for (name, value) in fixed {
        names.push(name);
        values.push((*value).to_owned());
    }
    format!(
        "INSERT INTO {table} ({names}) SELECT {values} FROM {source} \
         ON CONFLICT {arbiter} DO NOTHING",
        table = table.name,
        names = names.join(", "),
        values = values.join(", "),
        arbiter = table.arbiter,
    )
}

/// Updates the named fields of rows, and of each row no others. Answers how many rows there were.
pub fn update(
    conn: &mut PgConnection,
    kind: &str,
    rows: &[Row],
    now: DateTime<Utc>,
) -> QueryResult<usize> {
    let table = Table::of(kind)?;
    let ids = table.ids(conn, rows.iter().map(|row| row.key.as_str()))?;
    let found: Vec<Uuid> = ids.values().copied().collect();
    let keys: Vec<&str> = rows.iter().map(|row| row.key.as_str()).collect();
    let masks: Vec<i64> = rows.iter().map(|row| mask(table, row)).collect();
    let all: Vec<&Row> = rows.iter().collect();
    let query: Query<'_> = diesel::sql_query(update_sql(table))
        .into_boxed()
        .bind::<Timestamptz, _>(now)
        .bind::<Array<Text>, _>(keys)
        .bind::<Array<BigInt>, _>(masks);
    let updated = bind_columns(query, table, &all, &ids)
        .bind::<Array<SqlUuid>, _>(&found)
        .execute(conn)?;
    seed_children::remove(conn, table, rows, &found)?;
    seed_children::add(conn, table, rows, &found, now)?;
    Ok(updated)
}

fn update_sql(table: &Table) -> String {
    let ids = table.own_columns().count() + 4;
    let set = |(bit, column): (usize, &Column)| {
        format!(
            "{name} = CASE WHEN s.mask & {mask} <> 0 AND NOT ({sealed}) THEN {new} ELSE t.{name} END",
            name = column.name,
            sealed = column.sealed.unwrap_or("false"),
            mask = 1_u64 << bit,
            new = cast(column, "t.workspace_id", Some(ids)),
        )
    };
    let fields = table.own_columns().enumerate().skip(table.key_columns);
    let stamps = table.stamps.updated.iter();
    let sets: Vec<String> = fields
        .map(set)
        .chain(stamps.map(|name| format!("{name} = $1")))
        .collect();
    let (tables, on) = table.beside();
    format!(
        "UPDATE {table} t SET {sets} \
         FROM unnest($2, $3, {arrays}) AS s (item_key, mask, {fields}){tables} \
         WHERE {found}{on}{within}",
        table = table.name,
        sets = sets.join(", "),
        arrays = parameters(table, 4),
        fields = field_names(table),
        found = table.found("s.item_key"),
        within = table.within(ids),
    )
}

/// One bit for each field that is to be written.
fn mask(table: &Table, row: &Row) -> i64 {
    table
        .own_columns()
        .enumerate()
        .filter(|(_, column)| row.fields.contains_key(column.field))
        .map(|(bit, _)| 1_i64 << bit)
        .sum()
}

/// One parameter a column, beginning with that number.
fn parameters(table: &Table, first: usize) -> String {
    let numbers: Vec<String> = (first..first + table.own_columns().count())
        .map(|number| format!("${number}"))
        .collect();
    numbers.join(", ")
}

fn bind_columns<'a>(query: Query<'a>, table: &Table, rows: &[&Row], ids: &Ids) -> Query<'a> {
    table.own_columns().fold(query, |query, column| {
        query.bind::<Array<Nullable<Text>>, _>(texts(rows, column, ids))
    })
}

fn field_names(table: &Table) -> String {
    let fields: Vec<&str> = table.own_columns().map(|column| column.field).collect();
    fields.join(", ")
}

/// The text of a field as its column wants it. `workspace` is the workspace of the row in SQL, and
/// `ids` the number of the parameter with the ids of all workspaces concerned.
fn cast(column: &Column, workspace: &str, ids: Option<usize>) -> String {
    let field = column.field;
    match column.kind {
        Type::Scalar(sql) => format!("s.{field}::{sql}"),
        Type::TextArray => format!("s.{field}::text[]"),
        Type::Json | Type::Children(_) => format!("s.{field}::jsonb"),
        Type::Workspace => format!("s.{field}::uuid"),
        Type::Reference(reference) => reference.find(&format!("s.{field}"), workspace, ids),
    }
}

fn texts(rows: &[&Row], column: &Column, ids: &Ids) -> Vec<Option<String>> {
    rows.iter().map(|row| text_of(row, column, ids)).collect()
}

/// The value of a column as its text.
pub fn text_of(row: &Row, column: &Column, ids: &Ids) -> Option<String> {
    if matches!(column.kind, Type::Workspace) {
        return ids.get(workspace_of(&row.key)).map(Uuid::to_string);
    }
    text(row.fields.get(column.field)?, column.kind)
}
