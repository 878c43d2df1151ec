//! All that belongs to a workspace, in whatever tables: whatever has a `workspace_id`.

use diesel::prelude::*;
use diesel::sql_types::{BigInt, Text, Uuid as SqlUuid};
use serde::Serialize;
use uuid::Uuid;

use super::partition::LOGS;
use super::schema::workspaces;

/// The log that outlives a workspace, until its retention ends.
const KEPT: &str = "audit_events";

/// Tables whose rows other rows of the workspace do not let go: these go first, in this order.
const FIRST: &[&str] = &[
    "routing_rules",
    "workflow_executions",
    "routing_decision_cache",
    "workflows",
    "agents",
];

/// How many rows of a table belong to a workspace.
#[derive(Debug, Clone, QueryableByName, Serialize)]
pub struct Count {
    #[diesel(sql_type = Text)]
    pub table: String,
    #[diesel(sql_type = BigInt)]
    pub rows: i64,
}

#[derive(QueryableByName)]
struct Table {
    #[diesel(sql_type = Text)]
    name: String,
}

/// The tables with a `workspace_id`, by name; partitions are part of their log.
fn tables(conn: &mut PgConnection) -> QueryResult<Vec<String>> {
    let tables: Vec<Table> = diesel::sql_query(
        "SELECT c.relname::text AS name FROM pg_class c \
         JOIN pg_attribute a ON a.attrelid = c.oid AND a.attname = 'workspace_id' \
         WHERE c.relnamespace = current_schema()::regnamespace AND c.relkind IN ('r', 'p') \
             AND NOT c.relispartition AND NOT a.attisdropped ORDER BY 1",
    )
    .load(conn)?;
    Ok(tables.into_iter().map(|table| table.name).collect())
}

/// The rows that go with a workspace, by table; tables without any are left out.
pub fn count(conn: &mut PgConnection, workspace_id: Uuid) -> QueryResult<Vec<Count>> {
    let counts: Vec<String> = tables(conn)?
        .into_iter()
        .filter(|table| table != KEPT)
        .map(|table| {
            format!(
                "SELECT '{table}' AS \"table\", count(*) AS rows FROM {table} WHERE workspace_id = $1"
            )
        })
        .collect();
    let mut counts: Vec<Count> = diesel::sql_query(counts.join(" UNION ALL "))
        .bind::<SqlUuid, _>(workspace_id)
        .load(conn)?;
    counts.retain(|count| count.rows > 0);
    Ok(counts)
}

/// Deletes at most so many rows of the workspace's logs; answers how many.
pub fn delete_logged(conn: &mut PgConnection, workspace_id: Uuid, most: i64) -> QueryResult<usize> {
    let mut deleted = 0;
    for log in LOGS.iter().filter(|log| **log != KEPT) {
        deleted += diesel::sql_query(format!(
            "DELETE FROM {log} WHERE workspace_id = $1 AND (created_at, id) IN ( \
                 SELECT created_at, id FROM {log} WHERE workspace_id = $1 LIMIT $2)"
        ))
        .bind::<SqlUuid, _>(workspace_id)
        .bind::<BigInt, _>(most)
        .execute(conn)?;
    }
    Ok(deleted)
}

/// Deletes the workspace with every row of it but those of the audit trail.
pub fn delete(conn: &mut PgConnection, workspace_id: Uuid) -> QueryResult<()> {
    let all = tables(conn)?;
    let others = all
        .iter()
        .map(String::as_str)
        .filter(|table| *table != KEPT && !FIRST.contains(table));
    for table in FIRST.iter().copied().chain(others) {
        diesel::sql_query(format!("DELETE FROM {table} WHERE workspace_id = $1"))
            .bind::<SqlUuid, _>(workspace_id)
            .execute(conn)?;
    }
    diesel::delete(workspaces::table.find(workspace_id))
        .execute(conn)
        .map(drop)
}
