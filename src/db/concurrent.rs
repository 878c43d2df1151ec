//! Indexes that are built while others write: outside a transaction, a statement at a time, on a
//! session that holds the maintenance lock.

use std::thread;
use std::time::Instant;

use diesel::connection::SimpleConnection;
use diesel::prelude::*;
use diesel::sql_types::{Bool, Integer, Text};

use super::interrupt::{self, Backend, Guard};
use super::session::Session;
use super::transaction::{FIRST_PAUSE, LONGEST_PAUSE, busy, jittered};
use super::{failure, lock, pooler, statements};

/// How the index of a name stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Standing {
    Absent,
    Valid,
    /// Its build was cut short: it costs, and serves nothing.
    Invalid,
}

/// Runs the statements of `sql` one by one, then `record`, all under the maintenance lock. An index
/// that an earlier run left unfinished is built anew, one that it finished is left as it is. The
/// bound on statements does not hold: the larger a table the longer it takes.
pub fn run(
    session: &mut Session,
    sql: &str,
    record: impl FnOnce(&mut PgConnection) -> QueryResult<()>,
) -> anyhow::Result<()> {
    pooler::refuse(&session.target, "building an index while others write")?;
    let pid: i32 = diesel::select(diesel::dsl::sql::<Integer>("pg_backend_pid()"))
        .get_result(&mut session.conn)?;
    take_lock(session)?;
    let guard = Guard::new(&session.target, Backend::Pid(pid));
    let bounds = format!(
        "SET statement_timeout = 0; SET lock_timeout = {}",
        session.limits.lock_timeout.as_millis()
    );
    let done = session
        .conn
        .batch_execute(&bounds)
        .map_err(anyhow::Error::from)
        .and_then(|()| {
            for statement in statements::split(sql) {
                interrupt::check()?;
                one(session, statement)?;
            }
            Ok(record(&mut session.conn)?)
        });
    drop(guard);
    let after = format!(
        "RESET statement_timeout; RESET lock_timeout; {}",
        lock::release_session_sql()
    );
    match done {
        Ok(()) => Ok(session.conn.batch_execute(&after)?),
        Err(error) => {
            // The connection may be gone, and with it the lock: the first error is the one that matters.
            drop(session.conn.batch_execute(&after));
            Err(error)
        }
    }
}

fn take_lock(session: &mut Session) -> anyhow::Result<()> {
    let start = Instant::now();
    let mut pause = FIRST_PAUSE;
    loop {
        let taken: bool = diesel::select(diesel::dsl::sql::<Bool>(&lock::try_session_sql()))
            .get_result(&mut session.conn)?;
        if taken {
            return Ok(());
        }
        let left = session.limits.lock_wait.saturating_sub(start.elapsed());
        if left.is_zero() {
            return Err(busy(lock::holder(&mut session.conn)?).into());
        }
        thread::sleep(jittered(pause).min(left));
        interrupt::check()?;
        pause = (pause * 2).min(LONGEST_PAUSE);
    }
}

/// One statement; where it builds an index, until that is valid.
fn one(session: &mut Session, statement: &str) -> anyhow::Result<()> {
    let Some(index) = built_index(statement) else {
        return Ok(session.conn.batch_execute(statement)?);
    };
    match standing(&mut session.conn, index)? {
        Standing::Valid => return Ok(()),
        Standing::Invalid => remove(&mut session.conn, index)?,
        Standing::Absent => {}
    }
    let mut tries = 0;
    loop {
        let built = session.conn.batch_execute(statement);
        let standing = standing(&mut session.conn, index)?;
        let error = match (built, standing) {
            (Ok(()), Standing::Valid) => return Ok(()),
            (Ok(()), Standing::Absent | Standing::Invalid) => {
                anyhow::anyhow!("the index {index} is not valid after it was built")
            }
            (Err(error), _) => anyhow::Error::from(error),
        };
        interrupt::check()?;
        if standing == Standing::Invalid {
            remove(&mut session.conn, index)?;
        }
        // What is in the rows stays as it is; what others held may be free.
        let most = if failure::is_worth_retrying(&error) {
            session.limits.retries
        } else {
            1
        };
        if tries >= most {
            return Err(error.context(format!("the index {index} cannot be built")));
        }
        tries += 1;
        thread::sleep(jittered(FIRST_PAUSE * 2u32.pow(tries.min(4))));
    }
}

fn remove(conn: &mut PgConnection, index: &str) -> anyhow::Result<()> {
    let dropped = conn.batch_execute(&format!("DROP INDEX CONCURRENTLY IF EXISTS {index}"));
    dropped.map_err(|error| {
        anyhow::Error::from(error).context(format!(
            "the index {index} is unfinished and cannot be dropped now: run `automatos migrate` again"
        ))
    })
}

fn standing(conn: &mut PgConnection, index: &str) -> QueryResult<Standing> {
    #[derive(QueryableByName)]
    struct Valid {
        #[diesel(sql_type = Bool)]
        valid: bool,
    }
    let found: Option<Valid> = diesel::sql_query(
        "SELECT indisvalid AND indisready AS valid FROM pg_index WHERE indexrelid = to_regclass($1)",
    )
    .bind::<Text, _>(index)
    .get_result(conn)
    .optional()?;
    Ok(match found {
        None => Standing::Absent,
        Some(Valid { valid: true }) => Standing::Valid,
        Some(Valid { valid: false }) => Standing::Invalid,
    })
}

/// The name in `CREATE [UNIQUE] INDEX CONCURRENTLY name ON …`.
fn built_index(statement: &str) -> Option<&str> {
    let mut words = statement
        .lines()
        .filter(|line| !line.trim_start().starts_with("--"))
        .flat_map(str::split_whitespace)
        .skip_while(|word| *word != "CONCURRENTLY");
    words.next()?;
    let creates = statement.split_whitespace().any(|word| word == "CREATE");
    words.next().filter(|_| creates)
}

#[cfg(test)]
mod tests {
    use super::built_index;

    #[test]
    fn the_index_of_a_statement_is_found() {
        let one = "-- Why.\nCREATE UNIQUE INDEX CONCURRENTLY it_key\n    ON it (name)";
        assert_eq!(built_index(one), Some("it_key"));
        assert_eq!(built_index("CREATE INDEX it_idx ON it (name)"), None);
        assert_eq!(built_index("DROP INDEX CONCURRENTLY it_idx"), None);
    }
}
