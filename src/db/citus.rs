//! Citus, which spreads tables over several machines, where it is there: its catalog and its functions.

use diesel::prelude::*;
use diesel::sql_types::{Array, Bool, Integer, Text};

use super::table::Placement;

/// How far this database is one of Citus.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Node {
    /// It is not.
    Plain,
    /// It holds rows for another, which is the one to ask.
    Worker,
    /// It is the one to ask.
    Coordinator,
}

/// Where Citus keeps a table.
#[derive(Debug, Clone, QueryableByName)]
pub struct Kept {
    #[diesel(sql_type = Text)]
    pub table: String,
    /// `h` is spread by a column, `n` is not spread.
    #[diesel(sql_type = Text)]
    method: String,
    /// `t` is a copy on every node, where it is not spread.
    #[diesel(sql_type = Text)]
    model: String,
}

impl Kept {
    /// Which of ours that is; nothing for one that Citus only takes note of, and for one spread in
    /// another way.
    pub fn placement(&self) -> Option<Placement> {
        match (self.method.as_str(), self.model.as_str()) {
            ("n", "t") => Some(Placement::Reference),
            ("h", _) => Some(Placement::Distributed),
            _ => None,
        }
    }
}

#[derive(QueryableByName)]
struct Answer {
    #[diesel(sql_type = Bool)]
    is_so: bool,
}

/// What this database is.
pub fn node(conn: &mut PgConnection) -> QueryResult<Node> {
    let is_citus = ask(conn, "to_regclass('pg_dist_partition') IS NOT NULL")?;
    if !is_citus {
        return Ok(Node::Plain);
    }
    Ok(if ask(conn, "citus_is_coordinator()")? {
        Node::Coordinator
    } else {
        Node::Worker
    })
}

/// Where Citus keeps these tables; one that is missing is an ordinary table.
pub fn kept(conn: &mut PgConnection, tables: &[&str]) -> QueryResult<Vec<Kept>> {
    diesel::sql_query(
        "SELECT c.relname::text AS table, d.partmethod::text AS method, d.repmodel::text AS model \
         FROM pg_dist_partition d JOIN pg_class c ON c.oid = d.logicalrelid \
         WHERE c.relnamespace = current_schema()::regnamespace AND c.relname::text = ANY ($1)",
    )
    .bind::<Array<Text>, _>(tables)
    .load(conn)
}

/// Copies a table to every node, and keeps the copies the same.
pub fn copy_everywhere(conn: &mut PgConnection, table: &str) -> QueryResult<()> {
    diesel::sql_query("SELECT create_reference_table($1::regclass)")
        .bind::<Text, _>(table)
        .execute(conn)
        .map(drop)
}

/// Spreads a table by workspace over that many pieces.
pub fn spread(conn: &mut PgConnection, table: &str, shards: i32) -> QueryResult<()> {
    diesel::sql_query(
        "SELECT create_distributed_table($1::regclass, 'workspace_id', shard_count => $2)",
    )
    .bind::<Text, _>(table)
    .bind::<Integer, _>(shards)
    .execute(conn)
    .map(drop)
}

/// Spreads a table so that the rows of a workspace are where those of another table are.
pub fn spread_with(conn: &mut PgConnection, table: &str, other: &str) -> QueryResult<()> {
    diesel::sql_query(
        "SELECT create_distributed_table($1::regclass, 'workspace_id', colocate_with => $2)",
    )
    .bind::<Text, _>(table)
    .bind::<Text, _>(other)
    .execute(conn)
    .map(drop)
}

fn ask(conn: &mut PgConnection, condition: &str) -> QueryResult<bool> {
    diesel::sql_query(format!("SELECT {condition} AS is_so"))
        .get_result::<Answer>(conn)
        .map(|row| row.is_so)
}
