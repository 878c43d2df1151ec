//! An agent loses what it worked with.

use uuid::Uuid;

use super::assign::{Equipped, Recorded, hold};
use crate::db::agent::Agent;
use crate::db::{self, Commit, Exclusion, Session, agent_assigned_plugin};

/// What an agent is to lose.
#[derive(Debug, Default)]
pub struct Unwanted {
    pub plugins: Vec<Uuid>,
}

/// Takes all of it in one transaction; what the agent does not have is no error.
pub fn run(
    session: &mut Session,
    command: &str,
    agent: &Agent,
    unwanted: &Unwanted,
    commit: Commit,
) -> anyhow::Result<Equipped> {
    let actor = session.actor.clone();
    db::write(session, commit, Exclusion::None, |conn| {
        hold(conn, agent)?;
        let before = agent_assigned_plugin::of_agent(conn, agent)?;
        agent_assigned_plugin::remove(conn, agent, &unwanted.plugins)?;
        let after = agent_assigned_plugin::of_agent(conn, agent)?;
        let done = Recorded {
            actor: &actor,
            command,
            action: "unassign",
        };
        done.write(conn, agent, &before, &after)
    })
}
