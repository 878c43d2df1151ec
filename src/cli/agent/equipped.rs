//! An agent with what it has, as it is shown after a change.

use std::io::{self, Write};

use diesel::PgConnection;
use serde::Serialize;
use uuid::Uuid;

use crate::cli::app::App;
use crate::cli::exit::Status;
use crate::cli::output::Render;
use crate::cli::plugin;
use crate::db::agent_assigned_plugin::Assigned;
use crate::db::plugin_version;
use crate::ops::agent::assign::Equipped;

#[derive(Serialize)]
struct Shown {
    id: i64,
    name: String,
    workspace_id: Uuid,
    changed: bool,
    plugins: Vec<Plugin>,
}

/// A plugin with the skills that it brings.
#[derive(Serialize)]
struct Plugin {
    #[serde(flatten)]
    assigned: Assigned,
    skills: Vec<String>,
}

/// Shows it.
pub fn show(app: &App, conn: &mut PgConnection, equipped: Equipped) -> anyhow::Result<Status> {
    let ids: Vec<Uuid> = equipped.plugins.iter().map(|one| one.plugin_id).collect();
    let contents = plugin_version::contents_of(conn, &ids)?;
    let skills = |assigned: &Assigned| {
        let of = contents
            .iter()
            .find(|(id, version, _)| *id == assigned.plugin_id && *version == assigned.version);
        of.map(|(_, _, contents)| plugin::parts(contents, "skills"))
            .unwrap_or_default()
    };
    let plugins = equipped.plugins.iter().map(|assigned| Plugin {
        skills: skills(assigned),
        assigned: assigned.clone(),
    });
    if !equipped.changed {
        app.out.note("nothing to do: it was so already")?;
    }
    app.out.show(&Shown {
        plugins: plugins.collect(),
        id: equipped.agent.id,
        name: equipped.agent.name,
        workspace_id: equipped.agent.workspace_id,
        changed: equipped.changed,
    })?;
    Ok(Status::Done)
}

impl Render for Shown {
    fn human(&self, out: &mut dyn Write) -> io::Result<()> {
        writeln!(out, "{} (agent {})", self.name, self.id)?;
        for Plugin { assigned, skills } in &self.plugins {
            let Assigned {
                plugin_id: _,
                slug,
                version,
                priority,
            } = assigned;
            writeln!(out, "  {priority:>4}  {slug}@{version}")?;
            for skill in skills {
                writeln!(out, "          skill {skill}")?;
            }
        }
        if self.plugins.is_empty() {
            writeln!(out, "  no plugins")?;
        }
        Ok(())
    }
}
