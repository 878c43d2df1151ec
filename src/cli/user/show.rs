//! `automatos user show`

use std::io::{self, Write};

use serde::Serialize;

use crate::cli::app::App;
use crate::cli::exit::Status;
use crate::cli::output::{Render, fields};
use crate::db::user::{self, Membership, User};

/// Show one user with the workspaces they are in
#[derive(Debug, clap::Args)]
pub struct Args {
    /// Their name, address or id
    user: String,
}

#[derive(Serialize)]
struct Shown {
    #[serde(flatten)]
    user: User,
    workspaces: Vec<Membership>,
}

pub fn run(args: Args, app: &App) -> anyhow::Result<Status> {
    let conn = &mut app.connect()?.conn;
    let user = super::find(conn, &args.user)?;
    let workspaces = user::memberships(conn, user.id)?;
    app.out.show(&Shown { user, workspaces })?;
    Ok(Status::Done)
}

impl Render for Shown {
    fn human(&self, out: &mut dyn Write) -> io::Result<()> {
        fields(out, &self.user, &[])?;
        for Membership { workspace, role } in &self.workspaces {
            writeln!(out, "  {role} of {workspace}")?;
        }
        Ok(())
    }
}

impl Render for User {
    fn human(&self, out: &mut dyn Write) -> io::Result<()> {
        fields(out, self, &[])
    }
}
