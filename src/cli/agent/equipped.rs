//! An agent with what it has, as it is shown after a change.

use std::io::{self, Write};

use diesel::PgConnection;
use serde::Serialize;
use serde_json::Value;
use uuid::Uuid;

use crate::cli::app::App;
use crate::cli::exit::Status;
use crate::cli::output::Render;
use crate::cli::plugin;
use crate::db::agent_app_assignment as app_assignment;
use crate::db::agent_assigned_plugin::Assigned;
use crate::db::{agent_skill, persona, plugin_version};
use crate::ops::agent::{Change, Equipment, Equipped};

#[derive(Serialize)]
struct Shown {
    id: i64,
    name: String,
    workspace_id: Uuid,
    changed: bool,
    changes: Vec<Change>,
    #[serde(flatten)]
    has: Has,
    warnings: Vec<String>,
}

/// What an agent has, with the skills that its plugins bring.
#[derive(Serialize)]
pub struct Has {
    persona: Option<persona::Brief>,
    plugins: Vec<Plugin>,
    skills: Vec<agent_skill::Assigned>,
    tools: Vec<app_assignment::Assigned>,
}

/// A plugin with the skills that it brings.
#[derive(Serialize)]
struct Plugin {
    #[serde(flatten)]
    assigned: Assigned,
    skills: Vec<String>,
}

/// A version of a plugin by its plugin's id and its number, and what is in it.
type Contents = (Uuid, String, Value);

fn brought(conn: &mut PgConnection, equipment: &Equipment) -> anyhow::Result<Vec<Contents>> {
    if equipment.plugins.is_empty() {
        return Ok(Vec::new());
    }
    let ids: Vec<Uuid> = equipment.plugins.iter().map(|one| one.plugin_id).collect();
    Ok(plugin_version::contents_of(conn, &ids)?)
}

impl Has {
    /// Looks up what the plugins bring: one query, and none where there is no plugin.
    pub fn of(conn: &mut PgConnection, equipment: Equipment) -> anyhow::Result<Self> {
        let contents = brought(conn, &equipment)?;
        Ok(Self::with(equipment, &contents))
    }

    fn with(equipment: Equipment, contents: &[Contents]) -> Self {
        let skills = |assigned: &Assigned| {
            let of = contents
                .iter()
                .find(|(id, version, _)| *id == assigned.plugin_id && *version == assigned.version);
            of.map(|(_, _, contents)| plugin::parts(contents, "skills"))
                .unwrap_or_default()
        };
        let plugins = equipment.plugins.into_iter().map(|assigned| Plugin {
            skills: skills(&assigned),
            assigned,
        });
        Self {
            plugins: plugins.collect(),
            persona: equipment.persona,
            skills: equipment.skills,
            tools: equipment.tools,
        }
    }

    /// Writes it for a person, indented.
    pub fn human(&self, out: &mut dyn Write) -> io::Result<()> {
        if let Some(persona) = &self.persona {
            writeln!(out, "  persona {}", persona.slug)?;
        }
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
        for skill in &self.skills {
            writeln!(out, "  skill {}", skill.name)?;
        }
        for tool in &self.tools {
            let off = if tool.is_active { "" } else { ", not active" };
            let (name, kind, priority) = (&tool.app_name, tool.app_type, tool.priority);
            writeln!(out, "  tool {name} ({kind}, priority {priority}{off})")?;
        }
        Ok(())
    }
}

/// Shows it, with what was changed and what a person should know on stderr.
pub fn show(app: &App, conn: &mut PgConnection, equipped: Equipped) -> anyhow::Result<Status> {
    if !equipped.changed {
        app.out.note("nothing to do: it was so already")?;
    }
    for Change { action, kind, name } in &equipped.changes {
        app.out.note(format!("{action} {kind} {name}"))?;
    }
    for warning in &equipped.warnings {
        app.out.note(warning)?;
    }
    // The change is kept by now, whatever becomes of this look-up.
    let contents = match brought(conn, &equipped.equipment) {
        Ok(contents) => contents,
        Err(error) => {
            let remark = "the change is kept; what the plugins bring cannot be looked up";
            app.out.note(format!("{remark}: {error:#}"))?;
            Vec::new()
        }
    };
    app.out.show(&Shown {
        has: Has::with(equipped.equipment, &contents),
        id: equipped.agent.id,
        name: equipped.agent.name,
        workspace_id: equipped.agent.workspace_id,
        changed: equipped.changed,
        changes: equipped.changes,
        warnings: equipped.warnings,
    })?;
    Ok(Status::Done)
}

impl Render for Shown {
    fn human(&self, out: &mut dyn Write) -> io::Result<()> {
        writeln!(out, "{} (agent {})", self.name, self.id)?;
        self.has.human(out)
    }
}
