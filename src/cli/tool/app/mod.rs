//! `automatos tool app ...`

mod list;
mod show;

use diesel::PgConnection;

use crate::cli::app::App;
use crate::cli::exit::Status;
use crate::cli::naming;
use crate::db::composio_app::{self, ComposioApp};

/// See the apps in the cache
#[derive(Debug, clap::Subcommand)]
pub enum Command {
    List(list::Args),
    Show(show::Args),
}

pub fn run(command: Command, app: &App) -> anyhow::Result<Status> {
    match command {
        Command::List(args) => list::run(args, app),
        Command::Show(args) => show::run(args, app),
    }
}

/// The app of that name, slug or id.
pub fn find(conn: &mut PgConnection, name: &str) -> anyhow::Result<ComposioApp> {
    let found = composio_app::named(conn, name)?;
    naming::one("tool app", name, found, || composio_app::names(conn))
}
