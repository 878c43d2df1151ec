//! What a judge thinks of a plugin.

use serde::{Deserialize, Serialize};

use super::question::PROMPT_VERSION;
use crate::scan::Severity;

/// What came of asking.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Status {
    /// Asked, and nothing that needs a person.
    Passed,
    /// Asked, and something does.
    Flagged,
    /// Asked, and there is no answer that can be used.
    Failed,
    /// Not asked.
    Skipped,
}

impl Status {
    /// The word shown to people and stored.
    pub fn word(self) -> &'static str {
        match self {
            Self::Passed => "passed",
            Self::Flagged => "flagged",
            Self::Failed => "failed",
            Self::Skipped => "skipped",
        }
    }
}

/// One thing a judge found.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Concern {
    /// What it is, in a few words.
    pub title: String,
    /// How bad it is.
    pub severity: Severity,
    /// The file of the package it is in.
    pub file: String,
    /// Its line, from 1; none where it is the file as a whole.
    pub line: Option<u32>,
    /// Why it matters.
    pub reason: String,
}

/// What was not sent, because it is too much or no text.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct LeftOut {
    /// How many files were left out, wholly or in part.
    pub files: usize,
    /// How many bytes of them.
    pub bytes: usize,
    /// The first of them, by path.
    pub first: Vec<String>,
}

/// A judge's opinion, or why there is none.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Opinion {
    /// What came of asking.
    pub status: Status,
    /// From 0 to 100; none without an answer.
    pub risk: Option<u32>,
    /// What was found.
    pub findings: Vec<Concern>,
    /// The judge's reasons in a few sentences.
    pub summary: Option<String>,
    /// Why there is no answer.
    pub cause: Option<String>,
    /// The model that was asked.
    pub model: Option<String>,
    /// Tokens of all questions and answers; none where the server did not say.
    pub tokens: Option<u64>,
    /// The version of the question.
    pub prompt_version: String,
    /// What the judge did not see.
    pub left_out: LeftOut,
    /// Whether it was given at an earlier time, to the same bytes by the same model.
    pub cached: bool,
}

impl Opinion {
    /// That the judge was not asked, and why.
    pub fn skipped(cause: impl Into<String>) -> Self {
        Self::without_answer(Status::Skipped, None, cause.into())
    }

    /// That the judge gave no answer that can be used, and why.
    pub fn failed(model: &str, cause: impl Into<String>) -> Self {
        Self::without_answer(Status::Failed, Some(model.to_owned()), cause.into())
    }

    fn without_answer(status: Status, model: Option<String>, cause: String) -> Self {
        Self {
            status,
            risk: None,
            findings: Vec::new(),
            summary: None,
            cause: Some(cause),
            model,
            tokens: None,
            prompt_version: PROMPT_VERSION.to_owned(),
            left_out: LeftOut::default(),
            cached: false,
        }
    }

    /// Whether the judge answered.
    pub fn is_answered(&self) -> bool {
        match self.status {
            Status::Passed | Status::Flagged => true,
            Status::Failed | Status::Skipped => false,
        }
    }
}
