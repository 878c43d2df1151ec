//! `automatos plugin show`

use std::io::{self, Write};

use serde::Serialize;
use serde_json::Value;

use super::reference::Reference;
use crate::cli::app::App;
use crate::cli::exit::Status;
use crate::cli::output::{Render, fields};
use crate::db::marketplace_plugin::MarketplacePlugin;
use crate::db::plugin_version::PluginVersion;
use crate::db::workspace_enabled_plugin::{self, Enabled};

/// So many workspaces are named; `enable_count` has the number of all.
const MOST_WORKSPACES: i64 = 20;

/// Show a plugin and what is in it: as the marketplace shows it, or another version
#[derive(Debug, clap::Args)]
pub struct Args {
    /// The plugin's slug, name or id, and a version of it
    #[arg(value_name = "NAME[@VERSION]")]
    plugin: Reference,
}

#[derive(Serialize)]
struct Shown {
    #[serde(flatten)]
    plugin: MarketplacePlugin,
    /// The version that was asked for, else the one the marketplace shows.
    selected: PluginVersion,
    /// Names of the skills in that version.
    skills: Vec<String>,
    commands: Vec<String>,
    agents: Vec<String>,
    workspaces: Vec<Enabled>,
}

pub fn run(args: Args, app: &App) -> anyhow::Result<Status> {
    let conn = &mut app.connect()?.conn;
    let (plugin, selected) = args.plugin.find(conn)?;
    let workspaces = workspace_enabled_plugin::of_plugin(conn, plugin.id, MOST_WORKSPACES)?;
    app.out.show(&Shown {
        skills: parts(&selected.contents, "skills"),
        commands: parts(&selected.contents, "commands"),
        agents: parts(&selected.contents, "agents"),
        plugin,
        selected,
        workspaces,
    })?;
    Ok(Status::Done)
}

/// The names of the parts of a kind.
pub fn parts(contents: &Value, kind: &str) -> Vec<String> {
    let list = contents.get(kind).and_then(Value::as_array);
    let names = list
        .into_iter()
        .flatten()
        .filter_map(|part| part.get("name")?.as_str());
    names.map(str::to_owned).collect()
}

impl Render for Shown {
    fn human(&self, out: &mut dyn Write) -> io::Result<()> {
        let except = [
            "id",
            "security_scan_id",
            "skills_count",
            "commands_count",
            "agents_count",
            "package_sha256",
        ];
        fields(out, &self.plugin, &except)?;
        let version = &self.selected;
        writeln!(out, "\nversion {}", version.version)?;
        writeln!(out, "  digest     sha256:{}", version.package_sha256)?;
        writeln!(out, "  security   {}", version.security_status)?;
        writeln!(out, "  approval   {}", version.approval_status)?;
        if let Some(reason) = version
            .approval_reason
            .as_ref()
            .or(version.rejection_reason.as_ref())
        {
            writeln!(out, "  reason     {reason}")?;
        }
        writeln!(
            out,
            "  uploaded   {} by {}",
            version.created_at, version.uploaded_by
        )?;
        for (what, names) in [
            ("skills", &self.skills),
            ("commands", &self.commands),
            ("agents", &self.agents),
        ] {
            if !names.is_empty() {
                writeln!(out, "  {what:<9}  {}", names.join(", "))?;
            }
        }
        for Enabled {
            workspace,
            enabled_by,
            enabled_at,
        } in &self.workspaces
        {
            writeln!(
                out,
                "enabled in {workspace} by {enabled_by} at {enabled_at}"
            )?;
        }
        Ok(())
    }
}
