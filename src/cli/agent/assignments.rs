//! What `agent assign`, `unassign` and `create` name: personas, plugins, skills and apps.

use super::Chosen as Agent;
use crate::ops::agent::{Chosen, Tool};

/// An agent, and what it is given or loses.
#[derive(Debug, clap::Args)]
#[command(group(clap::ArgGroup::new("what").args(["persona", "plugins", "skills", "tools"]).multiple(true).required(true)))]
pub struct Target {
    #[command(flatten)]
    pub agent: Agent,

    #[command(flatten)]
    pub assignments: Assignments,

    /// Do it all, report it, and roll it back
    #[arg(long)]
    pub dry_run: bool,
}

/// Any mix of what an agent can be assigned.
#[derive(Debug, clap::Args)]
#[group(skip)]
pub struct Assignments {
    /// A persona's slug, name or id; an agent has one
    #[arg(long, value_name = "PERSONA")]
    persona: Option<String>,

    /// A plugin's slug, name or id; may be repeated, the most important first
    #[arg(long = "plugin", value_name = "PLUGIN")]
    plugins: Vec<String>,

    /// A skill's name or id; may be repeated
    #[arg(long = "skill", value_name = "SKILL")]
    skills: Vec<String>,

    /// An app's name; may be repeated
    #[arg(long = "tool", value_name = "APP")]
    tools: Vec<String>,
}

impl Assignments {
    /// The names, for the layer that looks them up.
    pub fn chosen(self) -> Chosen {
        let tool = |app_name| Tool {
            app_name,
            app_type: None,
            priority: None,
            config: None,
        };
        Chosen {
            persona: self.persona,
            plugins: self.plugins,
            skills: self.skills,
            tools: self.tools.into_iter().map(tool).collect(),
        }
    }
}
