//! `automatos workspace member ...`

mod add;
mod list;
mod remove;
mod set_role;

use std::io::{self, Write};

use crate::cli::app::App;
use crate::cli::exit::Status;
use crate::cli::output::{Render, fields};
use crate::ops::workspace::member::Placed;

/// See and change who is in a workspace
#[derive(Debug, clap::Subcommand)]
pub enum Command {
    List(list::Args),
    Add(add::Args),
    Remove(remove::Args),
    SetRole(set_role::Args),
}

pub fn run(command: Command, app: &App) -> anyhow::Result<Status> {
    match command {
        Command::List(args) => list::run(args, app),
        Command::Add(args) => add::run(args, app),
        Command::Remove(args) => remove::run(args, app),
        Command::SetRole(args) => set_role::run(args, app),
    }
}

/// Shows where a user is now.
fn show(app: &App, placed: &Placed) -> anyhow::Result<()> {
    if !placed.changed {
        app.out.note("nothing to do: it was so already")?;
    }
    app.out.show(placed)
}

impl Render for Placed {
    fn human(&self, out: &mut dyn Write) -> io::Result<()> {
        fields(out, self, &[])
    }
}
