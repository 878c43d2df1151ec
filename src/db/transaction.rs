//! Transactions, kept or only tried. Every write of this tool runs in one that begins here.

use std::thread;
use std::time::{Duration, Instant};

use diesel::connection::SimpleConnection;
use diesel::prelude::*;
use diesel::sql_types::Integer;
use uuid::Uuid;

use super::interrupt::{self, Backend, Guard};
use super::session::Session;
use super::{commit, failure, lock};
use crate::error::{Advice, Code};

pub(super) const FIRST_PAUSE: Duration = Duration::from_millis(250);
pub(super) const LONGEST_PAUSE: Duration = Duration::from_secs(5);

/// Whether a transaction's work stays.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Commit {
    /// Keep the changes.
    Keep,
    /// Do all the work, report it, then roll it back.
    DryRun,
}

impl Commit {
    /// Keep the changes unless it is a dry run.
    pub const fn unless(dry_run: bool) -> Self {
        if dry_run { Self::DryRun } else { Self::Keep }
    }
}

/// Whether a transaction excludes others like it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Exclusion {
    /// It takes the maintenance lock and changes rows: what it read cannot change under it
    /// unnoticed (REPEATABLE READ).
    Rows,
    /// It takes the maintenance lock and changes the schema: each statement sees what others
    /// committed before the lock was granted (READ COMMITTED).
    Schema,
    /// It takes no lock; REPEATABLE READ.
    None,
}

impl Exclusion {
    const fn isolation(self) -> &'static str {
        match self {
            Self::Rows | Self::None => "REPEATABLE READ",
            Self::Schema => "READ COMMITTED",
        }
    }
}

/// Runs `work` in one transaction and returns what it returns, committed or not. After a lock
/// timeout, a deadlock or a serialization failure the whole of it is run again, so `work` must
/// have no effect but on the database.
pub fn write<T>(
    session: &mut Session,
    commit: Commit,
    exclusion: Exclusion,
    mut work: impl FnMut(&mut PgConnection) -> anyhow::Result<T>,
) -> anyhow::Result<T> {
    let mut tries = 0;
    loop {
        let outcome = once(session, commit, exclusion, &mut work);
        match outcome {
            Err(error)
                if tries < session.limits.retries
                    && interrupt::signal().is_none()
                    && failure::is_worth_retrying(&error) =>
            {
                tries += 1;
                thread::sleep(jittered(FIRST_PAUSE * 2u32.pow(tries.min(4))));
            }
            other => return other,
        }
    }
}

/// Runs `work`, which reads only, so that all it reads is of one moment.
pub fn snapshot<T>(
    conn: &mut PgConnection,
    work: impl FnOnce(&mut PgConnection) -> anyhow::Result<T>,
) -> anyhow::Result<T> {
    conn.batch_execute("BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY")?;
    let done = work(conn);
    // There is nothing to keep; where the connection is gone, the work has said so.
    drop(conn.batch_execute("ROLLBACK"));
    done
}

fn once<T>(
    session: &mut Session,
    commit: Commit,
    exclusion: Exclusion,
    work: &mut impl FnMut(&mut PgConnection) -> anyhow::Result<T>,
) -> anyhow::Result<T> {
    let backend = begin(session, exclusion).map_err(commit::lost_before)?;
    let guard = Guard::new(&session.target, backend);
    let done = work(&mut session.conn).and_then(|done| {
        interrupt::check()?;
        Ok(done)
    });
    drop(guard);
    match (done, commit) {
        (Ok(done), Commit::Keep) => {
            commit::keep(session)?;
            Ok(done)
        }
        (Ok(done), Commit::DryRun) => {
            session.conn.batch_execute("ROLLBACK")?;
            Ok(done)
        }
        (Err(error), Commit::Keep | Commit::DryRun) => {
            // The connection may be gone, and with it the transaction: the first error is the one
            // that matters.
            drop(session.conn.batch_execute("ROLLBACK"));
            Err(commit::lost_before(error))
        }
    }
}

fn begin(session: &mut Session, exclusion: Exclusion) -> anyhow::Result<Backend> {
    match exclusion {
        Exclusion::Rows | Exclusion::Schema => {
            begin_exclusively(session, exclusion)?;
            Ok(Backend::LockHolder)
        }
        Exclusion::None => {
            let sql = begin_sql(session, exclusion);
            session.conn.batch_execute(&sql)?;
            Ok(Backend::Pid(backend_pid(&mut session.conn)?))
        }
    }
}

/// One message that begins a transaction and sets its bounds. The three last settings are what
/// Citus needs; plain PostgreSQL takes them as names without a meaning.
fn begin_sql(session: &Session, exclusion: Exclusion) -> String {
    format!(
        "BEGIN ISOLATION LEVEL {}; \
         SET LOCAL lock_timeout = {}; SET LOCAL statement_timeout = {}; \
         SET LOCAL citus.enable_local_reference_table_foreign_keys = off; \
         SET LOCAL citus.multi_shard_modify_mode = 'sequential'; \
         SET LOCAL citus.propagate_set_commands = 'local'",
        exclusion.isolation(),
        session.limits.lock_timeout.as_millis(),
        session.limits.statement_timeout.as_millis(),
    )
}

/// Begins a transaction that holds the maintenance lock, waiting for it as long as allowed.
fn begin_exclusively(session: &mut Session, exclusion: Exclusion) -> anyhow::Result<()> {
    let sql = format!("{}; {}", begin_sql(session, exclusion), lock::try_sql());
    let start = Instant::now();
    let mut pause = FIRST_PAUSE;
    let mut named = false;
    loop {
        let Err(error) = session.conn.batch_execute(&sql) else {
            return Ok(());
        };
        session.conn.batch_execute("ROLLBACK")?;
        let holder = lock::holder(&mut session.conn)?;
        if holder.is_none() && !is_division(&error) {
            return Err(error.into());
        }
        let left = session.limits.lock_wait.saturating_sub(start.elapsed());
        if left.is_zero() {
            return Err(busy(holder).into());
        }
        if let (Some(holder), false) = (holder, named) {
            (session.remark)(&format!(
                "waiting for {holder} to release the maintenance lock"
            ));
            named = true;
        }
        thread::sleep(jittered(pause).min(left));
        interrupt::check()?;
        pause = (pause * 2).min(LONGEST_PAUSE);
    }
}

/// Why the maintenance lock is not to be had.
pub(super) fn busy(holder: Option<lock::Holder>) -> Advice {
    let who = holder.map_or_else(|| "another session".to_owned(), |holder| holder.to_string());
    let message = format!("the maintenance lock is held by {who}");
    Advice::new(Code::LockBusy, message).hint("try again later, or wait longer with `--lock-wait`")
}

/// The answer of [`lock::try_sql`] when the lock is taken.
fn is_division(error: &diesel::result::Error) -> bool {
    matches!(error, diesel::result::Error::DatabaseError(_, information)
        if information.message() == "division by zero")
}

/// Runs `work` in the transaction that is open, and takes back all that it did to the database.
pub fn taken_back<T>(
    conn: &mut PgConnection,
    work: impl FnOnce(&mut PgConnection) -> anyhow::Result<T>,
) -> anyhow::Result<T> {
    conn.batch_execute("SAVEPOINT tried")?;
    let done = work(conn)?;
    conn.batch_execute("ROLLBACK TO SAVEPOINT tried; RELEASE SAVEPOINT tried")?;
    Ok(done)
}

fn backend_pid(conn: &mut PgConnection) -> QueryResult<i32> {
    diesel::select(diesel::dsl::sql::<Integer>("pg_backend_pid()")).get_result(conn)
}

/// Between a half and the whole of a pause, so that waiters do not march in step.
pub(super) fn jittered(pause: Duration) -> Duration {
    // The end of a time-ordered UUID is random.
    let random = Uuid::now_v7().as_bytes()[15];
    pause.mul_f64(0.5 + f64::from(random) / 512.0)
}
