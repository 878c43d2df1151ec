//! What is known of seeded rows: the row as it is, and what the ledger says was written last.

use std::collections::HashMap;

use chrono::{DateTime, Utc};
use diesel::pg::{Pg, PgRowByRowLoadingMode};
use diesel::prelude::*;
use diesel::query_builder::{BoxedSqlQuery, SqlQuery};
use diesel::sql_types::{
    Array, BigInt, Bool, Integer, Jsonb, Nullable, Text, Timestamptz, Uuid as SqlUuid,
};
use serde_json::Value;
use uuid::Uuid;

use super::seed_children;
use super::seed_column::Type;
use super::seed_reference::workspaces;
use super::seed_table::{Table, workspace_of};

/// The keys of one kind whose rows are wanted.
#[derive(Debug)]
pub struct Wanted<'a> {
    /// The seed set whose ledger entries are meant.
    pub set: &'a str,
    /// The word of the kind.
    pub kind: &'a str,
    pub keys: Vec<&'a str>,
    /// The digests of the items. Where one is given, and the row is certainly as the item was
    /// written, nothing is answered.
    pub hashes: Vec<Option<&'a str>>,
}

impl<'a> Wanted<'a> {
    /// The rows of these keys, changed or not.
    pub fn all(set: &'a str, kind: &'a str, keys: Vec<&'a str>) -> Self {
        let hashes = vec![None; keys.len()];
        Self {
            set,
            kind,
            keys,
            hashes,
        }
    }
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
    /// The transaction's time, in the one line that is about no key.
    #[diesel(sql_type = Nullable<Timestamptz>)]
    now: Option<DateTime<Utc>>,
}

/// Reads all groups in one query, after one for the ids of the workspaces they name. Answers the
/// transaction's time as well.
pub fn read(
    conn: &mut PgConnection,
    wanted: &[Wanted<'_>],
) -> QueryResult<(Vec<Known>, DateTime<Utc>)> {
    let mut slugs = Vec::new();
    for wanted in wanted {
        if Table::of(wanted.kind)?.workspace.is_some() {
            slugs.extend(wanted.keys.iter().map(|key| workspace_of(key)));
        }
    }
    slugs.sort_unstable();
    slugs.dedup();
    let found: Vec<Uuid> = workspaces(conn, &slugs)?.into_values().collect();
    let ids = 3 * wanted.len() + 1;
    let mut parts = vec![NOW.to_owned()];
    for (group, wanted) in wanted.iter().enumerate() {
        parts.push(read_sql(group, wanted.kind, ids)?);
    }
    let mut query: BoxedSqlQuery<'_, Pg, SqlQuery> =
        diesel::sql_query(parts.join("\nUNION ALL ")).into_boxed();
    for wanted in wanted {
        query = query
            .bind::<Text, _>(wanted.set)
            .bind::<Array<Text>, _>(&wanted.keys)
            .bind::<Array<Nullable<Text>>, _>(&wanted.hashes);
    }
    if !slugs.is_empty() {
        query = query.bind::<Array<SqlUuid>, _>(found);
    }
    let mut known: Vec<Known> = query.load(conn)?;
    let at = known.iter().position(|known| known.now.is_some());
    let now = at.and_then(|at| known.swap_remove(at).now);
    Ok((known, now.ok_or(diesel::result::Error::NotFound)?))
}

/// The line that is about no key.
const NOW: &str = "SELECT -1 AS \"group\", '' AS key, NULL::jsonb AS live, \
    NULL::bool AS row_created, NULL AS item_hash, NULL::jsonb AS last, \
    transaction_timestamp() AS now";

/// Reads one group; its set, its keys and their digests are the three parameters in its place, and
/// `ids` is the number of the one with the ids of workspaces.
///
/// Row and entry have the same `xmin` when one transaction wrote both last. If the entry says that
/// the row had every value then, and the item is still the same, nobody needs to look closer. A
/// restore gives all rows one `xmin`; then an operator's edit is not told, and stays all the same.
fn read_sql(group: usize, kind: &str, ids: usize) -> QueryResult<String> {
    let table = Table::of(kind)?;
    let (set, keys, hashes) = (3 * group + 1, 3 * group + 2, 3 * group + 3);
    let unchanged = if table.holds_all() {
        " WHERE (e.is_whole AND e.item_hash = k.hash AND e.xmin = t.xmin) IS NOT TRUE"
    } else {
        ""
    };
    Ok(format!(
        "SELECT {group}, k.key, \
             CASE WHEN t.{first} IS NOT NULL THEN {live} END, e.row_created, \
             e.item_hash, e.fields, NULL \
         FROM unnest(${keys}, ${hashes}) AS k (key, hash) \
         LEFT JOIN {source} ON {found}{within} \
         LEFT JOIN seed_entries e \
             ON e.seed_set = ${set} AND e.kind = '{kind}' AND e.item_key = k.key{unchanged}",
        first = table.columns.first().map_or("id", |column| column.name),
        live = live(table, Some(ids)),
        source = table.source(),
        found = table.found("k.key"),
        within = table.within(ids),
    ))
}

#[derive(QueryableByName)]
struct Key {
    #[diesel(sql_type = Text)]
    key: String,
}

#[derive(QueryableByName)]
struct Now {
    #[diesel(sql_type = Timestamptz)]
    now: DateTime<Utc>,
}

/// The transaction's time.
pub fn now(conn: &mut PgConnection) -> QueryResult<DateTime<Utc>> {
    let row: Now = diesel::sql_query("SELECT transaction_timestamp() AS now").get_result(conn)?;
    Ok(row.now)
}

/// Part of the ledger of a set and a kind, by key after `after`, with the rows as they are.
pub fn ledger(
    conn: &mut PgConnection,
    (set, kind): (&str, &str),
    after: &str,
    limit: i64,
) -> QueryResult<Vec<Known>> {
    let entries: Vec<Key> = diesel::sql_query(
        "SELECT e.item_key AS key FROM seed_entries e \
         WHERE e.seed_set = $1 AND e.kind = $2 AND e.item_key > $3 ORDER BY e.item_key LIMIT $4",
    )
    .bind::<Text, _>(set)
    .bind::<Text, _>(kind)
    .bind::<Text, _>(after)
    .bind::<BigInt, _>(limit)
    .load(conn)?;
    if entries.is_empty() {
        return Ok(Vec::new());
    }
    let keys = entries.iter().map(|entry| entry.key.as_str()).collect();
    let (known, _) = read(conn, &[Wanted::all(set, kind, keys)])?;
    let mut by_key: HashMap<String, Known> = known
        .into_iter()
        .map(|known| (known.key.clone(), known))
        .collect();
    let known = entries.iter().filter_map(|entry| by_key.remove(&entry.key));
    Ok(known.collect())
}

/// A row of a kind as seed files have it.
#[derive(Debug, QueryableByName)]
struct Live {
    #[diesel(sql_type = Jsonb)]
    fields: Value,
}

/// Hands over all rows of a kind by key, one after the other as they come: those of all workspaces,
/// or of these with what they need.
pub fn each(
    conn: &mut PgConnection,
    kind: &str,
    workspaces: Option<&[String]>,
    row: &mut dyn FnMut(Value) -> anyhow::Result<()>,
) -> anyhow::Result<()> {
    let table = Table::of(kind)?;
    let sql = format!(
        "SELECT {fields} AS fields FROM {source} WHERE true{only}{chosen} ORDER BY {key} COLLATE \"C\"",
        fields = live(table, None),
        source = table.source(),
        key = table.key,
        only = table.only,
        chosen = workspaces.map(|_| table.chosen()).unwrap_or_default(),
    );
    let mut query: BoxedSqlQuery<'_, Pg, SqlQuery> = diesel::sql_query(sql).into_boxed();
    if let Some(slugs) = workspaces {
        query = query.bind::<Array<Text>, _>(slugs);
    }
    for live in query.load_iter::<Live, PgRowByRowLoadingMode>(conn)? {
        row(live?.fields)?;
    }
    Ok(())
}

/// A row's fields as one JSON object, what it names by natural key. `ids` is the number of the
/// parameter with the ids of the workspaces concerned.
fn live(table: &Table, ids: Option<usize>) -> String {
    let pairs: Vec<String> = table
        .columns
        .iter()
        .map(|column| {
            let value = match column.kind {
                Type::Scalar(_) | Type::TextArray | Type::Json => match column.sealed {
                    Some(sealed) => format!("CASE WHEN NOT ({sealed}) THEN t.{} END", column.name),
                    None => format!("t.{}", column.name),
                },
                Type::Workspace => "w.slug".to_owned(),
                Type::Reference(reference) => reference.name(column.name, ids),
                Type::Children(children) => seed_children::list(children, ids),
            };
            format!("'{}', {value}", column.field)
        })
        .collect();
    format!("jsonb_build_object({})", pairs.join(", "))
}
