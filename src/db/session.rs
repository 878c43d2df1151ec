//! A connection with what a command may do on it.

use std::time::Duration;

use diesel::dsl::sql;
use diesel::prelude::*;
use diesel::sql_types::Text;

use super::target::Target;

/// Bounds of the transactions of one command.
#[derive(Debug, Clone, Copy)]
pub struct Limits {
    /// How long a statement waits for a lock; zero is without bound.
    pub lock_timeout: Duration,
    /// How long a statement may take; zero is without bound.
    pub statement_timeout: Duration,
    /// How long to wait for the maintenance lock; zero fails at once.
    pub lock_wait: Duration,
    /// How often a transaction is tried again.
    pub retries: u32,
}

/// A connection, where it leads, its bounds, and whom it acts for.
pub struct Session {
    /// The connection.
    pub conn: PgConnection,
    /// Where it leads.
    pub target: Target,
    /// Bounds of its transactions.
    pub limits: Limits,
    /// Who acts, for the audit trail.
    pub actor: String,
    /// Tells a person something while the work goes on.
    pub remark: Box<dyn Fn(&str)>,
}

/// The user that the session was opened as, whatever role it took since.
pub fn user(conn: &mut PgConnection) -> QueryResult<String> {
    diesel::select(sql::<Text>("session_user::text")).get_result(conn)
}
