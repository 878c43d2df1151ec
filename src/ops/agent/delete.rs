//! An agent that nothing names is removed.

use anyhow::Context;
use serde::Serialize;
use serde_json::{Value, json};

use super::document;
use super::{Equipment, hold, record};
use crate::db::agent::{self, Agent, Row};
use crate::db::{self, Exclusion, Session, agent_use};
use crate::error::{Advice, Code};
use crate::ops::Deed;

/// An agent that is gone, with what it had.
#[derive(Debug, Serialize)]
pub struct Deleted {
    #[serde(flatten)]
    pub agent: Row,
    #[serde(flatten)]
    pub equipment: Equipment,
}

/// Removes it with what it was assigned; refused while rules, workflows or executions name it.
pub fn run(session: &mut Session, deed: &Deed<'_>, agent: &Agent) -> anyhow::Result<Deleted> {
    let name = &agent.name;
    db::write(session, deed.commit, Exclusion::None, |conn| {
        let row = hold(conn, agent)?;
        let equipment = Equipment::of(conn, agent)?;
        let uses = agent_use::count(conn, agent)?;
        let named: Vec<String> = [
            (uses.routing_rules, "routing rules"),
            (uses.workflows, "workflows"),
            (uses.workflow_executions, "workflow executions"),
        ]
        .into_iter()
        .filter(|(count, _)| *count > 0)
        .map(|(count, what)| format!("{count} {what}"))
        .collect();
        if !named.is_empty() {
            let message = format!("the agent `{name}` is named by {}", named.join(", "));
            return Err(Advice::new(Code::AgentInUse, message)
                .hint(format!(
                    "`automatos agent archive '{name}'` keeps it, out of use"
                ))
                .into());
        }
        agent::delete(conn, agent)
            .with_context(|| format!("the agent `{name}` cannot be deleted"))?;
        let slug = equipment.persona.as_ref().map(|one| one.slug.as_str());
        let before = json!({
            "fields": Value::Object(document::of_row(&row, slug)), "assigned": equipment.told(),
        });
        record(conn, deed, ("delete", agent), (&before, json!({})))?;
        Ok(Deleted {
            agent: row,
            equipment,
        })
    })
}
