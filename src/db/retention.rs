//! Rows that are older than they need to be kept: whole partitions of the logs, and finished
//! workflow executions.

use chrono::{DateTime, Utc};
use diesel::connection::SimpleConnection;
use diesel::prelude::*;
use diesel::sql_types::{Array, BigInt, Integer, Nullable, Text, Timestamptz, Uuid as SqlUuid};
use uuid::Uuid;

/// A row as one line of JSON, with its place in the order of its table.
#[derive(Debug, Clone, QueryableByName)]
pub struct Line {
    #[diesel(sql_type = Text)]
    pub json: String,
    #[diesel(sql_type = Timestamptz)]
    at: DateTime<Utc>,
    #[diesel(sql_type = SqlUuid)]
    id: Uuid,
}

#[derive(QueryableByName)]
struct Name {
    #[diesel(sql_type = Text)]
    name: String,
}

/// The partitions of a log that ended before that many days ago, the oldest first.
pub fn old_partitions(conn: &mut PgConnection, log: &str, days: i32) -> QueryResult<Vec<String>> {
    // A partition's name ends with its month, such as y2026m11.
    let found: Vec<Name> = diesel::sql_query(
        "SELECT c.relname::text AS name FROM pg_inherits i JOIN pg_class c ON c.oid = i.inhrelid \
         WHERE i.inhparent = to_regclass($1) AND c.relname ~ '_y[0-9]{4}m[0-9]{2}$' \
           AND (to_date(right(c.relname, 7), 'YYYY\"m\"MM') + interval '1 month') AT TIME ZONE 'UTC' \
               <= now() - $2 * interval '1 day' \
         ORDER BY 1",
    )
    .bind::<Text, _>(log)
    .bind::<Integer, _>(days)
    .load(conn)?;
    Ok(found.into_iter().map(|row| row.name).collect())
}

/// The next rows of a partition, at most that many.
pub fn lines(
    conn: &mut PgConnection,
    partition: &str,
    after: Option<&Line>,
    most: i64,
) -> QueryResult<Vec<Line>> {
    diesel::sql_query(format!(
        "SELECT to_jsonb(t)::text AS json, t.created_at AS at, t.id FROM {partition} t \
         WHERE $1 IS NULL OR (t.created_at, t.id) > ($1, $2) \
         ORDER BY t.created_at, t.id LIMIT $3"
    ))
    .bind::<Nullable<Timestamptz>, _>(after.map(|line| line.at))
    .bind::<Nullable<SqlUuid>, _>(after.map(|line| line.id))
    .bind::<BigInt, _>(most)
    .load(conn)
}

/// Takes a partition out of its log and removes it.
pub fn drop_partition(conn: &mut PgConnection, log: &str, partition: &str) -> QueryResult<()> {
    conn.batch_execute(&format!(
        "ALTER TABLE {log} DETACH PARTITION {partition}; DROP TABLE {partition}"
    ))
}

/// A finished execution as one line of JSON, with its key.
#[derive(Debug, QueryableByName)]
pub struct Execution {
    #[diesel(sql_type = SqlUuid)]
    workspace_id: Uuid,
    #[diesel(sql_type = BigInt)]
    id: i64,
    #[diesel(sql_type = Text)]
    pub json: String,
}

/// At most that many executions that ended before that many days ago.
pub fn old_executions(
    conn: &mut PgConnection,
    days: i32,
    most: i64,
) -> QueryResult<Vec<Execution>> {
    diesel::sql_query(
        "SELECT workspace_id, id, to_jsonb(e)::text AS json FROM workflow_executions e \
         WHERE status IN ('completed', 'failed', 'cancelled') \
           AND completed_at < now() - $1 * interval '1 day' \
         ORDER BY workspace_id, id LIMIT $2",
    )
    .bind::<Integer, _>(days)
    .bind::<BigInt, _>(most)
    .load(conn)
}

/// Removes these executions; says how many were still there.
pub fn remove_executions(conn: &mut PgConnection, old: &[Execution]) -> QueryResult<usize> {
    let workspaces: Vec<Uuid> = old.iter().map(|one| one.workspace_id).collect();
    let ids: Vec<i64> = old.iter().map(|one| one.id).collect();
    diesel::sql_query(
        "DELETE FROM workflow_executions e USING unnest($1, $2) AS old (workspace_id, id) \
         WHERE e.workspace_id = old.workspace_id AND e.id = old.id",
    )
    .bind::<Array<SqlUuid>, _>(workspaces)
    .bind::<Array<BigInt>, _>(ids)
    .execute(conn)
}
