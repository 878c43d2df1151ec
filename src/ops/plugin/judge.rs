//! A scan as it is recorded: the scanner's report and the judge's opinion under the thresholds in force.

use std::time::Instant;

use serde_json::{Value, json};
use uuid::Uuid;

use super::bench::{Bench, Judged};
use crate::db::plugin_security_scan;
use crate::llm::{self, Opinion};
use crate::model::{ScanStatus, SecurityStatus, Verdict};
use crate::package::Package;
use crate::scan::{self, Policy, Preset, Report};

/// How packages are judged.
pub struct Judge<'a> {
    pub policy: &'a Policy,
    /// The thresholds of the settings; a policy that is strict or permissive brings its own.
    pub thresholds: (u32, u32),
    pub bench: &'a Bench,
    pub actor: &'a str,
}

/// What was said of a package, and the row that is recorded of it.
pub struct Judgement {
    pub report: Report,
    pub judged: Option<Judged>,
    pub row: plugin_security_scan::New,
}

impl Judge<'_> {
    /// Scans a package and asks for an opinion. Takes as long as both take: where a model is asked, no
    /// transaction may be open.
    pub fn scan(&self, package: &Package) -> anyhow::Result<Judgement> {
        let start = Instant::now();
        let report = scan::scan(package, self.policy);
        let duration_ms = i64::try_from(start.elapsed().as_millis()).unwrap_or(i64::MAX);
        let thresholds = match self.policy.preset {
            Preset::Balanced => self.thresholds,
            Preset::Strict | Preset::Permissive => self.policy.thresholds(),
        };
        let static_risk = risk(&report, thresholds.0);
        let judged = self.bench.judge(package, &report, thresholds)?;
        // The judge can only add.
        let combined = judged.as_ref().map(|judged| judged.combined.risk_score);
        let risk_score = combined.map_or(static_risk, |risk| risk.max(static_risk));
        let opinion = judged.as_ref().map(|judged| &judged.opinion);
        let manifest = package.manifest();
        let row = plugin_security_scan::New {
            id: Uuid::now_v7(),
            plugin_slug: manifest.slug.as_str().to_owned(),
            plugin_version: manifest.version.to_string(),
            package_sha256: package.sha256().as_str().to_owned(),
            static_scan_status: status(&report),
            static_risk_score: score(static_risk),
            blocked_patterns_found: blocking(&report, thresholds.1),
            static_findings: findings(&report)?,
            llm_scan_status: opinion.map_or(ScanStatus::Skipped, llm_status),
            llm_risk_score: opinion.and_then(|opinion| opinion.risk).map(score),
            llm_findings: judged.as_ref().map_or(Ok(json!([])), llm_findings)?,
            llm_summary: opinion.and_then(said),
            llm_model_used: opinion.and_then(|opinion| opinion.model.clone()),
            llm_tokens_used: opinion
                .and_then(|opinion| opinion.tokens)
                .map(|tokens| i32::try_from(tokens).unwrap_or(i32::MAX)),
            risk_score: score(risk_score),
            review_from: score(thresholds.0),
            blocked_above: score(thresholds.1),
            overall_verdict: verdict(risk_score, thresholds),
            rules_version: report.rules_version.to_owned(),
            duration_ms,
            scanned_by: self.actor.to_owned(),
        };
        Ok(Judgement {
            report,
            judged,
            row,
        })
    }
}

/// The scanner's risk. What was not read wholly needs a person, whatever was found: its risk is
/// raised to say so.
fn risk(report: &Report, review_from: u32) -> u32 {
    if report.complete {
        report.risk_score
    } else {
        report.risk_score.max(review_from)
    }
}

fn verdict(risk: u32, (review_from, blocked_above): (u32, u32)) -> Verdict {
    if risk > blocked_above {
        Verdict::Blocked
    } else if risk >= review_from {
        Verdict::ReviewRequired
    } else {
        Verdict::Safe
    }
}

fn status(report: &Report) -> ScanStatus {
    if !report.complete {
        ScanStatus::Failed
    } else if report.findings.is_empty() {
        ScanStatus::Passed
    } else {
        ScanStatus::Flagged
    }
}

fn llm_status(opinion: &Opinion) -> ScanStatus {
    match opinion.status {
        llm::Status::Passed => ScanStatus::Passed,
        llm::Status::Flagged => ScanStatus::Flagged,
        llm::Status::Failed => ScanStatus::Failed,
        llm::Status::Skipped => ScanStatus::Skipped,
    }
}

/// The judge's reasons, else why there are none.
fn said(opinion: &Opinion) -> Option<String> {
    let text = opinion.summary.as_ref().or(opinion.cause.as_ref())?;
    Some(text.replace('\0', "\u{2400}"))
}

/// What the judge found, and how the plugin talks to it.
fn llm_findings(judged: &Judged) -> anyhow::Result<Value> {
    let mut all = Vec::new();
    for finding in &judged.opinion.findings {
        all.push(serde_json::to_value(finding)?);
    }
    for attempt in &judged.combined.attempts {
        all.push(serde_json::to_value(attempt)?);
    }
    Ok(without_nul(Value::Array(all)))
}

/// The rules that weigh enough to block alone.
fn blocking(report: &Report, blocked_above: u32) -> Vec<String> {
    let alone = report
        .findings
        .iter()
        .filter(|finding| finding.points > blocked_above);
    let mut rules: Vec<String> = alone.map(|finding| finding.rule.to_owned()).collect();
    rules.sort();
    rules.dedup();
    rules
}

/// What was found, the accepted findings with the decision to accept them.
fn findings(report: &Report) -> anyhow::Result<Value> {
    let mut all = Vec::new();
    for finding in &report.findings {
        all.push(serde_json::to_value(finding)?);
    }
    for suppressed in &report.suppressed {
        let mut finding = serde_json::to_value(&suppressed.finding)?;
        if let Some(map) = finding.as_object_mut() {
            let decision = serde_json::to_value(&suppressed.decision)?;
            map.insert("suppressed".to_owned(), decision);
        }
        all.push(finding);
    }
    Ok(without_nul(Value::Array(all)))
}

/// PostgreSQL keeps no NUL; evidence may show one where the package holds it.
fn without_nul(value: Value) -> Value {
    match value {
        Value::String(text) => Value::String(text.replace('\0', "\u{2400}")),
        Value::Array(list) => Value::Array(list.into_iter().map(without_nul).collect()),
        Value::Object(map) => {
            let clean =
                |(key, value): (String, Value)| (key.replace('\0', "\u{2400}"), without_nul(value));
            Value::Object(map.into_iter().map(clean).collect())
        }
        Value::Null | Value::Bool(_) | Value::Number(_) => value,
    }
}

fn score(points: u32) -> i32 {
    i32::try_from(points.min(100)).unwrap_or(100)
}

/// A verdict as versions carry it.
pub fn security_status(verdict: Verdict) -> SecurityStatus {
    match verdict {
        Verdict::Safe => SecurityStatus::Safe,
        Verdict::ReviewRequired => SecurityStatus::ReviewRequired,
        Verdict::Blocked => SecurityStatus::Blocked,
    }
}
