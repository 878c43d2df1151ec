//! What an agent works with: its persona, plugins, skills and apps.

use diesel::{PgConnection, QueryResult};
use serde::Serialize;
use serde_json::{Value, json};

use crate::db::agent::Agent;
use crate::db::{agent_app_assignment, agent_assigned_plugin, agent_skill, persona};

/// All that an agent is assigned.
#[derive(Debug, Clone, Serialize)]
pub struct Equipment {
    pub persona: Option<persona::Brief>,
    /// The most important first.
    pub plugins: Vec<agent_assigned_plugin::Assigned>,
    /// By name.
    pub skills: Vec<agent_skill::Assigned>,
    /// The preferred first.
    pub tools: Vec<agent_app_assignment::Assigned>,
}

/// One thing that an agent was given, lost, or has otherwise than before.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Change {
    /// `assigned`, `unassigned` or `changed`.
    pub action: &'static str,
    /// `persona`, `plugin`, `skill` or `tool`.
    pub kind: &'static str,
    pub name: String,
}

impl Equipment {
    /// Reads it: four queries, however much there is.
    pub fn of(conn: &mut PgConnection, agent: &Agent) -> QueryResult<Self> {
        Ok(Self {
            persona: persona::of_agent(conn, agent)?,
            plugins: agent_assigned_plugin::of_agent(conn, agent)?,
            skills: agent_skill::of_agent(conn, agent)?,
            tools: agent_app_assignment::of_agent(conn, agent)?,
        })
    }

    /// As the audit trail has it.
    pub fn told(&self) -> Value {
        let plugins = self
            .plugins
            .iter()
            .map(|one| json!({"plugin": one.slug, "priority": one.priority}));
        let skills = self.skills.iter().map(|skill| skill.name.as_str());
        json!({
            "persona": self.persona.as_ref().map(|persona| &persona.slug),
            "plugins": plugins.collect::<Vec<_>>(),
            "skills": skills.collect::<Vec<_>>(),
            "tools": self.tools,
        })
    }

    /// What has to be done to this to have the other.
    pub fn changes(&self, after: &Self) -> Vec<Change> {
        let (old, new) = (self.entries(), after.entries());
        let change = |action, (kind, _, name, _): &Entry| Change {
            action,
            kind,
            name: name.clone(),
        };
        let mut changes = Vec::new();
        for entry in &new {
            match old.iter().find(|was| was.0 == entry.0 && was.1 == entry.1) {
                None => changes.push(change("assigned", entry)),
                Some(was) if was.3 != entry.3 => changes.push(change("changed", entry)),
                Some(_) => {}
            }
        }
        for was in &old {
            if !new.iter().any(|one| one.0 == was.0 && one.1 == was.1) {
                changes.push(change("unassigned", was));
            }
        }
        changes
    }

    fn entries(&self) -> Vec<Entry> {
        let persona = self.persona.iter().map(|one| {
            let id = one.id.to_string();
            ("persona", id, one.slug.clone(), Value::Null)
        });
        let plugins = self.plugins.iter().map(|one| {
            let id = one.plugin_id.to_string();
            ("plugin", id, one.slug.clone(), json!(one.priority))
        });
        let skills = self
            .skills
            .iter()
            .map(|one| ("skill", one.id.to_string(), one.name.clone(), Value::Null));
        let tools = self.tools.iter().map(|one| {
            (
                "tool",
                one.app_name.clone(),
                one.app_name.clone(),
                json!(one),
            )
        });
        persona.chain(plugins).chain(skills).chain(tools).collect()
    }
}

/// A kind, an id, a name, and how the agent has it.
type Entry = (&'static str, String, String, Value);
