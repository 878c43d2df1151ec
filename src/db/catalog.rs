//! What the server's own catalog says of tables, so that what is there can be compared with what the
//! migrations make.

use std::collections::BTreeSet;

use diesel::connection::SimpleConnection;
use diesel::prelude::*;
use diesel::sql_types::{BigInt, Bool, Nullable, Text};

use super::workspace::PLATFORM;

/// Where the migrations are tried out; never seen by others, as it is rolled back.
const SCRATCH: &str = "automatos_expected";

/// One thing that is so of one table: that it is there, a column, a constraint, an index, a policy.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, QueryableByName)]
pub struct Fact {
    #[diesel(sql_type = Text)]
    pub table: String,
    /// In the words of SQL, such as `column name text NOT NULL`.
    #[diesel(sql_type = Text)]
    pub text: String,
}

/// A column of a table.
#[derive(Debug, Clone, QueryableByName)]
pub struct Column {
    #[diesel(sql_type = Text)]
    pub table: String,
    #[diesel(sql_type = Text)]
    pub name: String,
    /// As SQL names it, such as `timestamp without time zone`; an enum of the database's own is `enum`.
    #[diesel(sql_type = Text)]
    pub kind: String,
    #[diesel(sql_type = Bool)]
    pub not_null: bool,
    /// The expression of its default, or what it is generated from.
    #[diesel(sql_type = Nullable<Text>)]
    pub default: Option<String>,
    #[diesel(sql_type = Bool)]
    pub is_generated: bool,
    #[diesel(sql_type = Bool)]
    pub is_identity: bool,
}

/// A CHECK of a table.
#[derive(Debug, Clone, QueryableByName)]
pub struct Check {
    #[diesel(sql_type = Text)]
    pub table: String,
    #[diesel(sql_type = Text)]
    pub name: String,
    /// What must not be false.
    #[diesel(sql_type = Text)]
    pub expression: String,
}

/// Creates an empty schema and makes it the one that all statements mean, until the savepoint around
/// it is rolled back.
pub fn enter_scratch(conn: &mut PgConnection) -> QueryResult<()> {
    conn.batch_execute(&format!(
        "CREATE SCHEMA {SCRATCH}; SET LOCAL search_path = {SCRATCH}"
    ))
}

/// Everything that is so of the tables of the current schema, partitions and the tables of
/// bookkeeping left out. Comments and names of sequences are no facts: what works without them was
/// made all the same.
pub fn facts(conn: &mut PgConnection) -> QueryResult<BTreeSet<Fact>> {
    let found: Vec<Fact> = diesel::sql_query(
        "WITH t AS ( \
             SELECT oid, relname::text AS name, relkind, relforcerowsecurity FROM pg_class \
             WHERE relnamespace = current_schema()::regnamespace AND relkind IN ('r', 'p') \
               AND NOT relispartition \
               AND relname NOT IN ('__diesel_schema_migrations', 'automatos_migrations') \
         ) \
         SELECT name AS table, CASE relkind WHEN 'p' THEN 'partitioned table' ELSE 'table' END AS text FROM t \
         UNION ALL SELECT name, 'row-level security' FROM t WHERE relforcerowsecurity \
         UNION ALL SELECT t.name, concat_ws(' ', 'column', a.attname, format_type(a.atttypid, a.atttypmod), \
                 CASE WHEN a.attnotnull THEN 'NOT NULL' END, \
                 CASE WHEN a.attidentity <> '' THEN 'GENERATED AS IDENTITY' END, \
                 CASE WHEN a.attgenerated <> '' THEN 'GENERATED' END, \
                 'DEFAULT ' || pg_get_expr(d.adbin, d.adrelid)) \
             FROM t JOIN pg_attribute a ON a.attrelid = t.oid AND a.attnum > 0 AND NOT a.attisdropped \
             LEFT JOIN pg_attrdef d ON d.adrelid = t.oid AND d.adnum = a.attnum \
         UNION ALL SELECT t.name, 'constraint ' || k.conname || ' ' || pg_get_constraintdef(k.oid, true) \
             FROM t JOIN pg_constraint k ON k.conrelid = t.oid AND k.contype IN ('c', 'f', 'p', 'u', 'x') \
         UNION ALL SELECT t.name, pg_get_indexdef(i.indexrelid, 0, true) \
             FROM t JOIN pg_index i ON i.indrelid = t.oid AND i.indisvalid \
             WHERE NOT EXISTS (SELECT FROM pg_constraint k WHERE k.conindid = i.indexrelid AND k.conrelid = t.oid) \
         UNION ALL SELECT t.name, 'policy ' || p.polname || ' ' || coalesce(pg_get_expr(p.polqual, p.polrelid), '') \
             FROM t JOIN pg_policy p ON p.polrelid = t.oid \
             WHERE p.polroles = '{0}' AND p.polname !~ '^append_only_'",
    )
    .load(conn)?;
    let mut facts: BTreeSet<Fact> = found.into_iter().collect();
    let workspaces = facts.iter().any(|fact| fact.table == "workspaces");
    if workspaces && has_platform(conn)? {
        facts.insert(Fact {
            table: "workspaces".to_owned(),
            text: "row of the platform".to_owned(),
        });
    }
    Ok(facts)
}

fn has_platform(conn: &mut PgConnection) -> QueryResult<bool> {
    let found: Exists = diesel::sql_query(format!(
        "SELECT EXISTS (SELECT FROM workspaces WHERE to_jsonb(workspaces) ->> 'id' = '{PLATFORM}') AS found"
    ))
    .get_result(conn)?;
    Ok(found.found)
}

#[derive(QueryableByName)]
struct Exists {
    #[diesel(sql_type = Bool)]
    found: bool,
}

/// The columns of the tables of that schema, or of the current one, the tables in the order in which they were made.
pub fn columns(conn: &mut PgConnection, schema: Option<&str>) -> QueryResult<Vec<Column>> {
    diesel::sql_query(
        "SELECT c.relname::text AS table, a.attname::text AS name, \
             CASE t.typtype WHEN 'e' THEN 'enum' ELSE format_type(a.atttypid, NULL) END AS kind, \
             a.attnotnull AS not_null, pg_get_expr(d.adbin, d.adrelid) AS default, \
             a.attgenerated <> '' AS is_generated, a.attidentity <> '' AS is_identity \
         FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped \
         JOIN pg_type t ON t.oid = a.atttypid \
         LEFT JOIN pg_attrdef d ON d.adrelid = c.oid AND d.adnum = a.attnum \
         WHERE c.relnamespace = coalesce($1, current_schema()::text)::regnamespace AND c.relkind IN ('r', 'p') AND NOT c.relispartition \
         ORDER BY c.oid, a.attnum",
    )
    .bind::<Nullable<Text>, _>(schema)
    .load(conn)
}

/// The CHECKs of the tables of the current schema.
pub fn checks(conn: &mut PgConnection) -> QueryResult<Vec<Check>> {
    diesel::sql_query(
        "SELECT c.relname::text AS table, k.conname::text AS name, pg_get_expr(k.conbin, k.conrelid) AS expression \
         FROM pg_constraint k JOIN pg_class c ON c.oid = k.conrelid \
         WHERE k.contype = 'c' AND c.relnamespace = current_schema()::regnamespace AND NOT c.relispartition \
         ORDER BY 1, 2",
    )
    .load(conn)
}

/// Whether the current schema has that table.
pub fn has_table(conn: &mut PgConnection, name: &str) -> QueryResult<bool> {
    let found: Exists = diesel::sql_query(
        "SELECT EXISTS (SELECT FROM pg_class WHERE relname = $1 AND relkind IN ('r', 'p') \
             AND relnamespace = current_schema()::regnamespace) AS found",
    )
    .bind::<Text, _>(name)
    .get_result(conn)?;
    Ok(found.found)
}

/// How many rows there are of what is written as `from`.
pub fn count(conn: &mut PgConnection, from: &str) -> QueryResult<i64> {
    #[derive(QueryableByName)]
    struct Count {
        #[diesel(sql_type = BigInt)]
        count: i64,
    }
    let found: Count =
        diesel::sql_query(format!("SELECT count(*) AS count FROM {from}")).get_result(conn)?;
    Ok(found.count)
}
