//! `seed_entries`: what the tool wrote last, by field.

use chrono::{DateTime, Utc};
use diesel::prelude::*;
use diesel::sql_types::{Array, Bool, Jsonb, Text, Timestamptz};
use serde_json::Value;

/// What is remembered of one item.
#[derive(Debug)]
pub struct Entry {
    pub set: String,
    pub kind: &'static str,
    pub key: String,
    /// Whether the set made the row; else it was there before.
    pub row_created: bool,
    /// SHA-256 of the item, in hex.
    pub hash: String,
    /// Whether the row has every value of the item once this is written.
    pub whole: bool,
    /// Values or digests by field.
    pub fields: Value,
}

/// The columns that are written.
pub const COLUMNS: &str = "seed_set, kind, item_key, row_created, item_hash, fields, is_whole, \
     created_at, updated_at";

/// What ends the INSERT of entries that may be there.
pub const OR_UPDATE: &str = "ON CONFLICT (seed_set, kind, item_key) DO UPDATE \
     SET row_created = excluded.row_created, item_hash = excluded.item_hash, \
         fields = excluded.fields, is_whole = excluded.is_whole, updated_at = excluded.updated_at";

/// Remembers these items, in one statement.
pub fn remember(
    conn: &mut PgConnection,
    entries: Vec<Entry>,
    now: DateTime<Utc>,
) -> QueryResult<()> {
    let (mut sets, mut kinds, mut keys) = (Vec::new(), Vec::new(), Vec::new());
    let (mut created, mut hashes, mut whole) = (Vec::new(), Vec::new(), Vec::new());
    let mut fields = Vec::new();
    for entry in entries {
        sets.push(entry.set);
        kinds.push(entry.kind);
        keys.push(entry.key);
        created.push(entry.row_created);
        hashes.push(entry.hash);
        whole.push(entry.whole);
        fields.push(entry.fields);
    }
    diesel::sql_query(format!(
        "INSERT INTO seed_entries ({COLUMNS}) \
         SELECT s.seed_set, s.kind, s.item_key, s.row_created, s.item_hash, s.fields, s.is_whole, \
             $8, $8 \
         FROM unnest($1, $2, $3, $4, $5, $6, $7) \
             AS s (seed_set, kind, item_key, row_created, item_hash, is_whole, fields) {OR_UPDATE}"
    ))
    .bind::<Array<Text>, _>(sets)
    .bind::<Array<Text>, _>(kinds)
    .bind::<Array<Text>, _>(keys)
    .bind::<Array<Bool>, _>(created)
    .bind::<Array<Text>, _>(hashes)
    .bind::<Array<Bool>, _>(whole)
    .bind::<Array<Jsonb>, _>(fields)
    .bind::<Timestamptz, _>(now)
    .execute(conn)
    .map(drop)
}

/// The keyed hash of a setting's value under an older master key, and under the active one.
#[derive(Debug)]
pub struct Mark {
    /// The key of the item.
    pub key: String,
    pub before: String,
    pub now: String,
}

/// Remembers values of settings by other keyed hashes. The rows may have been changed since, and are compared next
/// time.
pub fn remark(conn: &mut PgConnection, marks: Vec<Mark>) -> QueryResult<()> {
    let (mut keys, mut before, mut now) = (Vec::new(), Vec::new(), Vec::new());
    for mark in marks {
        keys.push(mark.key);
        before.push(mark.before);
        now.push(mark.now);
    }
    diesel::sql_query(
        "UPDATE seed_entries AS e SET fields = jsonb_set(e.fields, '{value}', to_jsonb(m.now)), \
             is_whole = false \
         FROM unnest($1, $2, $3) AS m (key, before, now) \
         WHERE e.kind = 'system_settings' AND e.item_key = m.key AND e.fields ->> 'value' = m.before",
    )
    .bind::<Array<Text>, _>(keys)
    .bind::<Array<Text>, _>(before)
    .bind::<Array<Text>, _>(now)
    .execute(conn)
    .map(drop)
}

/// Forgets the items of these keys.
pub fn forget(conn: &mut PgConnection, set: &str, kind: &str, keys: &[&str]) -> QueryResult<()> {
    diesel::sql_query(
        "DELETE FROM seed_entries WHERE seed_set = $1 AND kind = $2 AND item_key = ANY ($3)",
    )
    .bind::<Text, _>(set)
    .bind::<Text, _>(kind)
    .bind::<Array<Text>, _>(keys)
    .execute(conn)
    .map(drop)
}

/// A set and a kind of which the ledger has entries.
#[derive(Debug, QueryableByName)]
pub struct Group {
    #[diesel(sql_type = Text)]
    pub set: String,
    #[diesel(sql_type = Text)]
    pub kind: String,
}

/// Every set and kind of which the ledger has entries.
pub fn groups(conn: &mut PgConnection) -> QueryResult<Vec<Group>> {
    diesel::sql_query(
        "SELECT DISTINCT seed_set AS \"set\", kind FROM seed_entries ORDER BY seed_set, kind",
    )
    .load(conn)
}

#[derive(QueryableByName)]
struct Key {
    #[diesel(sql_type = Text)]
    key: String,
}

/// Those of these keys of which other sets have entries.
pub fn shared(
    conn: &mut PgConnection,
    set: &str,
    kind: &str,
    keys: &[&str],
) -> QueryResult<Vec<String>> {
    let shared: Vec<Key> = diesel::sql_query(
        "SELECT DISTINCT item_key AS key FROM seed_entries \
         WHERE seed_set <> $1 AND kind = $2 AND item_key = ANY ($3)",
    )
    .bind::<Text, _>(set)
    .bind::<Text, _>(kind)
    .bind::<Array<Text>, _>(keys)
    .load(conn)?;
    Ok(shared.into_iter().map(|row| row.key).collect())
}
