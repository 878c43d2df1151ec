//! Opening a connection.

use std::thread;
use std::time::{Duration, Instant};

use diesel::connection::{CacheSize, SimpleConnection};
use diesel::{Connection, PgConnection};

use super::failure;
use super::interrupt;
use super::target::Target;
use crate::error::{Advice, Code};

const FIRST_PAUSE: Duration = Duration::from_millis(100);
const LONGEST_PAUSE: Duration = Duration::from_secs(2);

/// Connects as `automatos/<command>`.
pub fn open(target: &Target, command: &str) -> Result<PgConnection, Advice> {
    let string = target.connection_string(&format!("automatos/{command}"));
    let mut conn =
        PgConnection::establish(&string).map_err(|error| failure::connection(&error, target))?;
    // One-shot queries then take one message instead of two, and a pooler that gives each
    // transaction another server session does not lose prepared statements.
    conn.set_prepared_statement_cache_size(CacheSize::Disabled);
    Ok(conn)
}

/// Connects, trying again while the server is not there and `patience` is not used up.
pub fn open_patiently(
    target: &Target,
    command: &str,
    patience: Duration,
) -> anyhow::Result<PgConnection> {
    let start = Instant::now();
    let mut pause = FIRST_PAUSE;
    loop {
        let advice = match open(target, command) {
            Ok(conn) => return Ok(conn),
            Err(advice) => advice,
        };
        let left = patience.saturating_sub(start.elapsed());
        if advice.code != Code::DatabaseUnreachable || left.is_zero() {
            return Err(advice.into());
        }
        thread::sleep(pause.min(left));
        interrupt::check()?;
        pause = (pause * 2).min(LONGEST_PAUSE);
    }
}

/// Signs in to a server that has nothing to do with this tool's own database, and runs a query there.
/// `keywords` are those of libpq.
pub fn try_out(keywords: &[(&str, &str)], query: &str) -> Result<(), Advice> {
    let target = Target::of(keywords);
    let mut conn = open(&target, "credential test")?;
    conn.batch_execute(query)
        .map_err(|error| failure::statement(&error))
}
