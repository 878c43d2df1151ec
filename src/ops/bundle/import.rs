//! A folder that was exported is brought into a database, in one transaction: all of it, or nothing.

use std::io::{BufRead, BufReader};

use anyhow::Context;
use diesel::PgConnection;
use serde::Serialize;
use serde_json::{Value, json};

use super::plugins::{self, Brought};
use super::sealed::Opened;
use crate::bundle::{self, Bundle};
use crate::db::audit_event::{self, Change};
use crate::db::workspace::PLATFORM;
use crate::db::{self, Commit, Exclusion, Session, interrupt, migrations, skill_extra};
use crate::error::{Advice, Code};
use crate::ops::credential;
use crate::ops::plugin::bench::Bench;
use crate::ops::plugin::upload::Job as Upload;
use crate::ops::plugin::{self, settings};
use crate::ops::seed::{self, Choices, Counts, Feed, Report};
use crate::scan::Policy;
use crate::seed::merge::OnConflict;
use crate::seed::{Kind, Source};
use crate::store::PackageStore;
use crate::vault::KeyRing;

/// What is to be imported, and how.
pub struct Job<'a> {
    pub bundle: &'a Bundle,
    /// Where the folder is, for the record.
    pub source: String,
    pub policy: &'a Policy,
    /// Approve what needs a review, where somebody accepted its risk before.
    pub accept_risk: bool,
    /// The secrets, with the keys to seal them with.
    pub secrets: Option<(&'a Opened, &'a KeyRing)>,
    pub actor: &'a str,
    pub command: &'a str,
    pub commit: Commit,
}

/// What was imported.
#[derive(Debug, Serialize)]
pub struct Imported {
    pub kinds: Vec<Counts>,
    /// Skills whose files and versions were brought.
    pub skills: usize,
    #[serde(flatten)]
    pub plugins: Brought,
    pub settings: usize,
    pub credentials: usize,
    /// Credentials that were there, and stayed as they are.
    pub credentials_kept: usize,
    pub dry_run: bool,
}

/// Imports it all. Doing it twice changes nothing the second time.
pub fn run(
    session: &mut Session,
    store: &mut dyn PackageStore,
    job: &Job<'_>,
) -> anyhow::Result<Imported> {
    check_schema(job.bundle)?;
    let sources: Vec<Source> = job
        .bundle
        .files(bundle::SEEDS)
        .map(|(_, path)| Source::file(path))
        .collect();
    // `${` in what was exported is what the row had, and is written so that it stays.
    let checked = seed::check(&sources, &|_| None)?;
    db::write(session, job.commit, Exclusion::Rows, |conn| {
        let seeds = |conn: &mut PgConnection, only: &[Kind]| {
            let mut seeds = seed::Job::new(Feed::Read(&checked), job.source.clone(), job.commit);
            seeds.only = only.to_vec();
            seeds.choices = Choices {
                on_conflict: OnConflict::Seed,
                restore: true,
                detail: false,
            };
            seed::apply(conn, job.actor, &seeds, &|_, _| {})
        };
        bring(conn, store, job, &seeds)
    })
}

/// The kinds that plugins need, which all the other kinds may need in turn.
const BEFORE_PLUGINS: &[Kind] = &[Kind::SystemSettings, Kind::PluginCategories];

fn bring(
    conn: &mut PgConnection,
    store: &mut dyn PackageStore,
    job: &Job<'_>,
    seeds: &dyn Fn(&mut PgConnection, &[Kind]) -> anyhow::Result<Report>,
) -> anyhow::Result<Imported> {
    let mut kinds = seeds(conn, BEFORE_PLUGINS)?.kinds;
    let settings = settings::read(conn)?;
    let upload = Upload {
        deed: plugin::Deed {
            actor: job.actor,
            command: job.command,
            reason: None,
            commit: job.commit,
        },
        settings: &settings,
        policy: job.policy,
        bench: &Bench::scanner_alone(),
        categories: &[],
        category: None,
        source_url: None,
    };
    let plugins = plugins::bring(conn, store, job.bundle, (&upload, job.accept_risk))?;
    let rest: Vec<Kind> = Kind::ALL
        .iter()
        .copied()
        .filter(|kind| !BEFORE_PLUGINS.contains(kind))
        .collect();
    let report = seeds(conn, &rest).with_context(|| undecided(&plugins))?;
    kinds.extend(report.kinds);
    let skills = skills(conn, job.bundle)?;
    let (settings, credentials, credentials_kept) = match job.secrets {
        Some((opened, ring)) if !opened.is_empty() => {
            let deed = credential::Deed {
                command: job.command,
                commit: job.commit,
            };
            opened.seal(conn, ring, (job.actor, &deed))?
        }
        Some(_) | None => (0, 0, 0),
    };
    record(conn, job)?;
    Ok(Imported {
        kinds,
        skills,
        plugins,
        settings,
        credentials,
        credentials_kept,
        dry_run: job.commit == Commit::DryRun,
    })
}

/// What to say where seeds were refused, which name plugins that nobody approved here.
fn undecided(plugins: &Brought) -> Advice {
    let Some(first) = plugins.undecided.first() else {
        return Advice::new(Code::SeedInvalid, "the export does not fit this database");
    };
    let named: Vec<String> = plugins
        .undecided
        .iter()
        .map(|one| format!("`{}@{}` ({})", one.plugin, one.version, one.security_status))
        .collect();
    let message = format!(
        "the export needs plugins that somebody has to approve here first: {}",
        named.join(", ")
    );
    Advice::new(Code::PluginNotApproved, message).hint(format!(
        "`automatos plugin upload {}`, look at its scan, approve it, and import again",
        first.file.display()
    ))
}

fn check_schema(bundle: &Bundle) -> Result<(), Advice> {
    let newest = migrations::ALL.last().map_or("", |newest| newest.version);
    if bundle.manifest.schema_version.as_str() <= newest {
        return Ok(());
    }
    let message = format!(
        "the export is of the schema {}, and this binary knows {newest}",
        bundle.manifest.schema_version
    );
    Err(Advice::new(Code::SchemaNew, message).hint("import it with a newer binary"))
}

/// Brings what skills hold beside their seeds. Answers for how many.
fn skills(conn: &mut PgConnection, bundle: &Bundle) -> anyhow::Result<usize> {
    let Some(path) = bundle.file(bundle::SKILLS) else {
        return Ok(0);
    };
    let explain = || {
        let message = format!("{} cannot be read", path.display());
        Advice::new(Code::FileRead, message)
    };
    let file = std::fs::File::open(&path).with_context(explain)?;
    let mut count = 0;
    for line in BufReader::new(file).lines() {
        interrupt::check()?;
        let skill: Value =
            serde_json::from_str(&line.with_context(explain)?).with_context(explain)?;
        let name = skill
            .get("name")
            .and_then(Value::as_str)
            .unwrap_or_default();
        let there = skill_extra::put(conn, &skill)
            .with_context(|| format!("the files of the skill `{name}` cannot be written"))?;
        if !there {
            let message = format!(
                "{} has files of `{name}`, which is no skill",
                path.display()
            );
            return Err(Advice::new(Code::BundleDamaged, message).into());
        }
        count += 1;
    }
    Ok(count)
}

fn record(conn: &mut PgConnection, job: &Job<'_>) -> anyhow::Result<()> {
    let manifest = &job.bundle.manifest;
    let change = Change {
        workspace_id: PLATFORM,
        actor: job.actor,
        command: job.command,
        object_type: "export",
        object_id: job.bundle.sha256.as_str(),
        object_name: &job.source,
        action: "import",
        after: json!({
            "exported_at": manifest.exported_at, "tool_version": manifest.tool_version,
            "workspaces": manifest.workspaces, "files": manifest.files.len(),
        }),
    };
    audit_event::insert(conn, &change)?;
    Ok(())
}
