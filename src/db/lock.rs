//! The one advisory lock of whatever migrates, seeds or maintains, and who holds it.

use std::fmt;

use diesel::prelude::*;
use diesel::sql_types::{BigInt, Double, Integer, Nullable, Text};

/// The key of the lock. The platform's own loader guards its boot with the same one.
pub const MAINTENANCE_KEY: i64 = 47111;

/// A statement that takes the lock for the transaction it stands in, or fails with a division by
/// zero when another holds it. As a statement without a result it can share one message with
/// BEGIN. A lock that blocks is no choice: its waiter would deadlock CREATE INDEX CONCURRENTLY.
pub fn try_sql() -> String {
    format!("SELECT 1 / pg_try_advisory_xact_lock({MAINTENANCE_KEY})::int")
}

/// An expression that is true when it took the lock for the session, which must be this tool's alone.
/// Only what cannot run in a transaction takes it so.
pub fn try_session_sql() -> String {
    format!("pg_try_advisory_lock({MAINTENANCE_KEY})")
}

/// A statement that gives the session's lock back.
pub fn release_session_sql() -> String {
    format!("SELECT pg_advisory_unlock({MAINTENANCE_KEY})")
}

/// Who holds the lock.
#[derive(Debug, Clone, QueryableByName)]
pub struct Holder {
    #[diesel(sql_type = Integer)]
    pid: i32,
    #[diesel(sql_type = Nullable<Text>)]
    application_name: Option<String>,
    #[diesel(sql_type = Nullable<Double>)]
    seconds: Option<f64>,
}

impl fmt::Display for Holder {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let name = self.application_name.as_deref().unwrap_or("");
        let name = if name.is_empty() { "a session" } else { name };
        write!(f, "{name} (pid {}", self.pid)?;
        if let Some(seconds) = self.seconds {
            write!(f, ", for {seconds:.0} s")?;
        }
        f.write_str(")")
    }
}

/// The session that holds the lock in this database, if any.
pub fn holder(conn: &mut PgConnection) -> QueryResult<Option<Holder>> {
    diesel::sql_query(
        "SELECT l.pid, a.application_name, \
                extract(epoch FROM clock_timestamp() - coalesce(a.xact_start, a.backend_start))::float8 AS seconds \
         FROM pg_locks l LEFT JOIN pg_stat_activity a ON a.pid = l.pid \
         WHERE l.locktype = 'advisory' AND l.granted AND l.objsubid = 1 \
           AND l.database = (SELECT oid FROM pg_database WHERE datname = current_database()) \
           AND ((l.classid::int8 << 32) | l.objid::int8) = $1 AND l.pid <> pg_backend_pid() LIMIT 1",
    )
    .bind::<BigInt, _>(MAINTENANCE_KEY)
    .get_result(conn)
    .optional()
}
