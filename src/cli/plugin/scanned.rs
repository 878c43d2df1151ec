//! What `automatos plugin scan` found, for people and for programs.

use std::io::{self, Write};

use serde::Serialize;

use super::judge;
use super::stored::Recorded;
use crate::cli::output::Render;
use crate::llm::Combined;
use crate::ops::plugin::bench::Judged;
use crate::scan::{Finding, Report, Verdict};

/// What came of one plugin.
#[derive(Serialize)]
pub struct Scanned {
    pub path: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub report: Option<Report>,
    /// What a judge adds, where one was wanted.
    #[serde(flatten)]
    pub judged: Option<Judged>,
    /// Why its manifest could not be read.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub unnamed: Option<String>,
    /// Why it could not be read.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub refused: Option<String>,
    /// Of a stored plugin: the scan that was recorded.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub recorded: Option<Recorded>,
}

/// What came of all plugins.
#[derive(Serialize)]
pub struct Scans {
    pub plugins: Vec<Scanned>,
    /// Show how each risk adds up.
    #[serde(skip)]
    pub explain: bool,
}

impl Scanned {
    /// What the scanner alone says of a plugin.
    pub fn of_report(path: String, report: Report) -> Self {
        Self {
            path,
            report: Some(report),
            judged: None,
            unnamed: None,
            refused: None,
            recorded: None,
        }
    }

    /// The verdict with all that was asked.
    pub fn verdict(&self) -> Option<Verdict> {
        let report = self.report.as_ref()?;
        let combined = self.judged.as_ref().map(|judged| judged.combined.verdict);
        Some(combined.unwrap_or(report.verdict))
    }
}

impl Render for Scans {
    fn human(&self, out: &mut dyn Write) -> io::Result<()> {
        for Scanned {
            path,
            report,
            judged,
            unnamed,
            refused,
            recorded,
        } in &self.plugins
        {
            if let Some(refused) = refused {
                writeln!(out, "{path}: refused: {refused}")?;
            }
            if let Some(report) = report {
                let combined = judged.as_ref().map(|judged| &judged.combined);
                write_verdict(out, path, report, combined)?;
                if let Some(unnamed) = unnamed {
                    writeln!(out, "  no manifest: {unnamed}")?;
                }
                write_report(out, report, self.explain)?;
            }
            if let Some(judged) = judged {
                judge::write(out, judged)?;
            }
            if let Some(recorded) = recorded {
                writeln!(
                    out,
                    "  recorded as {}, {}",
                    recorded.scan_id,
                    recorded.words()
                )?;
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
