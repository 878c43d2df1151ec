//! `automatos plugin scan`

use std::collections::VecDeque;
use std::path::{Path, PathBuf};

use clap::ValueEnum;
use rayon::prelude::*;

use super::html;
use super::judge;
use super::reference::Reference;
use super::sarif;
use super::scanned::{Scanned, Scans};
use super::stored;
use super::{policy, units};
use crate::cli::app::App;
use crate::cli::exit::Status;
use crate::db::Commit;
use crate::ops::plugin::bench::Bench;
use crate::package::{self, Limits, Package};
use crate::scan::{self, Policy, Verdict};

/// Scan plugins: archives, folders, trees of them, or stored versions
///
/// A folder with a manifest.json, a .claude-plugin/plugin.json or a SKILL.md is one plugin; any
/// other folder is searched for such folders and for zip archives. That needs no database. A word
/// that is no path names a stored plugin: its bytes are scanned again, and the scan is recorded.
#[derive(Debug, clap::Args)]
pub struct Args {
    /// Archives and folders, or names of stored plugins
    #[arg(required = true, value_name = "PATH|NAME[@VERSION]")]
    paths: Vec<PathBuf>,

    /// Exit 3 when a plugin is judged so, or worse
    #[arg(long, value_enum, value_name = "VERDICT")]
    fail_on: Option<Threshold>,

    /// A policy file instead of ./scan-policy.toml, which counts for folders and archives alone
    #[arg(long, value_name = "FILE")]
    policy: Option<PathBuf>,

    /// Show how each risk adds up
    #[arg(long)]
    explain: bool,

    #[command(flatten)]
    judge: judge::Args,

    #[command(flatten)]
    html: html::Args,

    #[command(flatten)]
    sarif: sarif::Args,

    /// Scan stored plugins without keeping the scans
    #[arg(long)]
    dry_run: bool,
}

#[derive(Debug, Clone, Copy, ValueEnum)]
enum Threshold {
    /// It needs a person, or is blocked
    Review,
    /// It is blocked
    Blocked,
}

/// How many plugins are scanned side by side before their progress is told.
const BATCH: usize = 64;

/// What is scanned.
enum Unit {
    Path(PathBuf),
    Stored(Reference),
}

pub fn run(args: Args, app: &App) -> anyhow::Result<Status> {
    let units = wanted(&args.paths)?;
    let policy = if units.iter().any(|unit| matches!(unit, Unit::Stored(_))) {
        policy::read(args.policy.as_deref())?
    } else {
        policy::read_here(args.policy.as_deref(), app)?
    };
    let count = units.len();
    let commit = Commit::unless(args.dry_run);
    let bench = judge::bench(&args.judge, false, app)?;
    html::check(&args.html, count)?;
    let mut shelf = None;
    let plugins = app.out.with_progress("scanning", |progress| {
        let mut plugins = Vec::with_capacity(count);
        for batch in units.chunks(BATCH) {
            let mut looked = looks(batch, &policy, bench.is_silent() && args.html.is_unwanted());
            for unit in batch {
                plugins.push(match unit {
                    Unit::Path(path) => match looked.pop_front() {
                        Some(scanned) => scanned,
                        None => one(path, &policy, &bench, &args.html)?,
                    },
                    Unit::Stored(reference) => {
                        let shelf = match &mut shelf {
                            Some(shelf) => shelf,
                            None => shelf.insert(stored::open(app, &policy, &args.judge, commit)?),
                        };
                        shelf.scan(reference, &args.html)?
                    }
                });
            }
            progress(plugins.len(), count);
        }
        Ok(plugins)
    })?;
    let worst = plugins.iter().filter_map(Scanned::verdict).max();
    let refused = plugins
        .iter()
        .filter(|scanned| scanned.refused.is_some())
        .count();
    sarif::write(&args.sarif, &plugins)?;
    app.out.show(&Scans {
        plugins,
        explain: args.explain,
    })?;
    if refused > 0 {
        let note = format!("{refused} of {count} plugins could not be read");
        app.out.note(note)?;
        return Ok(Status::Partial);
    }
    Ok(match (args.fail_on, worst) {
        (Some(Threshold::Review), Some(Verdict::ReviewRequired | Verdict::Blocked))
        | (Some(Threshold::Blocked), Some(Verdict::Blocked)) => Status::Found,
        (Some(_) | None, _) => Status::Done,
    })
}

/// The plugins that the words mean. A path that is there comes first.
fn wanted(words: &[PathBuf]) -> anyhow::Result<Vec<Unit>> {
    let mut wanted = Vec::new();
    for word in words {
        let is_path = word.exists()
            || word.components().count() > 1
            || word
                .extension()
                .is_some_and(|end| end.eq_ignore_ascii_case("zip"));
        let name = word.to_str().filter(|_| !is_path);
        if let Some(reference) = name.and_then(|name| name.parse().ok()) {
            wanted.push(Unit::Stored(reference));
            continue;
        }
        let mut paths = Vec::new();
        units::find_anything(word, &mut paths)?;
        wanted.extend(paths.into_iter().map(Unit::Path));
    }
    Ok(wanted)
}

/// What the paths of a batch show, side by side and in their order; none where each needs more than a look.
fn looks(batch: &[Unit], policy: &Policy, is_enough: bool) -> VecDeque<Scanned> {
    if !is_enough {
        return VecDeque::new();
    }
    let paths: Vec<&Path> = batch
        .iter()
        .filter_map(|unit| match unit {
            Unit::Path(path) => Some(path.as_path()),
            Unit::Stored(_) => None,
        })
        .collect();
    let looked: Vec<Scanned> = paths.par_iter().map(|path| look(path, policy).0).collect();
    looked.into()
}

/// One plugin with all that was asked for: a judge's opinion, a page.
fn one(path: &Path, policy: &Policy, bench: &Bench, page: &html::Args) -> anyhow::Result<Scanned> {
    let (mut scanned, package) = look(path, policy);
    if let (Some(package), Some(report)) = (&package, &scanned.report) {
        scanned.judged = bench.judge(package, report, policy.thresholds())?;
        html::write(page, package, report, scanned.judged.as_ref())?;
    }
    Ok(scanned)
}

/// What the scanner says of a plugin, and the plugin if it could be read.
fn look(path: &Path, policy: &Policy) -> (Scanned, Option<Package>) {
    let mut scanned = Scanned {
        path: path.display().to_string(),
        report: None,
        judged: None,
        unnamed: None,
        refused: None,
        recorded: None,
    };
    match package::read_anything(path, &Limits::default()) {
        Ok(package) => {
            scanned.unnamed = package.unnamed().map(ToString::to_string);
            scanned.report = Some(scan::scan(&package, policy));
            (scanned, Some(package))
        }
        Err(refused) => {
            scanned.refused = Some(refused.to_string());
            (scanned, None)
        }
    }
}
