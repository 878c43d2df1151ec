//! `automatos plugin verify`

use std::io::{self, Write};

use super::reference::Reference;
use crate::cli::app::App;
use crate::cli::exit::Status;
use crate::cli::output::Render;
use crate::db::package_pointer;
use crate::error::{Advice, Code};
use crate::ops::store::verify::{self, Kind, Outcome, Problem};

/// Read packages again and compare their digests
///
/// Exits 3 when one is missing or other bytes are there in its place.
#[derive(Debug, clap::Args)]
pub struct Args {
    /// Plugins by slug, name or id; with @VERSION only that version
    #[arg(
        value_name = "NAME[@VERSION]",
        required_unless_present = "all",
        conflicts_with = "all"
    )]
    plugins: Vec<Reference>,

    /// Every version of every plugin
    #[arg(long)]
    all: bool,
}

pub fn run(args: Args, app: &App) -> anyhow::Result<Status> {
    let conn = &mut app.connect()?.conn;
    let mut store = app.store()?;
    let outcome = app.out.with_progress("verifying", |progress| {
        if args.all {
            return verify::all(conn, store.as_mut(), progress);
        }
        let mut pointers = Vec::new();
        for wanted in &args.plugins {
            let plugin = super::find(conn, &wanted.name)?;
            let mut of_plugin = package_pointer::of_plugin(conn, plugin.id)?;
            if let Some(version) = &wanted.version {
                of_plugin.retain(|row| row.version == version.to_string());
                if of_plugin.is_empty() {
                    let message = format!(
                        "there is no version {version} of the plugin `{}`",
                        plugin.slug
                    );
                    return Err(Advice::new(Code::NameUnknown, message).into());
                }
            }
            pointers.extend(of_plugin);
        }
        verify::some(pointers, store.as_mut(), progress)
    })?;
    let status = if outcome.problems.is_empty() {
        Status::Done
    } else {
        Status::Found
    };
    app.out.show(&outcome)?;
    Ok(status)
}

impl Render for Outcome {
    fn human(&self, out: &mut dyn Write) -> io::Result<()> {
        let Self {
            store,
            versions,
            packages,
            bytes,
            problems,
        } = self;
        for problem in problems {
            problem_line(problem, out)?;
        }
        let bad = problems.len();
        writeln!(
            out,
            "{store}: versions {versions}, packages read {packages}, bytes {bytes}, bad {bad}"
        )
    }
}

/// One package that is not what it should be.
pub fn problem_line(problem: &Problem, out: &mut dyn Write) -> io::Result<()> {
    let Problem {
        pointer,
        problem,
        found,
    } = problem;
    let what = match (problem, found) {
        (Kind::Missing, _) => "missing".to_owned(),
        (Kind::Damaged, None) => "damaged".to_owned(),
        (Kind::Damaged, Some(found)) => format!("damaged: there are bytes with sha256:{found}"),
    };
    writeln!(
        out,
        "{}@{} sha256:{}  {what}",
        pointer.plugin, pointer.version, pointer.sha256
    )
}
