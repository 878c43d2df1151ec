//! The report as SARIF 2.1.0, for code hosts and editors.

use std::collections::BTreeSet;

use serde_json::{Value, json};

use super::finding::{Finding, Location, Severity};
use super::report::Report;
use super::rules::{self, Rule};

/// Renders reports as one SARIF log with a run for each, named by the path that was scanned.
/// `tool_version` is the version of the program.
pub fn render(reports: &[(&str, &Report)], tool_version: &str) -> Value {
    let runs: Vec<Value> = reports
        .iter()
        .map(|(path, report)| run(path, report, tool_version))
        .collect();
    json!({
        "$schema": "https://json.schemastore.org/sarif-2.1.0.json",
        "version": "2.1.0",
        "runs": runs,
    })
}

fn run(path: &str, report: &Report, tool_version: &str) -> Value {
    let suppressed = report
        .suppressed
        .iter()
        .map(|one| (&one.finding, Some(one.decision.reason.as_str())));
    let all: Vec<(&Finding, Option<&str>)> = report
        .findings
        .iter()
        .map(|finding| (finding, None))
        .chain(suppressed)
        .collect();
    let ids: BTreeSet<&str> = all.iter().map(|(finding, _)| finding.rule).collect();
    let used: Vec<&Rule> = ids.iter().filter_map(|id| rules::find(id)).collect();
    json!({
        "tool": { "driver": {
            "name": "automatos",
            "semanticVersion": tool_version,
            "properties": { "rulesVersion": report.rules_version, "policyHash": report.policy_hash },
            "rules": used.iter().map(|rule| rule_entry(rule)).collect::<Vec<_>>(),
        }},
        "automationDetails": { "id": format!("{path}/") },
        "columnKind": "unicodeCodePoints",
        "invocations": [{ "executionSuccessful": report.complete }],
        "results": all.iter().map(|(finding, reason)| result(finding, *reason, &used)).collect::<Vec<_>>(),
        "properties": {
            "packageSha256": report.package_sha256,
            "verdict": report.verdict.words(),
            "riskScore": report.risk_score,
        },
    })
}

fn rule_entry(rule: &Rule) -> Value {
    json!({
        "id": rule.id,
        "shortDescription": { "text": rule.title },
        "fullDescription": { "text": rule.why },
        "help": { "text": format!("{} Instead: {}", rule.why, rule.instead) },
        "defaultConfiguration": { "level": level(rule.severity) },
        "properties": { "tags": rule.taxonomy, "group": rule.group.words(), "security-severity": security_severity(rule.severity) },
    })
}

fn level(severity: Severity) -> &'static str {
    match severity {
        Severity::Critical | Severity::High => "error",
        Severity::Medium => "warning",
        Severity::Low => "note",
    }
}

fn security_severity(severity: Severity) -> &'static str {
    match severity {
        Severity::Critical => "9.5",
        Severity::High => "8.0",
        Severity::Medium => "5.0",
        Severity::Low => "2.0",
    }
}

fn result(finding: &Finding, suppressed: Option<&str>, used: &[&Rule]) -> Value {
    let index = used
        .iter()
        .position(|rule| rule.id == finding.rule)
        .unwrap_or_default();
    let level = if finding.points < 20 {
        "note"
    } else {
        level(finding.severity)
    };
    let mut result = serde_json::Map::new();
    let plain = json!({
        "ruleId": finding.rule,
        "ruleIndex": index,
        "level": level,
        "message": { "text": format!("{}: {}", finding.title, finding.evidence) },
        "locations": [{ "physicalLocation": physical(&finding.location) }],
        "partialFingerprints": { "ruleAndEvidence/v1": finding.fingerprint },
        "properties": { "points": finding.points, "confidence": finding.confidence.word(), "setting": finding.setting.words(), "context": finding.context },
    });
    if let Value::Object(entries) = plain {
        result.extend(entries);
    }
    if finding.chain.len() > 1 {
        let steps: Vec<Value> = finding.chain.iter().map(|step| json!({ "location": { "physicalLocation": physical(&step.location), "message": { "text": step.what } } })).collect();
        result.insert(
            "codeFlows".to_owned(),
            json!([{ "threadFlows": [{ "locations": steps }] }]),
        );
    }
    if let Some(reason) = suppressed {
        result.insert(
            "suppressions".to_owned(),
            json!([{ "kind": "external", "status": "accepted", "justification": reason }]),
        );
    }
    Value::Object(result)
}

fn physical(location: &Location) -> Value {
    json!({
        "artifactLocation": { "uri": uri(&location.file) },
        "region": { "startLine": location.line, "startColumn": location.column, "endLine": location.end_line, "endColumn": location.end_column },
    })
}

/// A path as a relative URI reference: what is not plain is written as percent escapes.
fn uri(path: &str) -> String {
    let mut out = String::with_capacity(path.len());
    for byte in path.bytes() {
        if byte.is_ascii_alphanumeric() || matches!(byte, b'/' | b'.' | b'-' | b'_' | b'~') {
            out.push(char::from(byte));
        } else {
            out.push('%');
            for half in [byte >> 4, byte & 15] {
                out.push(
                    char::from_digit(u32::from(half), 16)
                        .unwrap_or('0')
                        .to_ascii_uppercase(),
                );
            }
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn odd_paths_become_proper_references() {
        assert_eq!(uri("a b/ü<.md"), "a%20b/%C3%BC%3C.md");
    }
}
