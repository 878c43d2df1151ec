//! Whether the rows make sense, and whether the packages they point at are there.

use anyhow::Context;

use super::{Check, Finding, Patient};
use crate::db::invariant::{self, Broken};
use crate::db::package_pointer;
use crate::ops::seed::status;
use crate::ops::store::verify::{self, Problem};

/// So many packages are read unless all are asked for.
const SAMPLE: i64 = 20;
/// So many damaged packages are named.
const MOST_NAMED: usize = 5;

pub const SEEDS: Check = Check {
    name: "seeds",
    about: "what was seeded is still there",
    needs_schema: true,
    run: seeds,
};

pub const ROWS: Check = Check {
    name: "rows",
    about: "no row is in a state that cannot be",
    needs_schema: true,
    run: rows,
};

pub const PACKAGES: Check = Check {
    name: "packages",
    about: "stored packages have the bytes that were uploaded: a sample, or with --all each",
    needs_schema: true,
    run: packages,
};

fn seeds(patient: &mut Patient<'_>) -> anyhow::Result<Vec<Finding>> {
    let status = status::read(&mut patient.session.conn, (patient.keys)().ok())?;
    if status.last_run.is_none() {
        return Ok(vec![
            Finding::warning("nothing was ever seeded").mend("automatos seed"),
        ]);
    }
    let sum = |of: fn(&status::Kept) -> usize| status.kinds.iter().map(of).sum::<usize>();
    let (edited, deleted) = (sum(|kind| kind.edited), sum(|kind| kind.deleted));
    Ok(vec![Finding::fine(format!(
        "{} seeded rows as they were written, {edited} edited and {deleted} deleted by operators",
        sum(|kind| kind.in_sync)
    ))])
}

fn rows(patient: &mut Patient<'_>) -> anyhow::Result<Vec<Finding>> {
    let mut findings = Vec::new();
    for rule in invariant::ALL {
        let broken = invariant::check(&mut patient.session.conn, rule)
            .with_context(|| format!("the rule `{}` cannot be checked", rule.name))?;
        if let Some(Broken { count, names }) = broken {
            let finding = Finding::problem(format!("{}: {count} ({names})", rule.about));
            findings.push(match rule.mend {
                Some(command) => finding.mend(command),
                None => finding,
            });
        }
    }
    if findings.is_empty() {
        let count = invariant::ALL.len();
        findings.push(Finding::fine(format!("all {count} rules hold")));
    }
    Ok(findings)
}

fn packages(patient: &mut Patient<'_>) -> anyhow::Result<Vec<Finding>> {
    let mut store = (patient.store)()?;
    let conn = &mut patient.session.conn;
    let silent = |_, _| ();
    let outcome = if patient.all {
        verify::all(conn, store.as_mut(), &silent)?
    } else {
        let sample = package_pointer::page(conn, None, SAMPLE)?;
        verify::some(sample, store.as_mut(), &silent)?
    };
    if outcome.problems.is_empty() {
        let packages = outcome.packages;
        return Ok(vec![Finding::fine(format!(
            "{packages} packages read in {}, all whole",
            outcome.store
        ))]);
    }
    let names: Vec<String> = outcome
        .problems
        .iter()
        .take(MOST_NAMED)
        .map(|Problem { pointer, .. }| format!("{}@{}", pointer.plugin, pointer.version))
        .collect();
    let count = outcome.problems.len();
    Ok(vec![
        Finding::problem(format!(
            "{count} packages are damaged or missing in {}: {}",
            outcome.store,
            names.join(", ")
        ))
        .mend("automatos plugin verify --all, then upload those again or restore the store"),
    ])
}
