//! Whether somebody looks after the database.

use chrono::{DateTime, TimeDelta, Utc};

use super::{Check, Finding, Patient};
use crate::db::audit_event;
use crate::ops::maintain;

/// Cron runs it every night; two missed nights are worth a word.
const MOST_DAYS: i64 = 2;

pub const MAINTENANCE: Check = Check {
    name: "maintenance",
    about: "`automatos maintain run` ran within the last two days",
    needs_schema: true,
    run: maintenance,
};

fn maintenance(patient: &mut Patient<'_>) -> anyhow::Result<Vec<Finding>> {
    let last = audit_event::last_of(&mut patient.session.conn, maintain::OBJECT_TYPE)?;
    let now = DateTime::<Utc>::from(patient.now);
    let advice = "put `automatos maintain run -q --on-busy skip` into cron";
    Ok(vec![match last {
        None => Finding::warning("it never ran").mend(advice),
        Some(at) if now - at > TimeDelta::days(MOST_DAYS) => {
            Finding::warning(format!("it ran last {}", at.format("%Y-%m-%d %H:%M UTC")))
                .mend(advice)
        }
        Some(at) => Finding::fine(format!("it ran last {}", at.format("%Y-%m-%d %H:%M UTC"))),
    }])
}
