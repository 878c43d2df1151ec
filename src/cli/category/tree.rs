//! `automatos category tree`

use std::io::{self, Write};

use serde::Serialize;

use crate::cli::app::App;
use crate::cli::exit::Status;
use crate::cli::output::Render;
use crate::db::marketplace_page;
use crate::db::plugin_category::{self, PluginCategory};

/// Show the groups, the categories in them, and how many plugins the marketplace shows
#[derive(Debug, clap::Args)]
pub struct Args {}

#[derive(Serialize)]
struct Group {
    #[serde(flatten)]
    group: Node,
    categories: Vec<Node>,
}

#[derive(Serialize)]
struct Node {
    #[serde(flatten)]
    category: PluginCategory,
    /// Plugins that are approved and active; those of a group's categories count for it too.
    plugins: i64,
}

#[derive(Serialize)]
struct Tree {
    groups: Vec<Group>,
}

pub fn run(_: Args, app: &App) -> anyhow::Result<Status> {
    let conn = &mut app.connect()?.conn;
    let all = plugin_category::all(conn)?;
    let counts = marketplace_page::count_by_category(conn)?;
    let count = |category: &PluginCategory| {
        let own = counts.iter().filter(|(id, _)| *id == category.id);
        own.map(|(_, plugins)| plugins).sum::<i64>()
    };
    let groups = all
        .iter()
        .filter(|category| category.parent_id.is_none())
        .map(|group| {
            let categories: Vec<Node> = all
                .iter()
                .filter(|category| category.parent_id == Some(group.id))
                .map(|category| Node {
                    category: category.clone(),
                    plugins: count(category),
                })
                .collect();
            let inside: i64 = categories.iter().map(|node| node.plugins).sum();
            let group = Node {
                category: group.clone(),
                plugins: count(group) + inside,
            };
            Group { group, categories }
        })
        .collect();
    app.out.show(&Tree { groups })?;
    Ok(Status::Done)
}

impl Render for Tree {
    fn human(&self, out: &mut dyn Write) -> io::Result<()> {
        for Group { group, categories } in &self.groups {
            group.write(out, "")?;
            for (at, category) in categories.iter().enumerate() {
                let last = at + 1 == categories.len();
                let branch = if last { "└──" } else { "├──" };
                category.write(out, branch)?;
            }
        }
        Ok(())
    }
}

impl Node {
    fn write(&self, out: &mut dyn Write, branch: &str) -> io::Result<()> {
        let PluginCategory { name, slug, .. } = &self.category;
        let line = format!("{branch} {name} ({slug})");
        let line = line.trim_start();
        match self.plugins {
            0 => writeln!(out, "{line}"),
            1 => writeln!(out, "{line}: 1 plugin"),
            many => writeln!(out, "{line}: {many} plugins"),
        }
    }
}
