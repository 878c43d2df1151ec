//! `automatos user ...`

mod create;
mod deactivate;
mod list;
mod show;
mod update;

use diesel::PgConnection;

use super::app::App;
use super::exit::Status;
use super::naming;
use crate::db::user::{self, User};

/// Create, see and change the people who sign in
#[derive(Debug, clap::Subcommand)]
pub enum Command {
    List(list::Args),
    Show(show::Args),
    Create(create::Args),
    Update(update::Args),
    Deactivate(deactivate::Args),
}

pub fn run(command: Command, app: &App) -> anyhow::Result<Status> {
    match command {
        Command::List(args) => list::run(args, app),
        Command::Show(args) => show::run(args, app),
        Command::Create(args) => create::run(args, app),
        Command::Update(args) => update::run(args, app),
        Command::Deactivate(args) => deactivate::run(args, app),
    }
}

/// The user of that name, address or id.
pub fn find(conn: &mut PgConnection, name: &str) -> anyhow::Result<User> {
    let found = user::named(conn, name)?;
    naming::one("user", name, found, || user::names(conn))
}

/// An address, so far as can be told without writing to it.
fn address(text: &str) -> Result<String, String> {
    let at = text.find('@');
    if at.is_some_and(|at| at > 0 && at + 1 < text.len()) && !text.contains(char::is_whitespace) {
        Ok(text.to_owned())
    } else {
        Err("it must look like name@example.com".to_owned())
    }
}

/// A name to be known by: what the column takes.
fn username(text: &str) -> Result<String, String> {
    if text.trim().is_empty() || text.chars().count() > 255 || text.contains(char::is_control) {
        Err("it must have 1 to 255 characters that can be seen".to_owned())
    } else {
        Ok(text.to_owned())
    }
}
