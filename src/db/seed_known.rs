//! What is known of seeded rows: the row as it is, and what the ledger says was written last.

use chrono::{DateTime, Utc};
use diesel::pg::Pg;
use diesel::prelude::*;
use diesel::query_builder::{BoxedSqlQuery, SqlQuery};
use diesel::sql_types::{Array, BigInt, Bool, Integer, Jsonb, Nullable, Text, Timestamptz};
use serde_json::Value;

use super::seed_table::{Table, Type};

/// The keys of one kind whose rows are wanted.
#[derive(Debug)]
pub struct Wanted<'a> {
    /// The seed set whose ledger entries are meant.
    pub set: &'a str,
    /// The word of the kind.
    pub kind: &'static str,
    pub keys: Vec<&'a str>,
}

/// What is known of one key of the group in that place.
#[derive(Debug, QueryableByName)]
pub struct Known {
    #[diesel(sql_type = Integer)]
    pub group: i32,
    #[diesel(sql_type = Text)]
    pub key: String,
    /// The row's fields as they are now; nothing when there is no row.
    #[diesel(sql_type = Nullable<Jsonb>)]
    pub live: Option<Value>,
    /// Whether the set made the row; nothing when the ledger has no entry.
    #[diesel(sql_type = Nullable<Bool>)]
    pub row_created: Option<bool>,
    /// The digest of the item that was written last.
    #[diesel(sql_type = Nullable<Text>)]
    pub item_hash: Option<String>,
    /// What was written last: values or digests by field.
    #[diesel(sql_type = Nullable<Jsonb>)]
    pub last: Option<Value>,
    /// The transaction's time.
    #[diesel(sql_type = Timestamptz)]
    pub now: DateTime<Utc>,
}

/// Reads all groups in one query.
pub fn read(conn: &mut PgConnection, wanted: &[Wanted<'_>]) -> QueryResult<Vec<Known>> {
    let parts = wanted
        .iter()
        .enumerate()
        .map(|(group, wanted)| read_sql(group, wanted.kind))
        .collect::<QueryResult<Vec<_>>>()?;
    let mut query: BoxedSqlQuery<'_, Pg, SqlQuery> =
        diesel::sql_query(parts.join("\nUNION ALL ")).into_boxed();
    for Wanted { set, keys, .. } in wanted {
        query = query.bind::<Text, _>(*set).bind::<Array<Text>, _>(keys);
    }
    query.load(conn)
}

/// Reads one group; its set and its keys are the two parameters in its place.
fn read_sql(group: usize, kind: &str) -> QueryResult<String> {
    let table = Table::of(kind)?;
    let (set, keys) = (2 * group + 1, 2 * group + 2);
    Ok(format!(
        "SELECT {group} AS \"group\", k.key, {columns} \
         FROM unnest(${keys}) AS k (key) \
         LEFT JOIN {name} t ON {key} = k.key{global} \
         LEFT JOIN seed_entries e ON e.seed_set = ${set} AND e.kind = '{kind}' AND e.item_key = k.key",
        columns = columns(table),
        name = table.name,
        key = table.key,
        global = table.global_only(),
    ))
}

/// The columns of [`Known`] that come from a row `t` and an entry `e`.
fn columns(table: &Table) -> String {
    format!(
        "CASE WHEN t.id IS NOT NULL THEN {} END AS live, e.row_created, e.item_hash, \
         e.fields AS last, transaction_timestamp() AS now",
        live(table)
    )
}

/// Part of the ledger of a set and a kind, by key after `after`, with the rows as they are.
pub fn ledger(
    conn: &mut PgConnection,
    (set, kind): (&str, &str),
    after: &str,
    limit: i64,
) -> QueryResult<Vec<Known>> {
    let table = Table::of(kind)?;
    diesel::sql_query(format!(
        "SELECT 0 AS \"group\", e.item_key AS key, {columns} FROM seed_entries e \
         LEFT JOIN {name} t ON {key} = e.item_key{global} \
         WHERE e.seed_set = $1 AND e.kind = $2 AND e.item_key > $3 ORDER BY e.item_key LIMIT $4",
        columns = columns(table),
        name = table.name,
        key = table.key,
        global = table.global_only(),
    ))
    .bind::<Text, _>(set)
    .bind::<Text, _>(kind)
    .bind::<Text, _>(after)
    .bind::<BigInt, _>(limit)
    .load(conn)
}

/// A row of a kind as seed files have it.
#[derive(Debug, QueryableByName)]
pub struct Live {
    #[diesel(sql_type = Text)]
    pub key: String,
    #[diesel(sql_type = Jsonb)]
    pub fields: Value,
}

/// Part of the rows of a kind, by key after `after`.
pub fn rows(
    conn: &mut PgConnection,
    kind: &str,
    after: &str,
    limit: i64,
) -> QueryResult<Vec<Live>> {
    let table = Table::of(kind)?;
    diesel::sql_query(format!(
        "SELECT {key} AS key, {fields} AS fields FROM {name} t \
         WHERE {key} > $1{global} ORDER BY {key} LIMIT $2",
        fields = live(table),
        name = table.name,
        key = table.key,
        global = table.global_only(),
    ))
    .bind::<Text, _>(after)
    .bind::<BigInt, _>(limit)
    .load(conn)
}

/// A row's fields as one JSON object, references by natural key.
fn live(table: &Table) -> String {
    let pairs: Vec<String> = table
        .columns
        .iter()
        .map(|column| match column.kind {
            Type::Scalar(_) | Type::TextArray | Type::Json => {
                format!("'{}', t.{}", column.field, column.name)
            }
            Type::Parent => format!(
                "'{}', (SELECT {} FROM {} p WHERE p.id = t.{})",
                column.field,
                table.key.replace("t.", "p."),
                table.name,
                column.name
            ),
        })
        .collect();
    format!("jsonb_build_object({})", pairs.join(", "))
}
