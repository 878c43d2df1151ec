//! The server, the connection to it, and who else is connected.

use chrono::{DateTime, Utc};

use super::{Check, Finding, Patient};
use crate::db::health::{self, LongTransaction};

/// The oldest and the newest release that the tool is tested with.
const RELEASES: std::ops::RangeInclusive<i32> = 14..=18;
/// Leases, expiries and logs go by the server's clock, people by their own.
const MOST_SKEW_SECONDS: i64 = 5;
const LONG_SECONDS: i64 = 15 * 60;

pub const VERSION: Check = Check {
    name: "version",
    about: "the server's release is one that the tool is tested with",
    needs_schema: false,
    run: version,
};

pub const WRITABLE: Check = Check {
    name: "writable",
    about: "the server takes writes",
    needs_schema: false,
    run: writable,
};

pub const ENCRYPTION: Check = Check {
    name: "encryption",
    about: "a connection over a network is encrypted",
    needs_schema: false,
    run: encryption,
};

pub const CLOCK: Check = Check {
    name: "clock",
    about: "the server's clock and this machine's agree",
    needs_schema: false,
    run: clock,
};

pub const CONNECTIONS: Check = Check {
    name: "connections",
    about: "the server has connections to spare",
    needs_schema: false,
    run: connections,
};

pub const TRANSACTIONS: Check = Check {
    name: "transactions",
    about: "no transaction has been open for long",
    needs_schema: false,
    run: transactions,
};

fn version(patient: &mut Patient<'_>) -> anyhow::Result<Vec<Finding>> {
    let server = health::server(&mut patient.session.conn)?;
    let release = server.version_number / 10_000;
    let message = format!("PostgreSQL {}", server.version);
    Ok(vec![if RELEASES.contains(&release) {
        Finding::fine(message)
    } else if release < *RELEASES.start() {
        Finding::problem(format!(
            "{message} is older than {}, the oldest that is supported",
            RELEASES.start()
        ))
    } else {
        Finding::warning(format!(
            "{message} is newer than {}, the newest that was tried",
            RELEASES.end()
        ))
    }])
}

fn writable(patient: &mut Patient<'_>) -> anyhow::Result<Vec<Finding>> {
    let server = health::server(&mut patient.session.conn)?;
    Ok(vec![if server.read_only {
        Finding::problem("the server is a standby, or refuses writes by its settings")
            .mend("point AUTOMATOS_DATABASE_URL at the primary server")
    } else {
        let mebibytes = server.database_bytes / (1 << 20);
        Finding::fine(format!("the database has {mebibytes} MiB"))
    }])
}

fn encryption(patient: &mut Patient<'_>) -> anyhow::Result<Vec<Finding>> {
    let server = health::server(&mut patient.session.conn)?;
    Ok(vec![match (server.over_network, server.encrypted) {
        (_, true) => Finding::fine("the connection is encrypted"),
        (false, false) => Finding::fine("the connection stays on this machine"),
        (true, false) => Finding::warning("the connection over the network is not encrypted")
            .mend("add sslmode=verify-full to the database URL"),
    }])
}

fn clock(patient: &mut Patient<'_>) -> anyhow::Result<Vec<Finding>> {
    let before = DateTime::<Utc>::from(patient.now);
    let server = health::server(&mut patient.session.conn)?;
    let skew = (server.now - before).num_seconds();
    Ok(vec![if skew.abs() <= MOST_SKEW_SECONDS {
        Finding::fine("the clocks agree")
    } else {
        let than = if skew > 0 { "ahead of" } else { "behind" };
        Finding::warning(format!(
            "the server's clock is {} s {than} this machine's",
            skew.abs()
        ))
        .mend("start time synchronisation on the machine that is wrong")
    }])
}

fn connections(patient: &mut Patient<'_>) -> anyhow::Result<Vec<Finding>> {
    let server = health::server(&mut patient.session.conn)?;
    let (used, most) = (server.connections, i64::from(server.max_connections));
    let message = format!("{used} of {most} connections are in use");
    Ok(vec![if used * 10 >= most * 9 {
        Finding::warning(message).mend("raise max_connections, or put a pooler in front")
    } else {
        Finding::fine(message)
    }])
}

fn transactions(patient: &mut Patient<'_>) -> anyhow::Result<Vec<Finding>> {
    let open = health::long_transactions(&mut patient.session.conn, LONG_SECONDS)?;
    if open.is_empty() {
        return Ok(vec![Finding::fine("no transaction is open for long")]);
    }
    let told = |open: LongTransaction| {
        let LongTransaction {
            pid,
            application,
            state,
            seconds,
        } = open;
        Finding::warning(format!(
            "a transaction of `{application}` (pid {pid}, {state}) is open for {} min: it keeps \
             migrations waiting and dead rows in the tables",
            seconds / 60
        ))
        .mend(format!("psql -c 'SELECT pg_terminate_backend({pid})'"))
    };
    Ok(open.into_iter().map(told).collect())
}
