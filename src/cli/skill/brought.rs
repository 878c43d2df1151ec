//! What came of the skills of sources, for people and for programs.

use std::io::{self, Write};

use serde::Serialize;

use crate::cli::app::App;
use crate::cli::exit::Status;
use crate::cli::failed::Failed;
use crate::cli::output::Render;
use crate::ops::skill::report::{Item, Outcome, Report};

/// What came of each source.
#[derive(Default, Serialize)]
pub struct Brought {
    pub sources: Vec<Report>,
    /// Sources that could not be brought in at all.
    pub failed: Vec<FailedSource>,
}

/// A source that could not be brought in.
#[derive(Serialize)]
pub struct FailedSource {
    pub source: String,
    #[serde(flatten)]
    pub failed: Failed,
}

impl Brought {
    /// Shows it, and says how the command ends.
    pub fn finish(self, app: &App) -> anyhow::Result<Status> {
        for report in &self.sources {
            app.out.note(report.summary())?;
        }
        let refused = self.sources.iter().any(|report| report.refused > 0);
        let partial = refused || !self.failed.is_empty();
        app.out.show(&self)?;
        Ok(if partial {
            Status::Partial
        } else {
            Status::Done
        })
    }
}

impl Render for Brought {
    fn human(&self, out: &mut dyn Write) -> io::Result<()> {
        for report in &self.sources {
            for item in &report.items {
                write_item(out, item)?;
            }
        }
        for one in &self.failed {
            one.failed.write(out, &one.source)?;
        }
        Ok(())
    }
}

/// A line for each skill that something was done with; those that are as they were are only counted.
fn write_item(out: &mut dyn Write, item: &Item) -> io::Result<()> {
    let word = match item.outcome {
        Outcome::Unchanged => return Ok(()),
        Outcome::Added => "added",
        Outcome::Changed => "changed",
        Outcome::Kept => "kept",
        Outcome::Removed => "removed",
        Outcome::Refused => "refused",
    };
    write!(
        out,
        "{word:<9}  {}",
        item.name.as_deref().unwrap_or(&item.path)
    )?;
    if let Some(version) = &item.version {
        write!(out, " {version}")?;
    }
    let status = item.security_status.filter(|_| !item.findings.is_empty());
    if let (Some(status), Some(risk)) = (status, item.risk_score) {
        write!(out, " ({status}, risk {risk})")?;
    }
    match &item.note {
        Some(note) => writeln!(out, ": {note}")?,
        None => writeln!(out)?,
    }
    for finding in &item.findings {
        writeln!(out, "           {finding}")?;
    }
    Ok(())
}
