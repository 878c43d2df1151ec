//! `automatos route rule ...`

mod create;
mod delete;
mod list;
mod reorder;
mod update;

use std::io::{self, Write};

use diesel::PgConnection;

use crate::cli::app::App;
use crate::cli::exit::Status;
use crate::cli::naming;
use crate::cli::output::{Render, fields};
use crate::db::routing_rule::{self, RoutingRule};
use crate::db::workspace::Workspace;
use crate::ops::route::rule::Changed;

/// See and change the rules by which requests are routed
#[derive(Debug, clap::Subcommand)]
pub enum Command {
    List(list::Args),
    Create(create::Args),
    Update(update::Args),
    Delete(delete::Args),
    Reorder(reorder::Args),
}

pub fn run(command: Command, app: &App) -> anyhow::Result<Status> {
    match command {
        Command::List(args) => list::run(args, app),
        Command::Create(args) => create::run(args, app),
        Command::Update(args) => update::run(args, app),
        Command::Delete(args) => delete::run(args, app),
        Command::Reorder(args) => reorder::run(args, app),
    }
}

/// The rule of that name or id in that workspace.
fn find(conn: &mut PgConnection, workspace: &Workspace, name: &str) -> anyhow::Result<RoutingRule> {
    let found = routing_rule::named(conn, workspace.id, name)?;
    naming::one("route rule", name, found, || {
        routing_rule::names(conn, workspace.id)
    })
}

/// A name that says something and that the database can keep.
fn name(text: &str) -> Result<String, String> {
    let text = text.trim();
    if text.is_empty() || text.chars().count() > 255 {
        return Err("a name has 1 to 255 characters".to_owned());
    }
    Ok(text.to_owned())
}

/// Shows a rule after a change.
fn show(app: &App, changed: &Changed) -> anyhow::Result<Status> {
    if !changed.changed {
        app.out.note("nothing to do: it was so already")?;
    }
    if changed.forgotten > 0 {
        app.out.note(format!(
            "kept decisions that are made anew from now on: {}",
            changed.forgotten
        ))?;
    }
    app.out.show(changed)?;
    Ok(Status::Done)
}

impl Render for Changed {
    fn human(&self, out: &mut dyn Write) -> io::Result<()> {
        let except = [
            "agent_id",
            "workflow_id",
            "created_at",
            "updated_at",
            "changed",
            "forgotten",
        ];
        fields(out, self, &except)
    }
}
