//! Rows that were kept long enough: the settings of the category `retention` say how long.

use std::path::Path;

use anyhow::Context;
use chrono::{DateTime, Utc};
use diesel::PgConnection;

use super::archive::Archive;
use super::{Counts, Job, Work};
use crate::db::retention::{self, Line};
use crate::db::system_setting::{self, SystemSetting};
use crate::db::{self, Commit, Exclusion, interrupt, partition};
use crate::error::{Advice, Code};

const CATEGORY: &str = "retention";
const EXECUTIONS: &str = "workflow_executions";
/// So many rows are read, or removed, at a time where nothing else is said.
const BATCH: i64 = 1000;

pub const JOB: Job = Job {
    name: "retention",
    about: "remove logs and finished executions that are older than the retention settings",
    run,
};

fn run(work: &mut Work<'_>) -> anyhow::Result<Counts> {
    let mut dropped = 0;
    let mut archived = 0;
    for log in partition::LOGS {
        let days = days(&mut work.session.conn, log)?;
        for old in retention::old_partitions(&mut work.session.conn, log, days)? {
            interrupt::check()?;
            if work.is_over() {
                break;
            }
            if let (Some(folder), Commit::Keep) = (work.archive, work.commit) {
                archived += archive_partition(&mut work.session.conn, folder, &old)?;
            }
            db::write(work.session, work.commit, Exclusion::Schema, |conn| {
                retention::drop_partition(conn, log, &old)
                    .with_context(|| format!("the partition {old} cannot be removed"))
            })?;
            dropped += 1;
        }
    }
    let executions = remove_executions(work, &mut archived)?;
    Ok(vec![
        ("partitions_removed", dropped),
        ("executions_removed", executions),
        ("rows_archived", archived),
    ])
}

/// Writes what a partition holds to a file. Nobody writes to a month that is over, so that what is
/// read here is what is removed afterwards.
fn archive_partition(conn: &mut PgConnection, folder: &Path, name: &str) -> anyhow::Result<u64> {
    let mut archive = Archive::begin(folder, name)?;
    let mut rows = 0;
    let mut after: Option<Line> = None;
    loop {
        interrupt::check()?;
        let page = retention::lines(conn, name, after.as_ref(), BATCH)
            .with_context(|| format!("the partition {name} cannot be read"))?;
        let Some(last) = page.last() else {
            archive.finish()?;
            return Ok(rows);
        };
        after = Some(last.clone());
        rows += page.len() as u64;
        for line in page {
            archive.line(&line.json)?;
        }
    }
}

/// Removes finished executions batch by batch, each once its file is written: what is finished
/// changes no more.
fn remove_executions(work: &mut Work<'_>, archived: &mut u64) -> anyhow::Result<u64> {
    let days = days(&mut work.session.conn, EXECUTIONS)?;
    let stamp = DateTime::<Utc>::from(work.now).format("%Y%m%dT%H%M%SZ");
    let mut removed = 0;
    let most = work.batch.unwrap_or(BATCH);
    for part in 1.. {
        interrupt::check()?;
        if work.is_over() {
            break;
        }
        let batch = retention::old_executions(&mut work.session.conn, days, most)
            .context("finished executions cannot be read")?;
        if batch.is_empty() {
            break;
        }
        if let (Some(folder), Commit::Keep) = (work.archive, work.commit) {
            let mut archive = Archive::begin(folder, &format!("{EXECUTIONS}-{stamp}-{part:04}"))?;
            for execution in &batch {
                archive.line(&execution.json)?;
            }
            archive.finish()?;
            *archived += batch.len() as u64;
        }
        removed += db::write(work.session, work.commit, Exclusion::Rows, |conn| {
            let count = retention::remove_executions(conn, &batch)
                .context("finished executions cannot be removed")?;
            Ok(count as u64)
        })?;
        // What a dry run removes is there again for the next batch.
        if work.commit == Commit::DryRun {
            break;
        }
    }
    Ok(removed)
}

/// How many days the rows of a table are kept.
fn days(conn: &mut PgConnection, table: &str) -> anyhow::Result<i32> {
    let key = format!("{table}_days");
    let rows = system_setting::find(conn, CATEGORY, &key)?;
    let value = rows.first().and_then(SystemSetting::effective);
    let days = value.and_then(|text| text.trim().parse().ok());
    days.filter(|days| *days > 0).ok_or_else(|| {
        Advice::new(
            Code::ConfigValue,
            format!("the setting {CATEGORY}.{key} is no number of days"),
        )
        .hint("seed the settings, or set it to a number above 0")
        .into()
    })
}
