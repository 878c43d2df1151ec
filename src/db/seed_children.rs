//! Lists of seeds that are rows of their own: what an agent is assigned.

use chrono::{DateTime, Utc};
use diesel::prelude::*;
use diesel::sql_types::{Array, Text, Timestamptz, Uuid as SqlUuid};
use serde_json::Value;
use uuid::Uuid;

use super::seed_column::Children;
use super::seed_reference::bound;
use super::seed_rows::Row;
use super::seed_table::Table;

/// The list of a row `t` as JSON, in SQL.
pub fn list(children: &Children, ids: Option<usize>) -> String {
    let (list, join) = children.list;
    format!(
        "coalesce((SELECT {list} FROM {table} j {join} \
         WHERE j.workspace_id = t.workspace_id AND j.{owner} = t.id{bound}), '[]')",
        table = children.table,
        owner = children.owner,
        bound = bound("j", ids),
    )
}

/// Removes what the lists of rows have too much, for rows that have a list. One statement a list.
pub fn remove(
    conn: &mut PgConnection,
    table: &Table,
    rows: &[Row],
    ids: &[Uuid],
) -> QueryResult<()> {
    for (field, children) in table.children() {
        let (keys, lists) = lists(rows, field);
        if !keys.is_empty() {
            diesel::sql_query(remove_sql(table, children))
                .bind::<Array<SqlUuid>, _>(ids)
                .bind::<Array<Text>, _>(&keys)
                .bind::<Array<Text>, _>(&lists)
                .execute(conn)?;
        }
    }
    Ok(())
}

/// Adds what the lists of rows lack, and changes what they have otherwise. One statement a list.
pub fn add(
    conn: &mut PgConnection,
    table: &Table,
    rows: &[Row],
    ids: &[Uuid],
    now: DateTime<Utc>,
) -> QueryResult<()> {
    for (field, children) in table.children() {
        let (keys, lists) = lists(rows, field);
        if lists.iter().any(|list| *list != EMPTY) {
            diesel::sql_query(add_sql(table, children))
                .bind::<Array<SqlUuid>, _>(ids)
                .bind::<Array<Text>, _>(&keys)
                .bind::<Array<Text>, _>(&lists)
                .bind::<Timestamptz, _>(now)
                .execute(conn)?;
        }
    }
    Ok(())
}

/// The lists of that field as JSON texts, with the keys of their rows.
fn lists<'a>(rows: &'a [Row], field: &str) -> (Vec<&'a str>, Vec<String>) {
    let named = rows.iter().filter_map(|row| {
        let list = row.fields.get(field).filter(|list| list.is_array())?;
        Some((row.key.as_str(), list.to_string()))
    });
    named.unzip()
}

/// A list without elements.
const EMPTY: &str = "[]";

/// The number of the parameter with the ids of the workspaces concerned.
const IDS: usize = 1;

/// What identifies the child that an element `e` stands for, in SQL.
fn identity(children: &Children) -> String {
    if children.by_id {
        children
            .reference
            .find(children.name, "t.workspace_id", Some(IDS))
    } else {
        children.name.to_owned()
    }
}

fn remove_sql(table: &Table, children: &Children) -> String {
    let (tables, on) = table.beside();
    format!(
        "DELETE FROM {child} j USING {owners} t{tables}, unnest($2, $3) AS s (item_key, list) \
         WHERE {found}{on}{within}{bound} \
             AND j.workspace_id = t.workspace_id AND j.{owner} = t.id \
             AND NOT EXISTS (SELECT FROM jsonb_array_elements(s.list::jsonb) AS e (value) \
                 WHERE {identity} = j.{column})",
        child = children.table,
        owners = table.name,
        found = table.found("s.item_key"),
        within = table.within(IDS),
        bound = bound("j", Some(IDS)),
        owner = children.owner,
        identity = identity(children),
        column = children.column,
    )
}

fn add_sql(table: &Table, children: &Children) -> String {
    let (tables, on) = table.beside();
    let names: String = children
        .values
        .iter()
        .map(|(name, _)| format!(", {name}"))
        .collect();
    let values: String = children
        .values
        .iter()
        .map(|(_, value)| format!(", {value}"))
        .collect();
    format!(
        "INSERT INTO {child} (workspace_id, {owner}, {column}{names}, assigned_at) \
         SELECT t.workspace_id, t.id, {identity}{values}, $4 \
         FROM unnest($2, $3) AS s (item_key, list), {owners} t{tables}, \
             jsonb_array_elements(s.list::jsonb) WITH ORDINALITY AS e (value, place) \
         WHERE {found}{on}{within} \
         ON CONFLICT (workspace_id, {owner}, {column}) {resolution}",
        child = children.table,
        owner = children.owner,
        column = children.column,
        identity = identity(children),
        owners = table.name,
        found = table.found("s.item_key"),
        within = table.within(IDS),
        resolution = resolution(children),
    )
}

/// What happens to a child that is there already.
fn resolution(children: &Children) -> String {
    let columns: Vec<&str> = children.values.iter().map(|(name, _)| *name).collect();
    if columns.is_empty() {
        return "DO NOTHING".to_owned();
    }
    let of = |row: &str| {
        let names: Vec<String> = columns.iter().map(|name| format!("{row}.{name}")).collect();
        names.join(", ")
    };
    let sets: Vec<String> = columns
        .iter()
        .map(|name| format!("{name} = excluded.{name}"))
        .collect();
    format!(
        "DO UPDATE SET {} WHERE ({}) IS DISTINCT FROM ({})",
        sets.join(", "),
        of(children.table),
        of("excluded"),
    )
}

/// The names of a list that must be there.
pub fn required<'a>(children: &Children, list: &'a Value) -> impl Iterator<Item = &'a str> {
    let required = children.required;
    list.as_array().into_iter().flatten().filter_map(required)
}
