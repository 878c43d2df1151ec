//! `automatos seed plan`

use std::io::{self, Write};
use std::path::PathBuf;

use serde::Serialize;
use serde_json::Value;

use super::sources::{self, Merging};
use crate::cli::app::App;
use crate::cli::exit::Status;
use crate::cli::output::Render;
use crate::db::Commit;
use crate::ops;
use crate::ops::seed::{Action, Change, Difference, Field, Report};
use crate::seed::merge::Outcome;

/// Show what `seed apply` would do, field by field
///
/// It is the real run, rolled back. With `--out` the plan is kept, and `seed apply --plan` applies
/// exactly it, or refuses when the database has moved.
#[derive(Debug, clap::Args)]
pub struct Args {
    #[command(flatten)]
    sources: sources::Args,

    #[command(flatten)]
    merging: Merging,

    /// Keep the plan in this file
    #[arg(long, value_name = "FILE")]
    out: Option<PathBuf>,

    /// Exit 3 if anything would be written
    #[arg(long)]
    exit_code: bool,
}

#[derive(Serialize)]
struct Planned(Report);

pub fn run(args: Args, app: &App) -> anyhow::Result<Status> {
    let found = args.sources.find()?;
    let how = (&args.sources, &args.merging, true);
    let report = found.with_job(app, how, Commit::DryRun, |job| {
        let mut session = app.connect_to_write(Commit::DryRun)?;
        let report = app.out.with_progress("planning", |progress| {
            ops::seed::run(&mut session, job, progress)
        })?;
        if let Some(path) = &args.out {
            ops::seed::plan::write(path, job, &report)?;
        }
        Ok(report)
    })?;
    let writes = report.writes();
    app.out.show(&Planned(report))?;
    if let Some(path) = &args.out {
        app.out.note(format!(
            "the plan is in {0}; apply it with `automatos seed apply --plan {0}`",
            path.display()
        ))?;
    }
    Ok(if args.exit_code && writes {
        Status::Found
    } else {
        Status::Done
    })
}

impl Render for Planned {
    fn human(&self, out: &mut dyn Write) -> io::Result<()> {
        for change in self.0.changes.iter().flatten() {
            write_change(out, change)?;
        }
        self.0.human(out)
    }
}

/// Writes a change: the row, and each field that differs with what it is and would be.
pub fn write_change(out: &mut dyn Write, change: &Change) -> io::Result<()> {
    let Change {
        kind,
        key,
        outcome,
        fields,
    } = change;
    writeln!(out, "{} {kind} {key}", word(outcome))?;
    let state = |field: &Field| match outcome {
        Action::Compared(_) => String::new(),
        Action::Merged(_) | Action::Pruned(_) => format!("{} ", word(&field.state)),
    };
    let new = matches!(
        outcome,
        Action::Merged(Outcome::Created) | Action::Compared(Difference::Missing)
    );
    for field in fields.iter().filter(|_| !new) {
        let (from, to) = (short(&field.from), short(&field.to));
        writeln!(out, "    {}{}: {from} -> {to}", state(field), field.field)?;
    }
    Ok(())
}

/// The word that a program reads, for people too.
fn word(value: &impl Serialize) -> String {
    match serde_json::to_value(value) {
        Ok(Value::String(word)) => word.replace('_', " "),
        Ok(_) | Err(_) => String::new(),
    }
}

/// So many characters of a value are shown.
const SHORT: usize = 60;

fn short(value: &Value) -> String {
    let text = value.to_string();
    if text.chars().count() <= SHORT {
        return text;
    }
    text.chars().take(SHORT).chain(['…']).collect()
}
