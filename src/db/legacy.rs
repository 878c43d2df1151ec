//! Tables that something else made where ours are to be: they are moved into a schema of their own,
//! and leave it as rows of ours.

use chrono::NaiveDate;
use diesel::connection::SimpleConnection;
use diesel::prelude::*;
use diesel::sql_types::{Array, BigInt, Date, Nullable, Text};

use super::catalog::{Check, Column};

/// Where they are while their rows are copied. It is gone again when the transaction ends.
pub const SCHEMA: &str = "automatos_legacy";

#[derive(QueryableByName)]
struct Line {
    #[diesel(sql_type = Nullable<Text>)]
    line: Option<String>,
}

/// What would be lost with these tables: triggers, views that read them, and keys of other tables
/// that lead to them. One line each.
pub fn dependents(conn: &mut PgConnection, tables: &[String]) -> QueryResult<Vec<String>> {
    let lines: Vec<Line> = diesel::sql_query(
        "WITH t AS (SELECT oid, relname FROM pg_class WHERE relname = ANY ($1) \
             AND relnamespace = current_schema()::regnamespace) \
         SELECT format('%s: the trigger %s would be lost: drop it first, if nothing needs it', t.relname, g.tgname) AS line \
             FROM t JOIN pg_trigger g ON g.tgrelid = t.oid AND NOT g.tgisinternal \
         UNION SELECT format('%s: the view %s reads it: drop the view first, and create it again after', \
                 t.relname, v.oid::regclass) \
             FROM t JOIN pg_depend d ON d.refobjid = t.oid AND d.classid = 'pg_rewrite'::regclass \
             JOIN pg_rewrite r ON r.oid = d.objid JOIN pg_class v ON v.oid = r.ev_class AND v.oid <> t.oid \
         UNION SELECT format('%s: %s refers to it by %s: drop that key first, and add it again after', \
                 t.relname, k.conrelid::regclass, k.conname) \
             FROM t JOIN pg_constraint k ON k.confrelid = t.oid AND k.contype = 'f' \
             WHERE k.conrelid NOT IN (SELECT oid FROM t) \
               AND NOT (SELECT c.relispartition FROM pg_class c WHERE c.oid = k.conrelid) \
         UNION SELECT format('%s: it is no table', c.relname) \
             FROM pg_class c WHERE c.relname = ANY ($1) AND c.relkind NOT IN ('r', 'p') \
               AND c.relnamespace = current_schema()::regnamespace \
         ORDER BY 1",
    )
    .bind::<Array<Text>, _>(tables)
    .load(conn)?;
    Ok(lines.into_iter().filter_map(|row| row.line).collect())
}

/// Moves these tables into the schema of their own, and lets the user read all of their rows.
/// From here on times in text are UTC.
pub fn move_aside(conn: &mut PgConnection, tables: &[String]) -> QueryResult<()> {
    let moved: String = tables
        .iter()
        .map(|table| {
            format!(
                "ALTER TABLE {table} NO FORCE ROW LEVEL SECURITY, DISABLE ROW LEVEL SECURITY; \
                 ALTER TABLE {table} SET SCHEMA {SCHEMA}; "
            )
        })
        .collect();
    conn.batch_execute(&format!(
        "SET LOCAL timezone = 'UTC'; CREATE SCHEMA {SCHEMA}; {moved}"
    ))
}

/// The first days of the months of which a log holds rows, its time being that expression.
pub fn months(
    conn: &mut PgConnection,
    table: &str,
    created_at: &str,
) -> QueryResult<Vec<NaiveDate>> {
    #[derive(QueryableByName)]
    struct Month {
        #[diesel(sql_type = Date)]
        month: NaiveDate,
    }
    let months: Vec<Month> = diesel::sql_query(format!(
        "SELECT DISTINCT date_trunc('month', {created_at} AT TIME ZONE 'UTC')::date AS month \
         FROM {SCHEMA}.{table} AS old ORDER BY 1"
    ))
    .load(conn)?;
    Ok(months.into_iter().map(|row| row.month).collect())
}

/// How often each of these conditions holds over what is written as `from`, in their order.
pub fn count_each(
    conn: &mut PgConnection,
    from: &str,
    conditions: &[String],
) -> QueryResult<Vec<i64>> {
    #[derive(QueryableByName)]
    struct Counts {
        #[diesel(sql_type = Array<BigInt>)]
        counts: Vec<i64>,
    }
    if conditions.is_empty() {
        return Ok(Vec::new());
    }
    let each: Vec<String> = conditions
        .iter()
        .map(|condition| format!("count(*) FILTER (WHERE {condition})"))
        .collect();
    let sql = format!("SELECT ARRAY[{}] AS counts FROM {from}", each.join(", "));
    let found: Counts = diesel::sql_query(sql).get_result(conn)?;
    Ok(found.counts)
}

/// The rows as they will be, to look at before they are: `values` are the columns with their expressions.
pub fn preview(table: &str, values: &[(Column, String)]) -> String {
    let (generated, stored): (Vec<_>, Vec<_>) =
        values.iter().partition(|(column, _)| column.is_generated);
    let list = |values: &[&(Column, String)]| {
        values
            .iter()
            .map(|(column, expression)| format!(", {expression} AS {}", column.name))
            .collect::<String>()
    };
    format!(
        "(SELECT new.*{} FROM (SELECT 1 AS one{} FROM {SCHEMA}.{table} AS old) AS new) AS new",
        list(&generated),
        list(&stored)
    )
}

/// The condition under which a row breaks that CHECK.
pub fn breaks(check: &Check) -> String {
    format!("({}) IS FALSE", check.expression)
}

/// Copies every row, and says how many there were.
pub fn copy(
    conn: &mut PgConnection,
    table: &str,
    values: &[(Column, String)],
) -> QueryResult<usize> {
    let stored = || values.iter().filter(|(column, _)| !column.is_generated);
    let names: Vec<&str> = stored().map(|(column, _)| column.name.as_str()).collect();
    let expressions: Vec<&str> = stored()
        .map(|(_, expression)| expression.as_str())
        .collect();
    if table == "workspaces" {
        // The row of the platform is as it was, if it was there.
        diesel::sql_query(format!(
            "DELETE FROM workspaces AS w WHERE EXISTS \
             (SELECT FROM {SCHEMA}.workspaces AS old WHERE old.id::text = w.id::text)"
        ))
        .execute(conn)?;
    }
    let copied = diesel::sql_query(format!(
        "INSERT INTO {table} ({}) SELECT {} FROM {SCHEMA}.{table} AS old",
        names.join(", "),
        expressions.join(", ")
    ))
    .execute(conn)?;
    for (column, _) in values.iter().filter(|(column, _)| column.is_identity) {
        let name = &column.name;
        conn.batch_execute(&format!(
            "SELECT setval(pg_get_serial_sequence('{table}', '{name}'), max({name})) FROM {table} \
             HAVING max({name}) > 0"
        ))?;
    }
    Ok(copied)
}

/// What a table had that the one of ours will not: indexes that no constraint needs, CHECKs and
/// policies, each as `index its_name`.
pub fn left_behind(conn: &mut PgConnection, table: &str) -> QueryResult<Vec<String>> {
    let lines: Vec<Line> = diesel::sql_query(
        "SELECT 'index ' || x.relname AS line FROM pg_index i JOIN pg_class x ON x.oid = i.indexrelid \
         WHERE i.indrelid = $1::regclass \
           AND NOT EXISTS (SELECT FROM pg_constraint k WHERE k.conindid = i.indexrelid) \
           AND to_regclass(quote_ident(x.relname)) IS NULL \
         UNION ALL SELECT 'constraint ' || k.conname FROM pg_constraint k \
         WHERE k.conrelid = $1::regclass AND k.contype = 'c' \
           AND NOT EXISTS (SELECT FROM pg_constraint o WHERE o.conname = k.conname AND o.conrelid = to_regclass($2)) \
         UNION ALL SELECT 'policy ' || p.polname FROM pg_policy p \
         WHERE p.polrelid = $1::regclass \
           AND NOT EXISTS (SELECT FROM pg_policy o WHERE o.polname = p.polname AND o.polrelid = to_regclass($2)) \
         ORDER BY 1",
    )
    .bind::<Text, _>(format!("{SCHEMA}.{table}"))
    .bind::<Text, _>(table)
    .load(conn)?;
    Ok(lines.into_iter().filter_map(|row| row.line).collect())
}

/// Lets whoever might use the old tables use the new ones, their owner included.
pub fn keep_grants(conn: &mut PgConnection) -> QueryResult<()> {
    let grants: Line = diesel::sql_query(format!(
        "SELECT string_agg(format('GRANT %s ON %I TO %s', a.privilege_type, c.relname, \
             coalesce(quote_ident(r.rolname), 'PUBLIC')), '; ') AS line \
         FROM pg_class c \
         CROSS JOIN aclexplode(coalesce(c.relacl, acldefault('r', c.relowner))) AS a \
         LEFT JOIN pg_roles r ON r.oid = a.grantee \
         WHERE c.relnamespace = '{SCHEMA}'::regnamespace AND c.relkind IN ('r', 'p') \
           AND NOT c.relispartition AND r.rolname IS DISTINCT FROM current_user"
    ))
    .get_result(conn)?;
    match grants.line {
        Some(sql) => conn.batch_execute(&sql),
        None => Ok(()),
    }
}

/// Drops the old tables and their schema, which fails where anything else needs them, and the enums
/// that nothing else needs.
pub fn drop_all(conn: &mut PgConnection, tables: &[String]) -> QueryResult<()> {
    let enums: Vec<Line> = diesel::sql_query(format!(
        "SELECT DISTINCT t.oid::text AS line FROM pg_class c \
         JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped \
         JOIN pg_type t ON t.oid = a.atttypid AND t.typtype = 'e' \
         WHERE c.relnamespace = '{SCHEMA}'::regnamespace"
    ))
    .load(conn)?;
    let enums: Vec<String> = enums.into_iter().filter_map(|row| row.line).collect();
    let names: Vec<String> = tables
        .iter()
        .map(|table| format!("{SCHEMA}.{table}"))
        .collect();
    conn.batch_execute(&format!(
        "DROP TABLE {}; DROP SCHEMA {SCHEMA}",
        names.join(", ")
    ))?;
    let unused: Line = diesel::sql_query(
        "SELECT string_agg(format('DROP TYPE %s', t.oid::regtype), '; ') AS line FROM pg_type t \
         WHERE t.oid::text = ANY ($1) \
           AND NOT EXISTS (SELECT FROM pg_depend d WHERE d.refobjid = t.oid AND d.deptype = 'n')",
    )
    .bind::<Array<Text>, _>(enums)
    .get_result(conn)?;
    match unused.line {
        Some(sql) => conn.batch_execute(&sql),
        None => Ok(()),
    }
}
