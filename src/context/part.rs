//! Parts of a context.

use serde::Serialize;

use crate::model::tokens;

/// What a part is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Kind {
    /// The instructions of the agent itself.
    Prompt,
    /// What a plugin is.
    Plugin,
    /// A SKILL.md of a plugin that the task is about.
    PluginSkill,
    /// The first level of a skill: what it is.
    Skill,
    /// The second level: its instructions.
    SkillCore,
    /// The third level: one of its files.
    SkillFile,
    /// A tool with its schema.
    Tool,
}

impl Kind {
    /// The place in the queue for the budget: the agent's own instructions first, then what names
    /// every plugin and skill, then tools, then what only one task needs, the largest last.
    pub fn rank(self) -> u8 {
        match self {
            Self::Prompt => 0,
            Self::Plugin | Self::Skill => 1,
            Self::Tool => 2,
            Self::PluginSkill => 3,
            Self::SkillCore => 4,
            Self::SkillFile => 5,
        }
    }
}

/// A text for the model and where it is from.
#[derive(Debug, Clone, Serialize)]
pub struct Part {
    pub kind: Kind,
    pub name: String,
    pub from: String,
    /// An estimate.
    pub tokens: u32,
    #[serde(skip)]
    pub text: String,
}

impl Part {
    /// Of that text.
    pub fn new(kind: Kind, name: &str, from: String, text: String) -> Self {
        Self {
            kind,
            name: name.to_owned(),
            from,
            tokens: tokens(&text),
            text,
        }
    }
}

/// What is not there, and why.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Omitted {
    pub kind: Kind,
    pub name: String,
    pub from: String,
    pub reason: String,
}
