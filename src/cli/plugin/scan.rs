//! `automatos plugin scan`

use std::fs;
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::time::SystemTime;

use anyhow::Context;
use chrono::{DateTime, Utc};
use clap::ValueEnum;
use serde::Serialize;

use super::html;
use super::judge::{self, Bench, Judged};
use crate::cli::app::App;
use crate::cli::exit::Status;
use crate::cli::output::Render;
use crate::error::{Advice, Code};
use crate::llm::Combined;
use crate::package::{self, Limits};
use crate::scan::{self, Finding, Policy, Report, Verdict};

/// Scan plugins without a database: archives, folders, or trees with plugins in them
///
/// A folder with a manifest.json, a .claude-plugin/plugin.json or a SKILL.md is one plugin; any
/// other folder is searched for such folders and for zip archives.
#[derive(Debug, clap::Args)]
pub struct Args {
    /// Archives and folders
    #[arg(required = true, value_name = "PATH")]
    paths: Vec<PathBuf>,

    /// Exit 3 when a plugin is judged so, or worse
    #[arg(long, value_enum, value_name = "VERDICT")]
    fail_on: Option<Threshold>,

    /// A policy file instead of ./scan-policy.toml
    #[arg(long, value_name = "FILE")]
    policy: Option<PathBuf>,

    /// Show how each risk adds up
    #[arg(long)]
    explain: bool,

    #[command(flatten)]
    judge: judge::Args,

    #[command(flatten)]
    html: html::Args,
}

#[derive(Debug, Clone, Copy, ValueEnum)]
enum Threshold {
    /// It needs a person, or is blocked
    Review,
    /// It is blocked
    Blocked,
}

/// What came of one plugin.
#[derive(Serialize)]
struct Scanned {
    path: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    report: Option<Report>,
    /// What a judge adds, where one was wanted.
    #[serde(flatten)]
    judged: Option<Judged>,
    /// Why it could not be read.
    #[serde(skip_serializing_if = "Option::is_none")]
    refused: Option<String>,
}

#[derive(Serialize)]
struct Scans {
    plugins: Vec<Scanned>,
    #[serde(skip)]
    explain: bool,
}

pub fn run(args: Args, app: &App) -> anyhow::Result<Status> {
    let policy = policy(args.policy.as_deref())?;
    let bench = Bench::new(&args.judge, policy.thresholds(), app)?;
    let mut units = Vec::new();
    for path in &args.paths {
        find(path, &mut units)?;
    }
    let count = units.len();
    html::check(&args.html, count)?;
    let plugins = app.out.with_progress("scanning", |progress| {
        let scan = |(done, path): (usize, PathBuf)| {
            let scanned = one(&path, &policy, &bench, &args.html);
            progress(done + 1, count);
            scanned
        };
        let scanned = units.into_iter().enumerate().map(scan);
        scanned.collect::<anyhow::Result<Vec<_>>>()
    })?;
    let worst = plugins.iter().filter_map(Scanned::verdict).max();
    let refused = plugins
        .iter()
        .filter(|scanned| scanned.refused.is_some())
        .count();
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

fn one(path: &Path, policy: &Policy, bench: &Bench, page: &html::Args) -> anyhow::Result<Scanned> {
    let shown = path.display().to_string();
    Ok(match package::read_path(path, &Limits::default()) {
        Ok(package) => {
            let report = scan::scan(&package, policy);
            let judged = bench.judge(&package, &report)?;
            html::write(page, &package, &report, judged.as_ref())?;
            Scanned {
                path: shown,
                report: Some(report),
                judged,
                refused: None,
            }
        }
        Err(refused) => Scanned {
            path: shown,
            report: None,
            judged: None,
            refused: Some(refused.to_string()),
        },
    })
}

impl Scanned {
    /// The verdict with all that was asked.
    fn verdict(&self) -> Option<Verdict> {
        let report = self.report.as_ref()?;
        let combined = self.judged.as_ref().map(|judged| judged.combined.verdict);
        Some(combined.unwrap_or(report.verdict))
    }
}

/// The policy of that file, of ./scan-policy.toml, or the usual one.
fn policy(path: Option<&Path>) -> anyhow::Result<Policy> {
    let usual = Path::new("scan-policy.toml");
    let path = match path {
        Some(path) => path,
        None if usual.is_file() => usual,
        None => return Ok(Policy::default()),
    };
    let explain = || {
        Advice::new(
            Code::ScanPolicy,
            format!("the scan policy {} cannot be used", path.display()),
        )
    };
    let text = fs::read_to_string(path).with_context(explain)?;
    let today = DateTime::<Utc>::from(SystemTime::now()).date_naive();
    Policy::parse(&text, today).with_context(explain)
}

/// What makes a folder a plugin.
const SIGNS: &[&str] = &["manifest.json", ".claude-plugin/plugin.json", "SKILL.md"];

/// Adds the plugin at this path, or those in the tree below it.
fn find(path: &Path, units: &mut Vec<PathBuf>) -> anyhow::Result<()> {
    if !path.is_dir() || is_plugin(path) {
        units.push(path.to_owned());
        return Ok(());
    }
    let before = units.len();
    search(path, units)?;
    if units.len() == before {
        return Err(Advice::new(
            Code::PackageRefused,
            format!("there is no plugin in {}", path.display()),
        )
        .hint("a plugin has a manifest.json, a .claude-plugin/plugin.json or a SKILL.md")
        .into());
    }
    Ok(())
}

fn is_plugin(folder: &Path) -> bool {
    SIGNS.iter().any(|sign| folder.join(sign).is_file())
}

fn search(folder: &Path, units: &mut Vec<PathBuf>) -> anyhow::Result<()> {
    let explain = || format!("cannot read the folder {}", folder.display());
    let entries = fs::read_dir(folder).with_context(explain)?;
    let mut paths = entries
        .map(|entry| Ok(entry?.path()))
        .collect::<io::Result<Vec<_>>>()
        .with_context(explain)?;
    paths.sort();
    for path in paths {
        if path.is_symlink() || path.ends_with(".git") {
            continue;
        }
        if path.is_dir() && !is_plugin(&path) {
            search(&path, units)?;
        } else if path.is_dir() || path.extension().is_some_and(|extension| extension == "zip") {
            units.push(path);
        }
    }
    Ok(())
}

impl Render for Scans {
    fn human(&self, out: &mut dyn Write) -> io::Result<()> {
        for Scanned {
            path,
            report,
            judged,
            refused,
        } in &self.plugins
        {
            if let Some(refused) = refused {
                writeln!(out, "{path}: refused: {refused}")?;
            }
            if let Some(report) = report {
                let combined = judged.as_ref().map(|judged| &judged.combined);
                write_verdict(out, path, report, combined)?;
                write_report(out, report, self.explain)?;
            }
            if let Some(judged) = judged {
                judge::write(out, judged)?;
            }
        }
        Ok(())
    }
}

fn write_verdict(
    out: &mut dyn Write,
    path: &str,
    report: &Report,
    combined: Option<&Combined>,
) -> io::Result<()> {
    let incomplete = if report.complete { "" } else { ", incomplete" };
    let (verdict, risk) = match combined {
        Some(combined) => (combined.verdict, combined.risk_score),
        None => (report.verdict, report.risk_score),
    };
    writeln!(out, "{path}: {} (risk {risk}{incomplete})", verdict.words())
}

fn write_report(out: &mut dyn Write, report: &Report, explain: bool) -> io::Result<()> {
    for finding in &report.findings {
        write_finding(out, finding)?;
    }
    for suppressed in &report.suppressed {
        let decision = &suppressed.decision;
        writeln!(
            out,
            "  suppressed {} by {} until {}: {}",
            suppressed.finding.rule, decision.author, decision.expires, decision.reason
        )?;
    }
    if explain {
        for part in &report.contributions {
            writeln!(
                out,
                "  {:>4} points, {}: {} ({})",
                part.points,
                part.group.words(),
                part.reason,
                part.rule
            )?;
        }
    }
    Ok(())
}

fn write_finding(out: &mut dyn Write, finding: &Finding) -> io::Result<()> {
    let at = &finding.location;
    writeln!(
        out,
        "  {} {}:{}:{}: {} [{}]",
        finding.severity.word(),
        at.file,
        at.line,
        at.column,
        finding.title,
        finding.rule
    )?;
    if !finding.evidence.is_empty() {
        writeln!(out, "      {}", finding.evidence)?;
    }
    Ok(())
}
