//! An agent loses what it worked with.

use diesel::PgConnection;
use uuid::Uuid;

use super::assign::changed;
use super::{Chosen, Equipment, Equipped, chosen, hold};
use crate::db::agent::{self, Agent};
use crate::db::workspace::Workspace;
use crate::db::{
    self, Exclusion, Session, agent_app_assignment, agent_assigned_plugin, agent_skill,
};
use crate::ops::Deed;

/// Takes all of it in one transaction; what the agent does not have is no error, what nobody has is.
pub fn run(
    session: &mut Session,
    deed: &Deed<'_>,
    (workspace, agent): (&Workspace, &Agent),
    chosen: &Chosen,
) -> anyhow::Result<Equipped> {
    db::write(session, deed.commit, Exclusion::None, |conn| {
        hold(conn, agent)?;
        let before = Equipment::of(conn, agent)?;
        take(conn, (workspace, agent), chosen, &before)?;
        changed(conn, deed, ("unassign", agent), &before)
    })
}

fn take(
    conn: &mut PgConnection,
    (workspace, agent): (&Workspace, &Agent),
    chosen: &Chosen,
    there: &Equipment,
) -> anyhow::Result<()> {
    if let Some(name) = &chosen.persona {
        let goes_by = |id: Uuid, slug: &str, own: &str| {
            name == slug || name == own || *name == id.to_string()
        };
        let own = there.persona.as_ref();
        if own.is_some_and(|one| goes_by(one.id, &one.slug, &one.name)) {
            agent::set_persona(conn, agent, None)?;
        } else {
            chosen::persona(conn, workspace, name)?;
        }
    }
    if !chosen.plugins.is_empty() {
        let plugins = chosen::plugins(conn, &chosen.plugins)?;
        let ids: Vec<Uuid> = plugins.into_iter().map(|(id, _)| id).collect();
        agent_assigned_plugin::remove(conn, agent, &ids)?;
    }
    if !chosen.skills.is_empty() {
        // What it has it can lose, even what its workspace could not use any more.
        let goes_by = |id: i64, own: &str, name: &str| name == own || name == id.to_string();
        let (own, other): (Vec<String>, Vec<String>) =
            chosen.skills.iter().cloned().partition(|name| {
                there
                    .skills
                    .iter()
                    .any(|one| goes_by(one.id, &one.name, name))
            });
        chosen::skills(conn, workspace, &other)?;
        let lost = there
            .skills
            .iter()
            .filter(|one| own.iter().any(|name| goes_by(one.id, &one.name, name)));
        let ids: Vec<i64> = lost.map(|one| one.id).collect();
        agent_skill::remove(conn, agent, &ids)?;
    }
    if !chosen.tools.is_empty() {
        let lost = there.tools.iter().filter(|one| {
            let is_it = |tool: &super::Tool| one.app_name.eq_ignore_ascii_case(&tool.app_name);
            chosen.tools.iter().any(is_it)
        });
        let names: Vec<String> = lost.map(|one| one.app_name.clone()).collect();
        agent_app_assignment::remove(conn, agent, &names)?;
    }
    Ok(())
}
