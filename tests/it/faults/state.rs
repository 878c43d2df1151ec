//! Whether a database is as it was before a command, as it should be after, or neither.

use std::collections::BTreeMap;

use super::commands::Command;
use crate::support::{Automatos, eventually};

/// How a command leaves a database where nothing goes wrong: its objects, and how many rows each
/// table has.
#[derive(PartialEq, Eq)]
pub struct After {
    objects: String,
    counts: BTreeMap<String, usize>,
    done: String,
}

/// What a database holds, to the row.
pub struct Before {
    objects: String,
    rows: BTreeMap<String, String>,
}

impl After {
    /// What the command makes of a database of its own.
    pub fn of(command: &Command) -> Self {
        let automatos = (command.ready)();
        automatos.run(command.line).ok();
        Self::read(&automatos)
    }

    fn read(automatos: &Automatos) -> Self {
        let rows = automatos.db.rows();
        let counts = rows
            .iter()
            .map(|(table, rows)| (table.clone(), rows.lines().count()))
            .collect();
        // A change of a row that is there shows in the trail alone.
        let done = automatos.db.query(
            "SELECT command, object_type, object_name, action, count(*) FROM audit_events \
             GROUP BY 1, 2, 3, 4 ORDER BY 1, 2, 3, 4",
        );
        Self {
            objects: automatos.db.objects(),
            counts,
            done,
        }
    }
}

impl Before {
    /// What is there now.
    pub fn read(automatos: &Automatos) -> Self {
        Self {
            objects: automatos.db.objects(),
            rows: automatos.db.rows(),
        }
    }

    /// Whether only that is there now. What was refused is on record, in a transaction of its own; and
    /// the bytes of a package are put before its row, so that orphans are left, which `maintain` sweeps.
    fn is_left(&self, automatos: &Automatos) -> bool {
        let logs = ["audit_events", "credential_audit_logs"];
        let same = |(table, rows): (&String, &String)| {
            let was = self.rows.get(table).map_or("", String::as_str);
            let is_log = logs.iter().any(|log| table.starts_with(log));
            let is_refusal = |line: &str| line.contains("|refused|") || line.contains("|f|");
            let stays = |line: &&str| !(is_log && is_refusal(line));
            table.starts_with("package_")
                || rows.lines().filter(stays).eq(was.lines().filter(stays))
        };
        automatos.db.objects() == self.objects && automatos.db.rows().iter().all(same)
    }
}

/// `before` or `after`; anything between fails the test.
#[track_caller]
pub fn state(automatos: &Automatos, before: &Before, after: &After, told: &str) -> &'static str {
    settle(automatos);
    if before.is_left(automatos) {
        return "before";
    }
    assert!(
        After::read(automatos) == *after,
        "neither before nor after: {told}"
    );
    "after"
}

/// Waits until the server has noticed that the command is gone.
fn settle(automatos: &Automatos) {
    let sql = "SELECT pid FROM pg_stat_activity WHERE datname = current_database() \
               AND application_name LIKE 'automatos/%'";
    eventually("no session of the command is left", || {
        automatos.db.query(sql).is_empty()
    });
}
