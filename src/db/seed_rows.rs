//! Rows of any seed kind: read with what the ledger says of them, created and updated in batches.
//!
//! Values travel as text arrays, one a column, and are cast by the database: one statement takes
//! any number of rows.

use chrono::{DateTime, Utc};
use diesel::pg::Pg;
use diesel::prelude::*;
use diesel::query_builder::{BoxedSqlQuery, SqlQuery};
use diesel::sql_types::{Array, BigInt, Bool, Integer, Jsonb, Nullable, Text, Timestamptz, Uuid as SqlUuid};
use serde_json::{Map, Value};
use uuid::Uuid;

use super::seed_table::{Column, Table, Type};

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

type Query<'a> = BoxedSqlQuery<'a, Pg, SqlQuery>;

/// Reads all groups in one query.
pub fn read(conn: &mut PgConnection, wanted: &[Wanted<'_>]) -> QueryResult<Vec<Known>> {
    let parts = wanted
        .iter()
        .enumerate()
        .map(|(group, wanted)| read_sql(group, wanted.kind))
        .collect::<QueryResult<Vec<_>>>()?;
    let mut query: Query<'_> = diesel::sql_query(parts.join("\nUNION ALL ")).into_boxed();
    for Wanted { set, keys, .. } in wanted {
        query = query.bind::<Text, _>(*set).bind::<Array<Text>, _>(keys);
    }
    query.load(conn)
}

/// Reads one group; its set and its keys are the two parameters in its place.
fn read_sql(group: usize, kind: &str) -> QueryResult<String> {
    let table = table(kind)?;
    let (set, keys) = (2 * group + 1, 2 * group + 2);
    Ok(format!(
        "SELECT {group} AS \"group\", k.key, CASE WHEN t.id IS NOT NULL THEN {live} END AS live, \
             e.row_created, e.item_hash, e.fields AS last, transaction_timestamp() AS now \
         FROM unnest(${keys}) AS k (key) \
         LEFT JOIN {name} t ON {key} = k.key{global} \
         LEFT JOIN seed_entries e ON e.seed_set = ${set} AND e.kind = '{kind}' AND e.item_key = k.key",
        live = live(table),
        name = table.name,
        key = table.key,
        global = global(table),
    ))
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

fn global(table: &Table) -> &'static str {
    if table.global_only {
        " AND t.workspace_id IS NULL"
    } else {
        ""
    }
}

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
    let table = table(kind)?;
    let parent = table.columns.iter().find(|column| column.kind == Type::Parent);
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
    let table = table(kind)?;
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
        global = global(table),
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

/// The table of a kind; that a kind has none is an error of this program.
fn table(kind: &str) -> QueryResult<&'static Table> {
    Table::of(kind).ok_or(diesel::result::Error::NotFound)
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
