//! The page of `automatos plugin scan --html`.

use std::fs;
use std::path::PathBuf;

use anyhow::Context;

use super::judge;
use crate::error::{Advice, Code};
use crate::ops::plugin::bench::Judged;
use crate::package::Package;
use crate::scan::Report;
use crate::scan::html::{self, Second};

/// Where the page goes.
#[derive(Debug, clap::Args)]
#[group(skip)]
pub struct Args {
    /// Also write the report of the one plugin as an HTML page that needs nothing else
    #[arg(long, value_name = "FILE")]
    html: Option<PathBuf>,
}

impl Args {
    /// Whether no page was asked for.
    pub fn is_unwanted(&self) -> bool {
        self.html.is_none()
    }
}

/// Refuses a page about more than one plugin.
pub fn check(args: &Args, count: usize) -> Result<(), Advice> {
    if args.html.is_some() && count != 1 {
        return Err(Advice::new(
            Code::Usage,
            format!("`--html` writes about one plugin, and there are {count}"),
        )
        .hint("name one plugin, or a page for each in a loop"));
    }
    Ok(())
}

/// Writes the page, where one was asked for, with what a judge said.
pub fn write(
    args: &Args,
    package: &Package,
    report: &Report,
    judged: Option<&Judged>,
) -> anyhow::Result<()> {
    let Some(file) = &args.html else {
        return Ok(());
    };
    let manifest = package.manifest();
    let name = format!("{} {}", manifest.name, manifest.version);
    let page = match judged {
        Some(judged) => html::render_with(report, &name, package, &second(judged)?),
        None => html::render(report, &name, package),
    };
    fs::write(file, page).with_context(|| format!("cannot write {}", file.display()))
}

/// The judge's part, in the words of the terminal.
fn second(judged: &Judged) -> anyhow::Result<Second> {
    let mut text = Vec::new();
    judge::write(&mut text, judged)?;
    let lines = String::from_utf8(text)?;
    Ok(Second {
        verdict: judged.combined.verdict,
        risk_score: judged.combined.risk_score,
        lines: lines.lines().map(|line| line.trim().to_owned()).collect(),
    })
}
