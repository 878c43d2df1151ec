//! An agent gets what it is to work with.

use diesel::PgConnection;

use super::{Chosen, Equipment, Equipped, chosen, hold, plugins, record};
use crate::db::agent::{self, Agent};
use crate::db::workspace::Workspace;
use crate::db::{
    self, Exclusion, Session, agent_app_assignment, agent_assigned_plugin, agent_skill,
};
use crate::ops::Deed;

/// Assigns all of it in one transaction; what the agent has already stays as it is. `priority` is the
/// place of the first plugin; none is below all others.
pub fn run(
    session: &mut Session,
    deed: &Deed<'_>,
    (workspace, agent): (&Workspace, &Agent),
    (chosen, priority): (&Chosen, Option<i32>),
) -> anyhow::Result<Equipped> {
    db::write(session, deed.commit, Exclusion::None, |conn| {
        hold(conn, agent)?;
        let before = Equipment::of(conn, agent)?;
        give(conn, deed, (workspace, agent), (chosen, priority), &before)?;
        changed(conn, deed, ("assign", agent), &before)
    })
}

/// Gives the agent, which has `there`, what was chosen.
pub fn give(
    conn: &mut PgConnection,
    deed: &Deed<'_>,
    (workspace, agent): (&Workspace, &Agent),
    (chosen, priority): (&Chosen, Option<i32>),
    there: &Equipment,
) -> anyhow::Result<()> {
    if let Some(name) = &chosen.persona {
        let persona = chosen::persona(conn, workspace, name)?;
        if there.persona.as_ref().map(|one| one.id) != Some(persona.id) {
            agent::set_persona(conn, agent, Some(persona.id))?;
        }
    }
    if !chosen.plugins.is_empty() {
        let wanted = chosen::plugins(conn, &chosen.plugins)?;
        chosen::check_enabled(conn, workspace, &agent.name, &wanted)?;
        let places = plugins::places(&there.plugins, &wanted, priority)?;
        agent_assigned_plugin::put(conn, agent, &places)?;
    }
    if !chosen.skills.is_empty() {
        let ids = chosen::skills(conn, workspace, &chosen.skills)?;
        agent_skill::put(conn, agent, &ids)?;
    }
    if !chosen.tools.is_empty() {
        let apps = chosen::tools(conn, &chosen.tools, &there.tools)?;
        agent_app_assignment::put(conn, agent, &apps, deed.actor)?;
    }
    Ok(())
}

/// Says what the agent has now, after writing the audit row if anything changed.
pub fn changed(
    conn: &mut PgConnection,
    deed: &Deed<'_>,
    (action, agent): (&str, &Agent),
    before: &Equipment,
) -> anyhow::Result<Equipped> {
    let equipment = Equipment::of(conn, agent)?;
    let changes = before.changes(&equipment);
    if !changes.is_empty() {
        agent::touch(conn, agent)?;
        let (was, is) = super::difference(&before.told(), &equipment.told());
        record(conn, deed, (action, agent), (&was, is))?;
    }
    Ok(Equipped {
        agent: hold(conn, agent)?,
        equipment,
        changed: !changes.is_empty(),
        changes,
        warnings: Vec::new(),
    })
}
