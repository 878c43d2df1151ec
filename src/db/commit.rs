//! The end of a transaction, told for certain: where the connection breaks while it commits, a
//! second one asks the server what became of it.

use std::thread;
use std::time::{Duration, Instant};

use anyhow::Context;
use diesel::connection::SimpleConnection;
use diesel::prelude::*;
use diesel::sql_types::{Nullable, Text};

use super::session::Session;
use super::{connect, failure};
use crate::error::{Advice, Code};

/// How long to ask a server that is away, or that has not noticed yet that the client is gone.
const PATIENCE: Duration = Duration::from_secs(10);
const PAUSE: Duration = Duration::from_millis(250);

#[derive(QueryableByName)]
struct Answer {
    #[diesel(sql_type = Nullable<Text>)]
    text: Option<String>,
}

/// Commits the open transaction.
pub fn keep(session: &mut Session) -> anyhow::Result<()> {
    let transaction = ask(
        &mut session.conn,
        "SELECT pg_current_xact_id_if_assigned()::text AS text",
    )
    .map_err(|error| lost_before(error.into()))?;
    let Err(error) = session.conn.batch_execute("COMMIT") else {
        return Ok(());
    };
    let is_lost = failure::statement(&error).code == Code::DatabaseLost;
    let failed = || "the transaction could not be committed".to_owned();
    match transaction {
        Some(transaction) if is_lost => settle(session, &transaction, error.into()),
        Some(_) | None => Err(error).with_context(failed),
    }
}

/// What to say of an error that came before the end of a transaction: a lost connection takes the
/// whole of it along.
pub fn lost_before(error: anyhow::Error) -> anyhow::Error {
    let is_lost = error
        .chain()
        .filter_map(|cause| cause.downcast_ref::<diesel::result::Error>())
        .any(|cause| failure::statement(cause).code == Code::DatabaseLost);
    if !is_lost {
        return error;
    }
    error.context(
        Advice::new(
            Code::DatabaseLost,
            "the connection was lost before the end; nothing of the transaction was kept",
        )
        .hint("try again"),
    )
}

/// Finds out what became of a transaction whose COMMIT was not answered.
fn settle(session: &Session, transaction: &str, error: anyhow::Error) -> anyhow::Result<()> {
    let start = Instant::now();
    loop {
        match status(session, transaction).as_deref() {
            Some("committed") => {
                (session.remark)("the connection was lost during COMMIT; the server kept it all");
                return Ok(());
            }
            Some("aborted") => return Err(lost_before(error)),
            // In progress: the server has not noticed yet. No answer: it is not back yet.
            Some(_) | None if start.elapsed() < PATIENCE => thread::sleep(PAUSE),
            Some(_) | None => {
                return Err(error.context(
                    Advice::new(
                        Code::DatabaseLost,
                        "the connection was lost during COMMIT, and the server does not say \
                         whether it was kept: all of it, or nothing",
                    )
                    .hint(format!(
                        "once the server is back: SELECT pg_xact_status('{transaction}')"
                    )),
                ));
            }
        }
    }
}

/// What the server says of a transaction; nothing where it cannot be asked.
fn status(session: &Session, transaction: &str) -> Option<String> {
    let mut conn = connect::open(&session.target, "settle").ok()?;
    let sql = format!("SELECT pg_xact_status('{transaction}'::xid8) AS text");
    // Asked again until patience ends: why there was no answer does not matter.
    ask(&mut conn, &sql).ok().flatten()
}

fn ask(conn: &mut PgConnection, sql: &str) -> QueryResult<Option<String>> {
    diesel::sql_query(sql)
        .get_result::<Answer>(conn)
        .map(|answer| answer.text)
}
