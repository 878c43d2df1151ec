//! `automatos maintain run`

use std::io::{self, Write};
use std::path::PathBuf;
use std::time::{Duration, Instant, SystemTime};

use clap::ValueEnum;
use serde::Serialize;

use crate::cli::app::App;
use crate::cli::exit::{self, Status};
use crate::cli::failed::Failed;
use crate::cli::near;
use crate::cli::output::{Format, Render};
use crate::cli::plugin;
use crate::db::{Commit, interrupt};
use crate::error::{Advice, Code};
use crate::ops::maintain::{self, JOBS, Job, Outcome, Work};

/// Run the named jobs, or all of them
///
/// Each job commits as it goes and takes the lock that migrate and seed take. A job that fails does not
/// keep the others from running; the exit code is 1 then. With -q it says nothing unless something
/// fails, so that cron sends no mail.
#[derive(Debug, clap::Args)]
pub struct Args {
    /// Jobs by name; see `maintain list`
    #[arg(value_name = "JOB")]
    jobs: Vec<String>,

    /// What to do while another run holds the lock
    #[arg(long, value_enum, value_name = "WHAT", default_value = "wait")]
    on_busy: OnBusy,

    /// Keep what `retention` removes in files of this folder, one line of JSON a row, packed
    #[arg(long, value_name = "FOLDER")]
    archive: Option<PathBuf>,

    /// Begin no further batch after this time; what is left is for the next run
    #[arg(long, value_name = "TIME", value_parser = humantime::parse_duration)]
    max_runtime: Option<Duration>,

    /// So many rows in one transaction
    #[arg(long, value_name = "ROWS", value_parser = clap::value_parser!(i64).range(1..=1_000_000))]
    batch: Option<i64>,

    /// Say what would be done, and do nothing
    #[arg(long)]
    dry_run: bool,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum OnBusy {
    /// Leave the job out, and exit 0
    Skip,
    /// Wait for it, as long as `--lock-wait` says
    Wait,
    /// Exit 75 at once
    Fail,
}

#[derive(Serialize)]
struct Ran {
    jobs: Vec<Outcome>,
    /// Jobs that were left out because another run held the lock.
    skipped: Vec<&'static str>,
    failed: Vec<FailedJob>,
    /// Jobs that the time was over for, before them or in them.
    unfinished: Vec<&'static str>,
    dry_run: bool,
}

/// A job that did not come to its end, and why.
#[derive(Serialize)]
struct FailedJob {
    job: &'static str,
    #[serde(flatten)]
    why: Failed,
}

pub fn run(args: Args, app: &App) -> anyhow::Result<Status> {
    let jobs = chosen(&args.jobs)?;
    let commit = Commit::unless(args.dry_run);
    let mut session = app.connect_to_write(commit)?;
    match args.on_busy {
        OnBusy::Skip | OnBusy::Fail => session.limits.lock_wait = Duration::ZERO,
        OnBusy::Wait => {}
    }
    let mut work = Work {
        session: &mut session,
        store: &|| app.store(),
        policy: &|| plugin::scan_policy(None),
        archive: args.archive.as_deref(),
        now: SystemTime::now(),
        command: app.command(),
        commit,
        batch: args.batch,
        end: args.max_runtime.map(|time| Instant::now() + time),
        is_cut: false,
    };
    let ran = each(&jobs, &mut work, args.on_busy)?;
    let quiet = app.out.is_quiet() && app.out.format() == Format::Table;
    if !(quiet && ran.failed.is_empty()) {
        app.out.show(&ran)?;
    }
    Ok(if ran.failed.is_empty() {
        Status::Done
    } else {
        Status::Partial
    })
}

/// Runs one after the other, and tells what came of each.
fn each(jobs: &[&'static Job], work: &mut Work<'_>, on_busy: OnBusy) -> anyhow::Result<Ran> {
    let mut ran = Ran {
        jobs: Vec::new(),
        skipped: Vec::new(),
        failed: Vec::new(),
        unfinished: Vec::new(),
        dry_run: work.commit == Commit::DryRun,
    };
    for job in jobs {
        if work.is_over() {
            ran.unfinished.push(job.name);
            continue;
        }
        match maintain::run(job, work) {
            Ok(outcome) => {
                ran.jobs.push(outcome);
                if std::mem::take(&mut work.is_cut) {
                    ran.unfinished.push(job.name);
                }
            }
            Err(error) if on_busy == OnBusy::Skip && is_busy(&error) => {
                ran.skipped.push(job.name);
            }
            // Whoever holds the lock would keep the other jobs waiting as well, and where one may not
            // write none may.
            Err(error)
                if jobs.len() == 1
                    || is_busy(&error)
                    || is_read_only(&error)
                    || interrupt::signal().is_some() =>
            {
                return Err(error.context(format!("the job `{}` failed", job.name)));
            }
            Err(error) => ran.failed.push(FailedJob {
                job: job.name,
                why: Failed::of(&error),
            }),
        }
    }
    Ok(ran)
}

/// The jobs of these names, each once and in the order of the list; all of them for none.
fn chosen(names: &[String]) -> anyhow::Result<Vec<&'static Job>> {
    let is_known = |name: &&String| JOBS.iter().any(|job| job.name == name.as_str());
    if let Some(unknown) = names.iter().find(|name| !is_known(name)) {
        let known: Vec<&str> = JOBS.iter().map(|job| job.name).collect();
        let message = format!("there is no job `{unknown}`");
        return Err(Advice::new(Code::NameUnknown, message)
            .hint(near::hint(unknown, &known))
            .into());
    }
    Ok(JOBS
        .iter()
        .filter(|job| names.is_empty() || names.iter().any(|name| name == job.name))
        .collect())
}

fn is_busy(error: &anyhow::Error) -> bool {
    error
        .downcast_ref::<Advice>()
        .is_some_and(|advice| advice.code == Code::LockBusy)
}

fn is_read_only(error: &anyhow::Error) -> bool {
    exit::explain(error).0.code == Code::DatabaseReadOnly
}

impl Render for Ran {
    fn human(&self, out: &mut dyn Write) -> io::Result<()> {
        let Self {
            jobs,
            skipped,
            failed,
            unfinished,
            dry_run,
        } = self;
        let would = if *dry_run { "would be " } else { "" };
        for Outcome { job, idle, counts } in jobs {
            if *idle {
                writeln!(out, "{job}: nothing to do")?;
                continue;
            }
            let counts: Vec<String> = counts
                .iter()
                .filter(|(_, count)| **count != 0)
                .map(|(name, count)| format!("{} {count}", name.replace('_', " ")))
                .collect();
            writeln!(out, "{job}: {would}{}", counts.join(", "))?;
        }
        for job in skipped {
            writeln!(
                out,
                "{job}: left out, another run holds the maintenance lock"
            )?;
        }
        for job in unfinished {
            writeln!(out, "{job}: left for the next run, the time was over")?;
        }
        for FailedJob { job, why } in failed {
            why.write(out, job)?;
        }
        Ok(())
    }
}
