//! `automatos plugin upload`

use std::io;
use std::path::{Path, PathBuf};

use anyhow::Context;

use super::judge;
use super::limits;
use super::units;
use super::uploads::{Item, Uploads};
use crate::cli::app::App;
use crate::cli::category;
use crate::cli::exit::{self, Status};
use crate::db::{Commit, Session, plugin_category};
use crate::error::{Advice, Code, Exit};
use crate::ops::plugin::settings;
use crate::ops::plugin::upload::{self, Job};
use crate::package::{self, Limits, Package};
use crate::store::PackageStore;

/// Bring plugins in: read, scan, store and record each, pending until it is approved
///
/// Archives, folders, and trees with plugins in them; `-` is an archive on standard input. Each is a
/// transaction of its own: where some fail the others stay, and the exit code is 1. The same bytes
/// again change nothing; the same version with other bytes is refused.
#[derive(Debug, clap::Args)]
pub struct Args {
    /// Archives and folders, or `-`
    #[arg(required = true, value_name = "FILE")]
    files: Vec<PathBuf>,

    /// The category of plugins that are new, whatever they say themselves
    #[arg(long, value_name = "CATEGORY")]
    category: Option<String>,

    /// The page they come from
    #[arg(long, value_name = "URL", value_parser = url)]
    source_url: Option<String>,

    /// A policy file; without one, every rule counts as it is
    #[arg(long, value_name = "FILE")]
    policy: Option<PathBuf>,

    /// Do it all, report it, and roll it back; no bytes are stored
    #[arg(long)]
    dry_run: bool,

    #[command(flatten)]
    judge: judge::Args,

    #[command(flatten)]
    limits: limits::Flags,
}

pub fn run(args: Args, app: &App) -> anyhow::Result<Status> {
    let commit = Commit::unless(args.dry_run);
    let policy = super::policy::read(args.policy.as_deref())?;
    let paths = paths(&args.files)?;
    let mut session = app.connect_to_write(commit)?;
    let settings = settings::read(&mut session.conn)?;
    let limits = args.limits.over(&settings.limits);
    let categories = plugin_category::all(&mut session.conn)?;
    let category = match &args.category {
        Some(name) => Some(category::find(&mut session.conn, name)?),
        None => None,
    };
    let bench = judge::bench(&args.judge, settings.llm_required, app)?;
    let mut store = app.store()?;
    let job = Job {
        deed: super::deed(app, None, commit),
        settings: &settings,
        policy: &policy,
        bench: &bench,
        categories: &categories,
        category: category.as_ref(),
        source_url: args.source_url.as_deref(),
    };
    let mut run = Run {
        session: &mut session,
        store: store.as_mut(),
        limits: &limits,
        job: &job,
    };
    if let [path] = paths.as_slice() {
        let item = Item::done(path, run.one(path)?);
        return finish(app, Uploads::of(vec![item]), commit);
    }
    let uploads = app
        .out
        .with_progress("uploading", |progress| run.all(&paths, progress))?;
    finish(app, uploads, commit)
}

fn finish(app: &App, uploads: Uploads, commit: Commit) -> anyhow::Result<Status> {
    if commit == Commit::DryRun {
        app.out.note("not executed: storing the bytes")?;
    }
    app.out.note(uploads.summary())?;
    app.out.show(&uploads)?;
    Ok(match uploads.cut {
        Some(code) => Status::Cut(code),
        None if uploads.failed > 0 => Status::Partial,
        None => Status::Done,
    })
}

/// What all packages of a run share.
struct Run<'a> {
    session: &'a mut Session,
    store: &'a mut dyn PackageStore,
    limits: &'a Limits,
    job: &'a Job<'a>,
}

impl Run<'_> {
    /// Uploads one after the other. What would befall the others too ends it; unless nothing was
    /// uploaded yet, what was done is told all the same.
    fn all(
        &mut self,
        paths: &[PathBuf],
        progress: &dyn Fn(usize, usize),
    ) -> anyhow::Result<Uploads> {
        let mut items = Vec::with_capacity(paths.len());
        let mut rest = paths.iter();
        while let Some(path) = rest.next() {
            match self.one(path) {
                Ok(uploaded) => items.push(Item::done(path, uploaded)),
                Err(error) => {
                    let code = exit::explain(&error).0.code;
                    if concerns_all(code) && items.is_empty() {
                        return Err(error);
                    }
                    items.push(Item::failed(path, &error));
                    if concerns_all(code) {
                        return Ok(Uploads::cut(items, code, rest.as_slice()));
                    }
                }
            }
            progress(items.len(), paths.len());
        }
        Ok(Uploads::of(items))
    }

    fn one(&mut self, path: &Path) -> anyhow::Result<upload::Uploaded> {
        crate::db::interrupt::check()?;
        let package = read(path, self.limits)?;
        upload::run(self.session, self.store, &package, self.job)
    }
}

fn read(path: &Path, limits: &Limits) -> anyhow::Result<Package> {
    let read = if is_input(path) {
        package::read_stream(io::stdin().lock(), limits)
    } else {
        package::read_path(path, limits)
    };
    read.with_context(|| {
        let name = if is_input(path) {
            "standard input".into()
        } else {
            path.display().to_string()
        };
        Advice::new(
            Code::PackageRefused,
            format!("the package {name} is refused"),
        )
    })
}

/// Whether the next package would fail in the same way: the database or the store is at fault, or
/// somebody asked to stop.
fn concerns_all(code: Code) -> bool {
    let is_elsewhere = ["DATABASE.", "STORE.", "SCHEMA.", "INTERRUPTED"]
        .iter()
        .any(|start| code.as_str().starts_with(start));
    is_elsewhere || code.exit() == Exit::Temporary
}

/// The packages that the words mean, in their order.
fn paths(files: &[PathBuf]) -> anyhow::Result<Vec<PathBuf>> {
    let mut paths = Vec::new();
    for file in files {
        if is_input(file) {
            paths.push(file.clone());
        } else {
            units::find(file, &mut paths)?;
        }
    }
    if paths.iter().filter(|path| is_input(path)).count() > 1 {
        return Err(Advice::new(Code::Usage, "standard input can be read once only").into());
    }
    Ok(paths)
}

fn is_input(path: &Path) -> bool {
    path.as_os_str() == "-"
}

fn url(text: &str) -> Result<String, String> {
    let is_web = text.starts_with("https://") || text.starts_with("http://");
    if is_web && text.len() <= 500 && !text.contains(char::is_control) {
        return Ok(text.to_owned());
    }
    Err("use an http or https address of at most 500 characters".to_owned())
}
