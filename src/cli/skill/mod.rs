//! `automatos skill ...`

mod brought;
mod create;
mod delete;
mod import;
mod list;
mod show;
mod sync;
mod versions;

use std::path::PathBuf;
use std::time::Duration;

use diesel::PgConnection;
use uuid::Uuid;

use super::app::App;
use super::exit::Status;
use super::naming;
use crate::db::skill::{self, Metadata};
use crate::db::{Commit, Session};
use crate::ops::deed::Deed;
use crate::ops::plugin::bench::Bench;
use crate::ops::plugin::judge::Judge;
use crate::ops::plugin::settings;
use crate::ops::skill::bring::{self, Job};
use crate::ops::skill::found::{self, Terms};
use crate::ops::skill::plan::Choices;
use crate::ops::skill::report::Report;
use crate::ops::skill::source::Source;

/// See, make and bring in what agents can do
#[derive(Debug, clap::Subcommand)]
pub enum Command {
    List(list::Args),
    Show(show::Args),
    Create(create::Args),
    Import(import::Args),
    Sync(sync::Args),
    Versions(versions::Args),
    Delete(delete::Args),
}

pub fn run(command: Command, app: &App) -> anyhow::Result<Status> {
    match command {
        Command::List(args) => list::run(args, app),
        Command::Show(args) => show::run(args, app),
        Command::Create(args) => create::run(args, app),
        Command::Import(args) => import::run(args, app),
        Command::Sync(args) => sync::run(args, app),
        Command::Versions(args) => versions::run(args, app),
        Command::Delete(args) => delete::run(args, app),
    }
}

/// The skill of that name or id, among those that a workspace can use. Its own is meant before a
/// global one of the same name.
fn find(
    conn: &mut PgConnection,
    name: &str,
    workspace_id: Option<Uuid>,
) -> anyhow::Result<Metadata> {
    let mut found = skill::named(conn, name, workspace_id)?;
    let own = |skill: &Metadata| workspace_id.is_some() && skill.workspace_id == workspace_id;
    if found.first().is_some_and(own) {
        found.truncate(1);
    }
    naming::one("skill", name, found, || skill::names(conn, workspace_id))
}

/// How this command's changes are recorded.
fn deed(app: &App, commit: Commit) -> Deed<'_> {
    Deed {
        actor: &app.config.actor,
        command: app.command(),
        commit,
    }
}

/// How skills are fetched and judged, and what is done where they are not wanted as they are.
#[derive(Debug, clap::Args)]
struct Ways {
    /// What to take where a skill was edited here and in its source
    #[arg(long, value_enum, value_name = "WHOSE", default_value = "ours")]
    take: Whose,

    /// Take this skill though the scanner calls it blocked
    #[arg(long, value_name = "NAME", requires = "reason")]
    override_blocked: Vec<String>,

    /// Why, for the audit trail
    #[arg(long, value_name = "TEXT", value_parser = super::plugin::reason)]
    reason: Option<String>,

    /// Take nothing of a source if anything of it is refused
    #[arg(long)]
    atomic: bool,

    /// A policy file; without one, every rule counts as it is
    #[arg(long, value_name = "FILE")]
    policy: Option<PathBuf>,

    /// The longest that fetching one repository may take
    #[arg(long, value_name = "TIME", default_value = "5m", value_parser = humantime::parse_duration)]
    timeout: Duration,

    /// Do it all, report it, and roll it back
    #[arg(long)]
    dry_run: bool,
}

/// Whose version counts.
#[derive(Debug, Clone, Copy, clap::ValueEnum)]
enum Whose {
    /// Keep what was edited here
    Ours,
    /// Take what the source has
    Theirs,
}

impl Ways {
    fn commit(&self) -> Commit {
        Commit::unless(self.dry_run)
    }

    fn overrides_anything(&self) -> bool {
        !self.override_blocked.is_empty()
    }

    fn choices(&self) -> Choices {
        Choices {
            take_theirs: match self.take {
                Whose::Ours => false,
                Whose::Theirs => true,
            },
            overrides: self.override_blocked.clone(),
            reason: self.reason.clone(),
            atomic: self.atomic,
        }
    }

    /// Fetches a source, reads and scans what is in it, and brings it in.
    fn bring(&self, session: &mut Session, app: &App, source: &Source) -> anyhow::Result<Report> {
        let policy = super::plugin::scan_policy(self.policy.as_deref())?;
        let settings = settings::read(&mut session.conn)?;
        let opened = source.origin.open(self.timeout)?;
        let bench = Bench::scanner_alone();
        let judge = Judge {
            policy: &policy,
            thresholds: settings.thresholds,
            bench: &bench,
            actor: &app.config.actor,
        };
        let terms = Terms {
            skill_type: source.skill_type,
            category: source.category.as_deref(),
            limits: &settings.limits,
            judge: &judge,
        };
        let survey = app.out.with_progress("scanning", |progress| {
            found::survey(opened.root(), &terms, &|done, of| {
                crate::db::interrupt::check()?;
                progress(done, of);
                Ok(())
            })
        })?;
        let job = Job {
            source,
            survey: &survey,
            commit: opened.commit(),
            choices: &self.choices(),
        };
        bring::run(session, &deed(app, self.commit()), &job)
    }
}
