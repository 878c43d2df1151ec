//! `automatos init`

use std::io::{self, Write};

use anyhow::Context;
use diesel::connection::SimpleConnection;
use serde::Serialize;

use super::app::{App, EMBEDDED_DATABASE};
use super::exit::Status;
use super::output::Render;
use crate::db::{self, Commit, Target, failure};
use crate::error::{Advice, Code};
use crate::local::{Cluster, Programs};
use crate::ops;
use crate::ops::seed::Feed;
use crate::vault::{self, KeyRing, MasterKey};

/// Create, migrate, seed and verify the database: one step that can be repeated
///
/// Where no database is configured, a private PostgreSQL is made on this machine and used from
/// then on.
#[derive(Debug, clap::Args)]
pub struct Args {
    /// Make the roles of servers, administrators and readers too, with a grant for each table
    ///
    /// `automatos_app` sees and writes the rows of one workspace, `automatos_admin` those of all, and
    /// `automatos_readonly` only reads. Nobody can log in as one of them: make users that are members.
    #[arg(long)]
    roles: bool,

    /// Do it all, report it, and roll it back
    #[arg(long)]
    dry_run: bool,
}

#[derive(Serialize)]
struct Report {
    target: String,
    /// What was made outside the transaction; in a dry run what would be.
    created: Vec<String>,
    #[serde(flatten)]
    outcome: Option<ops::init::Outcome>,
    #[serde(skip_serializing_if = "Option::is_none")]
    roles: Option<ops::role::Outcome>,
}

pub fn run(args: Args, app: &App) -> anyhow::Result<Status> {
    let commit = Commit::unless(args.dry_run);
    let seeds = ops::seed::shipped()?;
    db::interrupt::listen()?;
    let mut created = Vec::new();
    let Some(target) = server(app, commit, &mut created)? else {
        return report(app, "embedded PostgreSQL".to_owned(), created, (None, None));
    };
    let mut session = match app.connect_to(&target) {
        Ok(session) => session,
        Err(error) if is_missing_database(&error) => {
            created.push(format!("database {}", target.database()));
            if commit == Commit::DryRun {
                return report(app, target.to_string(), created, (None, None));
            }
            create_database(app, &target)?;
            app.connect_to(&target)?
        }
        Err(error) => return Err(error),
    };
    let wanted = app.config.environment.as_deref();
    app.announce(&target, wanted, commit)?;
    let job = ops::seed::Job::new(Feed::Held(&seeds), "shipped", commit);
    let outcome = ops::init::run(&mut session, wanted, &job)?;
    if app.configured_target()?.is_none() {
        created.extend(master_key(app, &mut session, commit)?);
    }
    if commit == Commit::Keep {
        warn_of_key(app, &mut session)?;
    }
    let roles = args
        .roles
        .then(|| ops::role::run(&mut session, app.command(), commit))
        .transpose()?;
    report(app, target.to_string(), created, (Some(outcome), roles))
}

/// Makes the key file of an embedded server that has none. For a server elsewhere none is made: there
/// `init` runs in containers and on many machines, each of which would seal with a key of its own
/// that nobody keeps. Nor is one made where something is sealed already with a key that was lost.
fn master_key(
    app: &App,
    session: &mut db::Session,
    commit: Commit,
) -> anyhow::Result<Option<String>> {
    let Some(path) = app.own_key_file()? else {
        return Ok(None);
    };
    if vault::read_key_file(&path)?.is_some() {
        return Ok(None);
    }
    if commit == Commit::DryRun {
        return Ok(Some(format!("master key in {}", path.display())));
    }
    if !db::credential_seal::fits(&mut session.conn, &[])? {
        let path = path.display();
        app.out.note(format!(
            "credentials are sealed with a master key that is not here: put it back into {path}"
        ))?;
        return Ok(None);
    }
    let key = MasterKey::random().context("the system gave no random numbers")?;
    vault::create_key_file(&path, &KeyRing::new(key, []))?;
    app.out.note(format!(
        "back {} up: credentials are lost without it",
        path.display()
    ))?;
    Ok(Some(format!("master key in {}", path.display())))
}

/// Says what is wrong with the master key that is here. The database is ready all the same; only what is sealed in
/// it cannot be used with that key.
fn warn_of_key(app: &App, session: &mut db::Session) -> anyhow::Result<()> {
    let checked = app
        .key_ring()
        .and_then(|ring| ops::credential::check_ring(&mut session.conn, &ring));
    let Err(wrong) = checked else { return Ok(()) };
    let is_missing = wrong
        .downcast_ref::<Advice>()
        .is_some_and(|advice| advice.code == Code::KeyMissing);
    if is_missing {
        return Ok(());
    }
    app.out.note(wrong.to_string())
}

fn report(
    app: &App,
    target: String,
    created: Vec<String>,
    (outcome, roles): (Option<ops::init::Outcome>, Option<ops::role::Outcome>),
) -> anyhow::Result<Status> {
    app.out.show(&Report {
        target,
        created,
        outcome,
        roles,
    })?;
    Ok(Status::Done)
}

/// The configured database, else the embedded one, made and started if need be. Nothing when a dry
/// run would have to make it.
fn server(app: &App, commit: Commit, created: &mut Vec<String>) -> anyhow::Result<Option<Target>> {
    if let Some(target) = app.configured_direct_target()? {
        return Ok(Some(target));
    }
    let settings = app.local_settings();
    let cluster = Cluster::at(&settings)?;
    if !cluster.exists()? {
        let programs = Programs::find(&settings)?;
        created.push(format!(
            "embedded PostgreSQL {} in {}",
            programs.major(),
            cluster.folder().display()
        ));
        if commit == Commit::DryRun {
            return Ok(None);
        }
        cluster.ensure_initialised(&programs)?;
    }
    cluster.ensure_running()?;
    Ok(Some(Target::parse(&cluster.url(EMBEDDED_DATABASE))?))
}

fn is_missing_database(error: &anyhow::Error) -> bool {
    error
        .downcast_ref::<Advice>()
        .is_some_and(|advice| advice.code == Code::DatabaseMissing)
}

/// Creates the database from the server's `postgres` database. That another process did so in the
/// meantime is no failure.
fn create_database(app: &App, target: &Target) -> anyhow::Result<()> {
    let name = target.database();
    let mut conn = db::connect::open(&target.with_database("postgres"), app.command())?;
    let quoted = name.replace('"', "\"\"");
    let Err(error) = conn.batch_execute(&format!("CREATE DATABASE \"{quoted}\"")) else {
        return Ok(());
    };
    if db::connect::open(target, app.command()).is_ok() {
        return Ok(());
    }
    let reason = failure::statement(&error);
    let advice = if reason.code == Code::DatabaseDenied {
        let message = format!("the database {target} does not exist and cannot be created");
        Advice::new(Code::DatabaseMissing, message)
            .hint("create it as a user with CREATEDB, or connect as one")
    } else {
        // Such as a full disk, over which a server before version 15 ends.
        let message = format!("the database {target} cannot be created");
        Advice { message, ..reason }
    };
    Err(error).context(advice)
}

impl Render for Report {
    fn human(&self, out: &mut dyn Write) -> io::Result<()> {
        let Self {
            target,
            created,
            outcome,
            roles,
        } = self;
        let Some(outcome) = outcome else {
            for thing in created {
                writeln!(out, "not executed: create {thing}")?;
            }
            return writeln!(out, "not executed: migrate and seed it");
        };
        for thing in created {
            writeln!(out, "created: {thing}")?;
        }
        let would = if outcome.dry_run { "would be " } else { "" };
        let migrated = outcome.migrations.ran.len();
        if migrated > 0 {
            writeln!(out, "{would}migrated: {migrated} migrations")?;
        }
        for counts in &outcome.seeds {
            writeln!(out, "{would}seeded: {counts}")?;
        }
        if let Some(roles) = roles {
            for name in &roles.created {
                writeln!(out, "{would}created: role {name}")?;
            }
            let ops::role::Outcome {
                granted, revoked, ..
            } = roles;
            writeln!(
                out,
                "{would}granted: {granted} privileges, revoked: {revoked}"
            )?;
        }
        let is = if outcome.dry_run { "would be" } else { "is" };
        writeln!(out, "{target} {is} ready ({}).", outcome.environment)?;
        writeln!(
            out,
            "Try: automatos persona list, automatos category tree, automatos --help"
        )
    }
}
