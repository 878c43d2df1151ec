//! An agent gets what it is to work with.

use anyhow::Context;
use diesel::PgConnection;
use serde::Serialize;
use serde_json::json;
use uuid::Uuid;

use super::plugins;
use crate::db::agent::{self, Agent};
use crate::db::agent_assigned_plugin::{self, Assigned};
use crate::db::audit_event::{self, Change};
use crate::db::{self, Commit, Exclusion, Session, workspace_enabled_plugin};
use crate::error::{Advice, Code};

/// What an agent is to have; whatever else it can be assigned is a field of its own.
#[derive(Debug, Default)]
pub struct Wanted {
    /// Ids and slugs of plugins, the most important first.
    pub plugins: Vec<(Uuid, String)>,
    /// The place of the first of them; none is below all others.
    pub priority: Option<i32>,
}

/// An agent with what it has.
#[derive(Debug, Serialize)]
pub struct Equipped {
    #[serde(flatten)]
    pub agent: Agent,
    pub plugins: Vec<Assigned>,
    /// False when nothing had to be done.
    pub changed: bool,
}

/// Assigns all of it in one transaction.
pub fn run(
    session: &mut Session,
    command: &str,
    agent: &Agent,
    wanted: &Wanted,
    commit: Commit,
) -> anyhow::Result<Equipped> {
    let actor = session.actor.clone();
    db::write(session, commit, Exclusion::None, |conn| {
        hold(conn, agent)?;
        let before = agent_assigned_plugin::of_agent(conn, agent)?;
        assign_plugins(conn, agent, wanted, &before)?;
        let after = agent_assigned_plugin::of_agent(conn, agent)?;
        let done = Recorded {
            actor: &actor,
            command,
            action: "assign",
        };
        done.write(conn, agent, &before, &after)
    })
}

/// Holds the agent to the end of the transaction, so that two changes come one after the other.
pub fn hold(conn: &mut PgConnection, agent: &Agent) -> anyhow::Result<()> {
    let name = &agent.name;
    if agent::hold(conn, agent).with_context(|| format!("the agent `{name}` cannot be changed"))? {
        return Ok(());
    }
    Err(Advice::new(
        Code::NameUnknown,
        format!("the agent `{name}` was removed meanwhile"),
    )
    .into())
}

fn assign_plugins(
    conn: &mut PgConnection,
    agent: &Agent,
    wanted: &Wanted,
    there: &[Assigned],
) -> anyhow::Result<()> {
    let ids: Vec<Uuid> = wanted.plugins.iter().map(|(id, _)| *id).collect();
    let enabled = workspace_enabled_plugin::among(conn, agent.workspace_id, &ids)?;
    if let Some((_, slug)) = wanted.plugins.iter().find(|(id, _)| !enabled.contains(id)) {
        return Err(Advice::new(
            Code::PluginNotEnabled,
            format!(
                "the workspace of the agent `{}` has not enabled `{slug}`",
                agent.name
            ),
        )
        .hint(format!(
            "first `automatos plugin enable {slug} --workspace {}`",
            agent.workspace_id
        ))
        .into());
    }
    let places = plugins::places(there, &wanted.plugins, wanted.priority)?;
    agent_assigned_plugin::put(conn, agent, &places)?;
    Ok(())
}

/// Who changed an agent, and how it is called.
pub struct Recorded<'a> {
    pub actor: &'a str,
    pub command: &'a str,
    pub action: &'a str,
}

impl Recorded<'_> {
    /// Writes the audit row if anything changed.
    pub fn write(
        &self,
        conn: &mut PgConnection,
        agent: &Agent,
        before: &[Assigned],
        after: &[Assigned],
    ) -> anyhow::Result<Equipped> {
        let told = |plugins: &[Assigned]| {
            let of = |one: &Assigned| json!({"plugin": one.slug, "priority": one.priority});
            json!({"plugins": plugins.iter().map(of).collect::<Vec<_>>()})
        };
        let (old, new) = (told(before), told(after));
        let changed = old != new;
        if changed {
            agent::touch(conn, agent)?;
            let change = Change {
                workspace_id: agent.workspace_id,
                actor: self.actor,
                command: self.command,
                object_type: "agent",
                object_id: &agent.id.to_string(),
                object_name: &agent.name,
                action: self.action,
                after: new,
            };
            audit_event::insert_explained(conn, &change, None, &old)?;
        }
        Ok(Equipped {
            agent: agent.clone(),
            plugins: after.to_vec(),
            changed,
        })
    }
}
