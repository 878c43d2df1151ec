//! What came of the skills of one source.

use serde::Serialize;

use super::found::{Found, Refusal};
use crate::model::{SecurityStatus, tokens};

/// What was done with a skill.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Outcome {
    /// It is new here.
    Added,
    /// It is another now.
    Changed,
    /// It is as it was.
    Unchanged,
    /// It was edited here, and stays so.
    Kept,
    /// Its source lacks it: it is offered no more.
    Removed,
    /// It is not taken.
    Refused,
}

/// One skill.
#[derive(Debug, Clone, Serialize)]
pub struct Item {
    pub outcome: Outcome,
    /// None where it could not be read.
    pub name: Option<String>,
    pub path: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub version: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub security_status: Option<SecurityStatus>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub risk_score: Option<i32>,
    /// About how many tokens its instructions take.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub tokens: Option<u32>,
    /// What changed, or why it was kept or refused.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub note: Option<String>,
    /// The code of the refusal.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub code: Option<&'static str>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub findings: Vec<String>,
}

/// All skills of one source, with counts.
#[derive(Debug, Clone, Serialize)]
pub struct Report {
    pub source: String,
    /// The commit that was fetched; none: a folder.
    pub commit: Option<String>,
    /// How many skills the source has, refused ones included.
    pub skills: usize,
    pub added: usize,
    pub changed: usize,
    pub unchanged: usize,
    pub kept: usize,
    pub removed: usize,
    pub refused: usize,
    pub items: Vec<Item>,
}

impl Item {
    /// About a skill that was found.
    pub fn of(outcome: Outcome, found: &Found) -> Self {
        Self {
            outcome,
            name: Some(found.name.clone()),
            path: found.path.clone(),
            version: None,
            security_status: Some(found.security_status),
            risk_score: Some(found.risk_score),
            tokens: Some(tokens(&found.instructions)),
            note: None,
            code: None,
            findings: Vec::new(),
        }
    }

    /// About one that was refused when it was read.
    pub fn refused(refusal: &Refusal) -> Self {
        Self {
            outcome: Outcome::Refused,
            name: refusal.name.clone(),
            path: refusal.path.clone(),
            version: None,
            security_status: None,
            risk_score: None,
            tokens: None,
            note: Some(refusal.message.clone()),
            code: Some(refusal.code.as_str()),
            findings: Vec::new(),
        }
    }
}

impl Report {
    /// Counts what came of them.
    pub fn of(source: &str, commit: Option<&str>, items: Vec<Item>) -> Self {
        let count = |outcome: Outcome| items.iter().filter(|item| item.outcome == outcome).count();
        let removed = count(Outcome::Removed);
        Self {
            source: source.to_owned(),
            commit: commit.map(ToOwned::to_owned),
            skills: items.len() - removed,
            added: count(Outcome::Added),
            changed: count(Outcome::Changed),
            unchanged: count(Outcome::Unchanged),
            kept: count(Outcome::Kept),
            removed,
            refused: count(Outcome::Refused),
            items,
        }
    }

    /// The counts in a line.
    pub fn summary(&self) -> String {
        let Self {
            source,
            commit: _,
            skills,
            added,
            changed,
            unchanged,
            kept,
            removed,
            refused,
            items: _,
        } = self;
        format!(
            "{source}: {skills} skills; added: {added}, changed: {changed}, unchanged: {unchanged}, \
             kept: {kept}, removed: {removed}, refused: {refused}"
        )
    }
}
