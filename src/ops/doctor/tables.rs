//! Migrations, indexes, partitions and the statistics of tables.

use diesel::PgConnection;

use super::{Check, Finding, Patient};
use crate::db::health::{self, Neglected};
use crate::db::partition;
use crate::ops::migrate::{self, State};

pub const MIGRATIONS: Check = Check {
    name: "migrations",
    about: "every migration is applied as this binary has it",
    needs_schema: false,
    run: migrations,
};

pub const INDEXES: Check = Check {
    name: "indexes",
    about: "every index is valid",
    needs_schema: false,
    run: indexes,
};

pub const PARTITIONS: Check = Check {
    name: "partitions",
    about: "the logs have partitions for this month and the next three",
    needs_schema: true,
    run: partitions,
};

pub const STATISTICS: Check = Check {
    name: "statistics",
    about: "autovacuum keeps up with every table",
    needs_schema: false,
    run: statistics,
};

/// Whether the tables are those that this binary knows.
pub fn is_current(conn: &mut PgConnection) -> anyhow::Result<bool> {
    let schema = migrate::state(conn)?;
    Ok(schema.steps.iter().all(|step| step.state == State::Applied))
}

fn migrations(patient: &mut Patient<'_>) -> anyhow::Result<Vec<Finding>> {
    let schema = migrate::state(&mut patient.session.conn)?;
    let mut findings = Vec::new();
    let pending = schema.pending().count();
    if pending > 0 {
        let message = format!("{pending} migrations are not applied");
        findings.push(Finding::problem(message).mend("automatos migrate"));
    }
    for step in &schema.steps {
        let name = format!("{} {}", step.version, step.name);
        match step.state {
            State::Applied | State::Pending | State::OutOfOrder => {}
            State::Changed => findings.push(
                Finding::problem(format!(
                    "the migration {name} was applied with other SQL than this binary has"
                ))
                .mend(format!(
                    "compare both versions, then automatos migrate repair --accept {}",
                    step.version
                )),
            ),
            State::Missing => findings.push(
                Finding::problem(format!("this binary does not know the migration {name}"))
                    .mend("install a newer automatos"),
            ),
        }
    }
    if findings.is_empty() {
        let count = schema.steps.len();
        findings.push(Finding::fine(format!("all {count} migrations are applied")));
    }
    Ok(findings)
}

fn indexes(patient: &mut Patient<'_>) -> anyhow::Result<Vec<Finding>> {
    let invalid = health::invalid_indexes(&mut patient.session.conn)?;
    if invalid.is_empty() {
        return Ok(vec![Finding::fine("every index is valid")]);
    }
    let told = |name: String| {
        Finding::problem(format!(
            "the index {name} is not valid: it costs writes and helps no read"
        ))
        .mend(format!("psql -c 'REINDEX INDEX CONCURRENTLY \"{name}\"'"))
    };
    Ok(invalid.into_iter().map(told).collect())
}

fn partitions(patient: &mut Patient<'_>) -> anyhow::Result<Vec<Finding>> {
    let missing = partition::missing(&mut patient.session.conn)?;
    Ok(vec![if missing.is_empty() {
        Finding::fine("the partitions of this month and the next three are there")
    } else {
        let names: Vec<String> = missing.iter().map(partition::Partition::name).collect();
        Finding::problem(format!(
            "partitions of logs are missing: {}",
            names.join(", ")
        ))
        .mend("automatos maintain run partitions")
    }])
}

fn statistics(patient: &mut Patient<'_>) -> anyhow::Result<Vec<Finding>> {
    let neglected = health::neglected_tables(&mut patient.session.conn)?;
    if neglected.is_empty() {
        return Ok(vec![Finding::fine("autovacuum keeps up")]);
    }
    let told = |table: Neglected| {
        let Neglected {
            name,
            live,
            dead,
            analyzed_at,
        } = table;
        let since = analyzed_at.map_or_else(
            || "never analyzed".to_owned(),
            |at| format!("analyzed {}", at.format("%Y-%m-%d")),
        );
        Finding::warning(format!(
            "the table {name} has {dead} dead rows beside {live} live ones ({since})"
        ))
        .mend(format!("psql -c 'VACUUM (ANALYZE) {name}'"))
    };
    Ok(neglected.into_iter().map(told).collect())
}
