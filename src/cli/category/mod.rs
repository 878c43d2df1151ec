//! `automatos category ...`

mod create;
mod delete;
mod list;
mod show;
mod tree;
mod update;

use diesel::PgConnection;
use uuid::Uuid;

use super::app::App;
use super::exit::Status;
use super::naming;
use crate::db::plugin_category::{self, PluginCategory};

/// See and change the categories of the plugin marketplace
#[derive(Debug, clap::Subcommand)]
pub enum Command {
    List(list::Args),
    Tree(tree::Args),
    Show(show::Args),
    Create(create::Args),
    Update(update::Args),
    Delete(delete::Args),
}

pub fn run(command: Command, app: &App) -> anyhow::Result<Status> {
    match command {
        Command::List(args) => list::run(args, app),
        Command::Tree(args) => tree::run(args, app),
        Command::Show(args) => show::run(args, app),
        Command::Create(args) => create::run(args, app),
        Command::Update(args) => update::run(args, app),
        Command::Delete(args) => delete::run(args, app),
    }
}

/// The category of that slug, name or id.
pub fn find(conn: &mut PgConnection, name: &str) -> anyhow::Result<PluginCategory> {
    let found = plugin_category::named(conn, name)?;
    naming::one("category", name, found, || plugin_category::names(conn))
}

/// The ids of a category and of those in it.
pub fn with_inner(conn: &mut PgConnection, name: &str) -> anyhow::Result<Vec<Uuid>> {
    let category = find(conn, name)?;
    let all = plugin_category::all(conn)?;
    let inner = all.iter().filter(|one| one.parent_id == Some(category.id));
    Ok(std::iter::once(category.id)
        .chain(inner.map(|one| one.id))
        .collect())
}
