//! The log of `automatos plugin scan --sarif`.

use std::fs;
use std::path::PathBuf;

use anyhow::Context;

use super::scanned::Scanned;
use crate::scan::sarif;

/// Where the log goes.
#[derive(Debug, clap::Args)]
#[group(skip)]
pub struct Args {
    /// Also write the findings as SARIF 2.1.0, for code hosts and editors
    #[arg(long, value_name = "FILE")]
    sarif: Option<PathBuf>,
}

impl Args {
    /// Whether no log was asked for.
    pub fn is_unwanted(&self) -> bool {
        self.sarif.is_none()
    }
}

/// Writes the log, where one was asked for: a run for each plugin that was read.
pub fn write(args: &Args, plugins: &[Scanned]) -> anyhow::Result<()> {
    let Some(file) = &args.sarif else {
        return Ok(());
    };
    let reports: Vec<_> = plugins
        .iter()
        .filter_map(|scanned| Some((scanned.path.as_str(), scanned.report.as_ref()?)))
        .collect();
    let log = sarif::render(&reports, env!("CARGO_PKG_VERSION"));
    let text = serde_json::to_string_pretty(&log).context("the log is no JSON")?;
    fs::write(file, text + "\n").with_context(|| format!("cannot write {}", file.display()))
}
