//! `automatos plugin ...`

mod download;
mod html;
mod judge;
mod scan;
mod verify;
mod versioned;

use diesel::PgConnection;

pub use self::verify::problem_line;

use super::app::App;
use super::exit::Status;
use super::naming;
use crate::db::package_pointer::{self, Shown};

/// Judge plugins, get their packages back, and see that these are whole
#[derive(Debug, clap::Subcommand)]
pub enum Command {
    Scan(scan::Args),
    Download(download::Args),
    Verify(verify::Args),
}

pub fn run(command: Command, app: &App) -> anyhow::Result<Status> {
    match command {
        Command::Scan(args) => scan::run(args, app),
        Command::Download(args) => download::run(args, app),
        Command::Verify(args) => verify::run(args, app),
    }
}

/// The plugin of that slug, name or id.
fn find(conn: &mut PgConnection, name: &str) -> anyhow::Result<Shown> {
    let found = package_pointer::plugins(conn, name)?;
    naming::one("plugin", name, found, || {
        package_pointer::plugin_names(conn)
    })
}
