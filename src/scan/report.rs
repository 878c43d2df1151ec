//! What a scan says. Nothing in it depends on time, threads or the machine.

use std::collections::BTreeMap;

use serde::Serialize;

use super::finding::Finding;
use super::policy::Suppression;
use super::rules::Group;

/// What to do with the package.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Verdict {
    /// Nothing that needs a person.
    Safe,
    /// A person has to look.
    ReviewRequired,
    /// Refused.
    Blocked,
}

impl Verdict {
    /// The words shown to people.
    pub fn words(self) -> &'static str {
        match self {
            Self::Safe => "safe",
            Self::ReviewRequired => "review required",
            Self::Blocked => "blocked",
        }
    }
}

/// What one group of evidence adds to the risk.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Contribution {
    /// The group.
    pub group: Group,
    /// Its strongest finding's rule.
    pub rule: &'static str,
    /// How many findings it has.
    pub findings: usize,
    /// The points it adds.
    pub points: u32,
    /// How they came about.
    pub reason: String,
}

/// A finding an operator accepted, with the decision.
#[derive(Debug, Clone, Serialize)]
pub struct Suppressed {
    /// The finding.
    pub finding: Finding,
    /// The decision.
    pub decision: Suppression,
}

/// The report of one scan.
#[derive(Debug, Clone, Serialize)]
pub struct Report {
    /// The version of this shape.
    pub schema_version: u32,
    /// The package's digest.
    pub package_sha256: String,
    /// The rule set it was made with.
    pub rules_version: &'static str,
    /// The policy it was made under.
    pub policy_hash: String,
    /// The judgement.
    pub verdict: Verdict,
    /// From 0 to 100.
    pub risk_score: u32,
    /// How the risk came about.
    pub contributions: Vec<Contribution>,
    /// What was found, worst first.
    pub findings: Vec<Finding>,
    /// What was found and accepted by an operator.
    pub suppressed: Vec<Suppressed>,
    /// What the package can do: facts, which weigh nothing; each with the files that show it.
    pub capabilities: BTreeMap<&'static str, Vec<String>>,
    /// The hosts it names, each with how it is known.
    pub hosts: BTreeMap<String, &'static str>,
    /// Whether everything was read and judged. An incomplete scan is never safe.
    pub complete: bool,
    /// How many files and bytes were read.
    pub files: usize,
    /// How many bytes were read.
    pub bytes: u64,
}
