//! What came of the packages of one upload.

use std::io::{self, Write};
use std::path::{Path, PathBuf};

use serde::Serialize;

use crate::cli::failed::Failed;
use crate::cli::output::Render;
use crate::error::Code;
use crate::ops::plugin::upload::{Outcome, Uploaded};

/// One package.
#[derive(Serialize)]
pub struct Item {
    path: String,
    #[serde(flatten)]
    uploaded: Option<Uploaded>,
    #[serde(skip_serializing_if = "Option::is_none")]
    error: Option<Failed>,
}

/// All packages, with counts.
#[derive(Serialize)]
pub struct Uploads {
    new_plugins: usize,
    new_versions: usize,
    unchanged: usize,
    pub failed: usize,
    plugins: Vec<Item>,
    /// Those that it did not come to.
    not_tried: Vec<PathBuf>,
    /// Why it did not.
    #[serde(skip)]
    pub cut: Option<Code>,
}

impl Item {
    /// One that is there now.
    pub fn done(path: &Path, uploaded: Uploaded) -> Self {
        Self {
            path: path.display().to_string(),
            uploaded: Some(uploaded),
            error: None,
        }
    }

    /// One that was refused or could not be written.
    pub fn failed(path: &Path, error: &anyhow::Error) -> Self {
        Self {
            path: path.display().to_string(),
            uploaded: None,
            error: Some(Failed::of(error)),
        }
    }
}

impl Uploads {
    /// Counts what came of them.
    pub fn of(plugins: Vec<Item>) -> Self {
        let count = |wanted: Outcome| {
            let outcome = |item: &&Item| {
                item.uploaded
                    .as_ref()
                    .is_some_and(|one| one.outcome == wanted)
            };
            plugins.iter().filter(outcome).count()
        };
        Self {
            new_plugins: count(Outcome::NewPlugin),
            new_versions: count(Outcome::NewVersion),
            unchanged: count(Outcome::Unchanged),
            failed: plugins.iter().filter(|item| item.error.is_some()).count(),
            plugins,
            not_tried: Vec::new(),
            cut: None,
        }
    }

    /// The same for an upload that ended at the last of these.
    pub fn cut(plugins: Vec<Item>, why: Code, not_tried: &[PathBuf]) -> Self {
        Self {
            not_tried: not_tried.to_vec(),
            cut: Some(why),
            ..Self::of(plugins)
        }
    }

    /// The counts in a line.
    pub fn summary(&self) -> String {
        let Self {
            new_plugins,
            new_versions,
            unchanged,
            failed,
            plugins,
            not_tried,
            cut: _,
        } = self;
        let skills: usize = plugins
            .iter()
            .filter_map(|item| item.uploaded.as_ref())
            .map(|one| one.skills)
            .sum();
        let summary = format!(
            "packages: {} (skills: {skills}); new plugins: {new_plugins}, new versions: {new_versions}, \
             unchanged: {unchanged}, failed: {failed}",
            plugins.len() + not_tried.len()
        );
        if not_tried.is_empty() {
            return summary;
        }
        format!(
            "{summary}, not tried: {}\n\
             what was uploaded stays; run it again: what is there already changes nothing",
            not_tried.len()
        )
    }
}

impl Render for Uploads {
    fn human(&self, out: &mut dyn Write) -> io::Result<()> {
        for item in &self.plugins {
            if let Some(uploaded) = &item.uploaded {
                write_uploaded(out, uploaded)?;
            }
            if let Some(error) = &item.error {
                error.write(out, &item.path)?;
            }
        }
        for path in &self.not_tried {
            writeln!(out, "{}: not tried", path.display())?;
        }
        Ok(())
    }
}

fn write_uploaded(out: &mut dyn Write, uploaded: &Uploaded) -> io::Result<()> {
    let Uploaded {
        outcome,
        slug,
        version,
        package_sha256,
        security_status,
        approval_status,
        risk_score,
        category,
        skills: _,
        warnings,
    } = uploaded;
    let what = match outcome {
        Outcome::NewPlugin => "new plugin",
        Outcome::NewVersion => "new version",
        Outcome::Unchanged => "nothing to do: these very bytes are there",
    };
    let risk = risk_score.map_or_else(String::new, |risk| format!(" (risk {risk})"));
    let category = category
        .as_ref()
        .map_or_else(String::new, |slug| format!(", {slug}"));
    writeln!(
        out,
        "{slug}@{version}: {what}; {security_status}{risk}, {approval_status}{category}"
    )?;
    writeln!(out, "  sha256:{package_sha256}")?;
    for warning in warnings {
        writeln!(out, "  warning: {warning}")?;
    }
    Ok(())
}
