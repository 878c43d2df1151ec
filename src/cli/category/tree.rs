//! `automatos category tree`

use std::io::{self, Write};

use serde::Serialize;

use crate::cli::app::App;
use crate::cli::exit::Status;
use crate::cli::output::Render;
use crate::db::plugin_category::{self, PluginCategory};

/// Show the groups with the categories in them
#[derive(Debug, clap::Args)]
pub struct Args {}

#[derive(Serialize)]
struct Group {
    #[serde(flatten)]
    group: PluginCategory,
    categories: Vec<PluginCategory>,
}

#[derive(Serialize)]
struct Tree {
    groups: Vec<Group>,
}

pub fn run(_: Args, app: &App) -> anyhow::Result<Status> {
    let all = plugin_category::all(&mut app.connect()?.conn)?;
    let groups = all
        .iter()
        .filter(|category| category.parent_id.is_none())
        .map(|group| Group {
            group: group.clone(),
            categories: all
                .iter()
                .filter(|category| category.parent_id == Some(group.id))
                .cloned()
                .collect(),
        })
        .collect();
    app.out.show(&Tree { groups })?;
    Ok(Status::Done)
}

impl Render for Tree {
    fn human(&self, out: &mut dyn Write) -> io::Result<()> {
        for Group { group, categories } in &self.groups {
            writeln!(out, "{} ({})", group.name, group.slug)?;
            for (at, category) in categories.iter().enumerate() {
                let last = at + 1 == categories.len();
                let branch = if last { "└──" } else { "├──" };
                writeln!(out, "{branch} {} ({})", category.name, category.slug)?;
            }
        }
        Ok(())
    }
}
