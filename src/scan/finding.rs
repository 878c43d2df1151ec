//! One thing the scanner found, and where.

use serde::{Deserialize, Serialize};

use super::rules::{Group, Rule};

/// How bad a finding would be if it is what it looks like.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Severity {
    /// Worth knowing, harmless alone.
    Low,
    /// Worth a look.
    Medium,
    /// A person has to look.
    High,
    /// Never to be installed.
    Critical,
}

impl Severity {
    /// The word shown to people.
    pub fn word(self) -> &'static str {
        match self {
            Self::Low => "low",
            Self::Medium => "medium",
            Self::High => "high",
            Self::Critical => "critical",
        }
    }
}

/// How sure the scanner is, after context has been weighed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Confidence {
    /// Context speaks against it: documentation, tests, quotes, warnings.
    Low,
    /// Could be either.
    Medium,
    /// Nothing in its surroundings speaks against it.
    High,
}

impl Confidence {
    /// The word shown to people.
    pub fn word(self) -> &'static str {
        match self {
            Self::Low => "low",
            Self::Medium => "medium",
            Self::High => "high",
        }
    }
}

/// What kind of text something stands in; the same words weigh differently in each.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Setting {
    /// Runs without being asked: hooks, MCP servers, `!` commands, editor tasks.
    AutoRun,
    /// Runs on install: package scripts, build scripts.
    Install,
    /// A continuous-integration workflow or a container recipe.
    Pipeline,
    /// A code file.
    Script,
    /// A fenced code block in Markdown.
    Fence,
    /// Code inside a line of Markdown.
    InlineCode,
    /// Running text of Markdown.
    Prose,
    /// A table cell.
    Table,
    /// A quotation.
    Quote,
    /// A comment in Markdown or HTML that a reader does not see.
    Comment,
    /// The head of a Markdown file, a manifest, a tool description.
    Metadata,
    /// A value in a data file.
    Data,
    /// The file as a whole.
    Whole,
}

impl Setting {
    /// The words shown to people.
    pub fn words(self) -> &'static str {
        match self {
            Self::AutoRun => "runs by itself",
            Self::Install => "runs on install",
            Self::Pipeline => "build pipeline",
            Self::Script => "code file",
            Self::Fence => "code block",
            Self::InlineCode => "inline code",
            Self::Prose => "prose",
            Self::Table => "table",
            Self::Quote => "quotation",
            Self::Comment => "hidden comment",
            Self::Metadata => "metadata",
            Self::Data => "data",
            Self::Whole => "whole file",
        }
    }
}

/// A range in a file. Lines and columns count from 1, columns in characters.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub struct Location {
    /// The path inside the package.
    pub file: String,
    /// First line.
    pub line: u32,
    /// First column.
    pub column: u32,
    /// Last line.
    pub end_line: u32,
    /// The column after the last character.
    pub end_column: u32,
}

/// One step of the way from a source to a sink.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub struct Step {
    /// Where it stands.
    pub location: Location,
    /// What happens there.
    pub what: String,
}

/// What an engine saw, before context is weighed.
#[derive(Debug, Clone)]
pub struct Signal {
    /// The rule that fired.
    pub rule: &'static Rule,
    /// Where.
    pub location: Location,
    /// What kind of text it stands in.
    pub setting: Setting,
    /// The text that shows it.
    pub evidence: String,
    /// How much the engine believes it, from 0 to 1.
    pub belief: f32,
    /// Why the belief is not 1, in words; empty if it is.
    pub doubt: &'static str,
    /// The way from source to sink, or the layers it was decoded from.
    pub chain: Vec<Step>,
}

/// One finding of a report.
#[derive(Debug, Clone, Serialize)]
pub struct Finding {
    /// The rule's stable name.
    pub rule: &'static str,
    /// What the rule found, in a few words.
    pub title: &'static str,
    /// The group of evidence it belongs to.
    pub group: Group,
    /// How bad it would be.
    pub severity: Severity,
    /// How sure the scanner is.
    pub confidence: Confidence,
    /// Where.
    pub location: Location,
    /// What kind of text it stands in.
    pub setting: Setting,
    /// The text that shows it, cut to 200 characters, invisible characters made visible.
    pub evidence: String,
    /// What it weighs after context, in points of risk.
    pub points: u32,
    /// Why it weighs less than the rule says; empty if it does not.
    pub context: String,
    /// The way from source to sink, or the layers it was decoded from.
    pub chain: Vec<Step>,
    /// A name for this finding that survives moved lines.
    pub fingerprint: String,
}

/// Cuts text to 200 characters and makes what cannot be seen visible.
pub fn shown(text: &str) -> String {
    let mut out = String::with_capacity(text.len().min(260));
    let mut count = 0;
    let mut gap = false;
    for letter in text.trim().chars() {
        if count >= 200 {
            out.push('…');
            break;
        }
        if letter == '\n' || letter == '\t' || letter == ' ' || letter == '\r' {
            gap = true;
            continue;
        }
        if gap {
            out.push(' ');
            count += 1;
            gap = false;
        }
        if super::normal::is_invisible(letter) || letter.is_control() {
            use std::fmt::Write;
            if write!(out, "<U+{:04X}>", u32::from(letter)).is_err() {
                break;
            }
            count += 8;
        } else {
            out.push(letter);
            count += 1;
        }
    }
    out
}
