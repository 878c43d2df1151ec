//! A database whose tables are there without a record of who made them is adopted: migrations whose
//! work is there are recorded as applied, and tables that something else made become ours, row by row.

mod comparison;
mod convert;

use std::collections::BTreeSet;

use anyhow::Context;
use diesel::PgConnection;
use serde::Serialize;
use serde_json::json;

use self::comparison::{Facts, differences, matching, too_early};
pub use self::convert::Converted;
use super::state::{Schema, State, read};
use super::{Action, Ran, apply, bring_up_to_date, finish, known};
use crate::db::migrations::{self, ALL};
use crate::db::{self, Commit, Exclusion, Session, catalog, legacy_tool};
use crate::error::{Advice, Code};
use crate::ops::deed::{Deed, Object};

/// What to adopt.
#[derive(Debug, Clone)]
pub enum Extent {
    /// Whatever is there.
    Detected,
    /// The migrations up to and including that version, which must all be there.
    UpTo(String),
}

/// What was adopted, or would be.
#[derive(Debug, Serialize)]
pub struct Baseline {
    /// Migrations whose work was there: they are recorded, and were not run.
    pub adopted: Vec<Adopted>,
    /// Tables that something else made.
    pub converted: Vec<Converted>,
    /// Migrations that ran, which tables to convert make necessary.
    pub applied: Vec<Ran>,
    /// Assignments that were made of lists of tools in the configurations of agents.
    pub assignments: i64,
    /// Migrations that are still to run.
    pub pending: usize,
    pub dry_run: bool,
}

/// A migration whose work was there.
#[derive(Debug, Serialize)]
pub struct Adopted {
    pub version: &'static str,
    pub name: &'static str,
}

/// Adopts in one transaction, or says what differs and changes nothing.
pub fn run(session: &mut Session, extent: &Extent, deed: &Deed<'_>) -> anyhow::Result<Baseline> {
    db::write(session, deed.commit, Exclusion::Schema, |conn| {
        let schema = read(conn)?;
        schema.check()?;
        let recorded = recorded(&schema)?;
        let expected = expected(conn)?;
        let there = catalog::facts(conn).context("the tables cannot be looked at")?;
        let count = match extent {
            Extent::Detected => detected(recorded, &expected, &there)?,
            Extent::UpTo(version) => up_to(version, &expected, &there)?,
        };
        let adopted = record(conn, recorded, count)?;
        let mut baseline = Baseline {
            adopted,
            converted: Vec::new(),
            applied: Vec::new(),
            assignments: 0,
            pending: 0,
            dry_run: deed.commit == Commit::DryRun,
        };
        match extent {
            Extent::Detected => {
                let foreign = foreign(&expected, count, &there);
                convert_all(conn, &foreign, deed, &mut baseline)?;
            }
            Extent::UpTo(_) => {}
        }
        if !baseline.is_empty() {
            finish(conn)?;
            write_down(conn, &baseline, deed)?;
        }
        baseline.pending = read(conn)?.pending().count();
        Ok(baseline)
    })
}

impl Baseline {
    /// Whether there was nothing to adopt.
    pub fn is_empty(&self) -> bool {
        self.adopted.is_empty() && self.converted.is_empty() && self.assignments == 0
    }
}

/// How many migrations are recorded; refuses gaps, which `migrate run` closes.
fn recorded(schema: &Schema) -> Result<usize, Advice> {
    if let Some(step) = schema
        .steps
        .iter()
        .find(|step| step.state == State::OutOfOrder)
    {
        let message = format!(
            "newer migrations than {} {} are recorded as applied",
            step.version, step.name
        );
        return Err(Advice::new(Code::MigrationDiffers, message).hint("run `automatos migrate`"));
    }
    let applied = schema
        .steps
        .iter()
        .filter(|step| step.state == State::Applied);
    Ok(applied.count())
}

/// What is so after each migration: all of them run in a schema of their own, which is taken back.
fn expected(conn: &mut PgConnection) -> anyhow::Result<Vec<Facts>> {
    db::taken_back(conn, |conn| {
        catalog::enter_scratch(conn).context("the migrations cannot be tried out")?;
        migrations::create_tables(conn)?;
        let mut after = Vec::new();
        for migration in ALL.iter() {
            apply(conn, migration)?;
            after.push(catalog::facts(conn)?);
        }
        Ok(after)
    })
}

/// How many migrations are there, which are all that are recorded or more.
fn detected(recorded: usize, expected: &[Facts], there: &Facts) -> anyhow::Result<usize> {
    let count = matching(expected, there);
    let last = recorded.checked_sub(1).and_then(|last| expected.get(last));
    match (last, expected.last()) {
        (Some(facts), Some(complete)) if recorded > count => {
            let mut lines = differences(facts, there);
            lines.extend(too_early(facts, complete, there));
            Err(differs("the tables of the recorded migrations", &lines))
        }
        (Some(_) | None, _) => Ok(count),
    }
}

/// How many migrations that version stands for, when the work of all is there.
fn up_to(version: &str, expected: &[Facts], there: &Facts) -> anyhow::Result<usize> {
    let migration = known(version)?;
    let place = ALL.iter().position(|one| one.version == migration.version);
    let place = place.context("a known migration is in the list")?;
    let facts = expected.get(place).context("every migration was tried")?;
    let missing = differences(facts, there);
    if missing.is_empty() {
        return Ok(place + 1);
    }
    Err(differs(
        &format!("the migrations up to {version}"),
        &missing,
    ))
}

/// Records those that are there and not recorded yet.
fn record(conn: &mut PgConnection, recorded: usize, count: usize) -> anyhow::Result<Vec<Adopted>> {
    let mut adopted = Vec::new();
    if recorded < count {
        migrations::create_tables(conn)?;
    }
    for migration in ALL.iter().take(count).skip(recorded) {
        migrations::record(conn, migration, 0)
            .with_context(|| format!("the migration {} cannot be recorded", migration.version))?;
        adopted.push(Adopted {
            version: migration.version,
            name: migration.name,
        });
    }
    Ok(adopted)
}

/// The tables that are there though the migration that makes them is not among the adopted.
fn foreign(expected: &[Facts], count: usize, there: &Facts) -> Vec<String> {
    let names = |facts: Option<&Facts>| -> BTreeSet<String> {
        let facts = facts.into_iter().flatten();
        facts.map(|fact| fact.table.clone()).collect()
    };
    let ours = names(expected.last());
    let adopted = names(count.checked_sub(1).and_then(|last| expected.get(last)));
    let there = names(Some(there));
    ours.intersection(&there)
        .filter(|table| !adopted.contains(*table))
        .cloned()
        .collect()
}

fn convert_all(
    conn: &mut PgConnection,
    foreign: &[String],
    deed: &Deed<'_>,
    baseline: &mut Baseline,
) -> anyhow::Result<()> {
    let has_lists = catalog::has_table(conn, "agents")? && legacy_tool::is_there(conn)?;
    if foreign.is_empty() && !has_lists {
        return Ok(());
    }
    if !foreign.is_empty() {
        convert::move_aside(conn, foreign)?;
    }
    let migrated = bring_up_to_date(conn, None, deed.commit)?;
    baseline.applied = migrated.ran;
    if !foreign.is_empty() {
        baseline.converted = convert::bring_back(conn, foreign)?;
    }
    let unknown = legacy_tool::unknown(conn)?;
    if !unknown.is_empty() {
        let lines: Vec<String> = unknown
            .into_iter()
            .map(|it| {
                format!(
                    "agents.configuration of `{}`: no app is known as `{}`",
                    it.agent, it.word
                )
            })
            .collect();
        return Err(differs("lists of tools", &lines));
    }
    baseline.assignments = legacy_tool::assign(conn, deed.actor)
        .context("lists of tools cannot become assignments")?;
    Ok(())
}

/// One row of the audit trail, once there is one.
fn write_down(conn: &mut PgConnection, baseline: &Baseline, deed: &Deed<'_>) -> anyhow::Result<()> {
    if !catalog::has_table(conn, "audit_events")? {
        return Ok(());
    }
    let adopted: Vec<&str> = baseline.adopted.iter().map(|one| one.version).collect();
    let applied: Vec<&str> = baseline
        .applied
        .iter()
        .filter(|ran| ran.action == Action::Apply)
        .map(|ran| ran.version)
        .collect();
    let rows: serde_json::Map<String, serde_json::Value> = baseline
        .converted
        .iter()
        .map(|table| (table.table.clone(), json!(table.rows)))
        .collect();
    let after = json!({
        "adopted": adopted,
        "applied": applied,
        "converted_rows": rows,
        "assignments": baseline.assignments,
    });
    let object = Object {
        workspace_id: None,
        kind: "migration",
        id: "baseline",
        name: "baseline",
    };
    deed.record(conn, &object, ("adopt", None), (json!({}), after))
        .context("the audit trail cannot be written")
}

/// So many differences are told one by one.
const MOST_TOLD: usize = 20;

/// Why what is there cannot be adopted.
fn differs(what: &str, lines: &[String]) -> anyhow::Error {
    let mut told: Vec<&str> = lines.iter().take(MOST_TOLD).map(String::as_str).collect();
    let more = format!("and {} more", lines.len().saturating_sub(MOST_TOLD));
    if lines.len() > MOST_TOLD {
        told.push(&more);
    }
    Advice::new(
        Code::MigrationDiffers,
        format!("{what} cannot be adopted:\n  {}", told.join("\n  ")),
    )
    .hint("nothing was changed: mend these by hand, then try again with `--dry-run`")
    .into()
}
