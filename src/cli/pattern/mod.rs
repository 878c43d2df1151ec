//! `automatos pattern ...`

mod create;
mod delete;
mod list;
mod show;
mod update;

use diesel::PgConnection;
use uuid::Uuid;

use super::app::App;
use super::exit::Status;
use super::naming;
use crate::db::Commit;
use crate::db::pattern::{self, Pattern};
use crate::ops::deed::Deed;

/// See and change the ways in which agents work together
#[derive(Debug, clap::Subcommand)]
pub enum Command {
    List(list::Args),
    Show(show::Args),
    Create(create::Args),
    Update(update::Args),
    Delete(delete::Args),
}

pub fn run(command: Command, app: &App) -> anyhow::Result<Status> {
    match command {
        Command::List(args) => list::run(args, app),
        Command::Show(args) => show::run(args, app),
        Command::Create(args) => create::run(args, app),
        Command::Update(args) => update::run(args, app),
        Command::Delete(args) => delete::run(args, app),
    }
}

/// The pattern of that name or id, among those that a workspace can use. Its own is meant before a
/// global one of the same name.
fn find(
    conn: &mut PgConnection,
    name: &str,
    workspace_id: Option<Uuid>,
) -> anyhow::Result<Pattern> {
    let mut found = pattern::named(conn, name, workspace_id)?;
    let own = |row: &Pattern| workspace_id.is_some() && row.workspace_id == workspace_id;
    if found.first().is_some_and(own) {
        found.truncate(1);
    }
    naming::one("pattern", name, found, || {
        pattern::names(conn, workspace_id)
    })
}

/// How this command's changes are recorded.
fn deed(app: &App, commit: Commit) -> Deed<'_> {
    Deed {
        actor: &app.config.actor,
        command: app.command(),
        commit,
    }
}
