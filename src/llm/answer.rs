//! What a model may answer: one JSON object of a given shape, and nothing else.

use serde::Deserialize;

use super::marker::Marker;
use super::opinion::Concern;
use super::passages::visible;
use crate::package::Package;
use crate::scan::Severity;

const MOST_FINDINGS: usize = 50;
const LONGEST_SUMMARY: usize = 2_000;
const LONGEST_TITLE: usize = 200;
const LONGEST_REASON: usize = 1_000;

/// An answer of the right shape.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Answer {
    /// From 0 to 100, and not below what the findings say.
    pub risk: u32,
    /// The reasons.
    pub summary: String,
    /// What was found.
    pub findings: Vec<Concern>,
}

/// Why an answer cannot be used, in words for the model and for people.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum Fault {
    /// Not JSON, or of another shape.
    #[error("it is not one JSON object of the given shape")]
    Shape,
    /// Without the marker, so perhaps copied from the plugin.
    #[error("it does not repeat the marker")]
    Marker,
    /// A number that is out of range.
    #[error("the risk is not between 0 and 100")]
    Risk,
    /// Too long, or too many findings.
    #[error("it is longer than allowed")]
    Length,
    /// A file that is not there.
    #[error("a finding names a file that the plugin does not have")]
    File,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Shape {
    marker: String,
    risk: u32,
    summary: String,
    findings: Vec<Concern>,
}

/// Reads an answer to the question that was marked so.
pub fn read(text: &str, marker: &Marker, package: &Package) -> Result<Answer, Fault> {
    let shape: Shape = serde_json::from_str(unfenced(text)).map_err(|_| Fault::Shape)?;
    if shape.marker != marker.as_str() {
        return Err(Fault::Marker);
    }
    if shape.risk > 100 {
        return Err(Fault::Risk);
    }
    let is_long = |text: &str, most: usize| text.chars().count() > most;
    if shape.findings.len() > MOST_FINDINGS || is_long(&shape.summary, LONGEST_SUMMARY) {
        return Err(Fault::Length);
    }
    for one in &shape.findings {
        if is_long(&one.title, LONGEST_TITLE) || is_long(&one.reason, LONGEST_REASON) {
            return Err(Fault::Length);
        }
        if !package
            .files()
            .iter()
            .any(|file| visible(&file.path) == one.file)
        {
            return Err(Fault::File);
        }
    }
    let least = shape.findings.iter().map(|one| least(one.severity)).max();
    Ok(Answer {
        risk: shape.risk.max(least.unwrap_or(0)),
        summary: visible(&shape.summary),
        findings: shape.findings.into_iter().map(shown).collect(),
    })
}

/// The least risk of a plugin with a finding of that severity: a judge that names a crime and says
/// "harmless" was talked into it.
fn least(severity: Severity) -> u32 {
    match severity {
        Severity::Low => 0,
        Severity::Medium => 20,
        Severity::High => 45,
        Severity::Critical => 71,
    }
}

/// Many models put their JSON into a code block, whatever they are told.
fn unfenced(text: &str) -> &str {
    let text = text.trim();
    text.strip_prefix("```json")
        .or_else(|| text.strip_prefix("```"))
        .and_then(|rest| rest.strip_suffix("```"))
        .map_or(text, str::trim)
}

/// A model can be made to write what a terminal obeys.
fn shown(concern: Concern) -> Concern {
    let Concern {
        title,
        severity,
        file,
        line,
        reason,
    } = concern;
    Concern {
        title: visible(&title).replace('\n', " "),
        severity,
        file: visible(&file),
        line,
        reason: visible(&reason),
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;
    use crate::package::{self, File, Limits};

    fn package() -> Package {
        let file = File {
            path: "SKILL.md".to_owned(),
            bytes: b"---\nname: a\n---\n".to_vec(),
            executable: false,
        };
        package::from_files(vec![file], &Limits::default()).unwrap()
    }

    fn answer(change: impl FnOnce(&mut serde_json::Value)) -> Result<Answer, Fault> {
        let marker = Marker::of([7; 16]);
        let mut value = json!({
            "marker": marker.as_str(), "risk": 3, "summary": "fine",
            "findings": [{"title": "a", "severity": "low", "file": "SKILL.md", "line": 1, "reason": "b"}],
        });
        change(&mut value);
        read(&value.to_string(), &marker, &package())
    }

    #[test]
    fn an_answer_of_the_shape_is_taken_also_from_a_code_block() {
        assert_eq!(answer(|_| ()).unwrap().risk, 3);
        let marker = Marker::of([7; 16]);
        let text = format!(
            "```json\n{{\"marker\":\"{}\",\"risk\":0,\"summary\":\"\",\"findings\":[]}}\n```",
            marker.as_str()
        );
        assert_eq!(read(&text, &marker, &package()).unwrap().risk, 0);
    }

    #[test]
    fn every_departure_is_a_fault() {
        assert_eq!(answer(|v| v["marker"] = json!("0")), Err(Fault::Marker));
        assert_eq!(answer(|v| v["risk"] = json!(101)), Err(Fault::Risk));
        assert_eq!(answer(|v| v["risk"] = json!(-1)), Err(Fault::Shape));
        assert_eq!(answer(|v| v["extra"] = json!(1)), Err(Fault::Shape));
        assert_eq!(
            answer(|v| v["findings"][0]["file"] = json!("b")),
            Err(Fault::File)
        );
        let long = "x".repeat(3_000);
        assert_eq!(answer(|v| v["summary"] = json!(long)), Err(Fault::Length));
        for text in ["", "safe", "[]", "{}", "null"] {
            let read = read(text, &Marker::of([7; 16]), &package());
            assert_eq!(read, Err(Fault::Shape));
        }
    }

    #[test]
    fn harmless_with_a_critical_finding_is_not_believed() {
        let risk = answer(|v| v["findings"][0]["severity"] = json!("critical"));
        assert_eq!(risk.unwrap().risk, 71);
    }

    #[test]
    fn what_a_terminal_would_obey_is_written_out() {
        let read = answer(|v| v["summary"] = json!("a\u{1b}[2Jb")).unwrap();
        assert_eq!(read.summary, "a<U+001B>[2Jb");
    }
}
