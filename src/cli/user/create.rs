//! `automatos user create`

use std::io::{self, Write};

use crate::cli::app::App;
use crate::cli::exit::Status;
use crate::cli::output::{Render, fields};
use crate::db::Commit;
use crate::ops::user::create::{self, Created, Wanted};

/// Create a user with a personal workspace
#[derive(Debug, clap::Args)]
pub struct Args {
    /// The name they are known by
    #[arg(value_parser = super::username)]
    username: String,

    /// Their address
    #[arg(long, value_name = "ADDRESS", value_parser = super::address)]
    email: String,

    /// Their name to show
    #[arg(long)]
    name: Option<String>,

    /// Do it all, report it, and roll it back
    #[arg(long)]
    dry_run: bool,
}

pub fn run(args: Args, app: &App) -> anyhow::Result<Status> {
    let commit = Commit::unless(args.dry_run);
    let mut session = app.connect_to_write(commit)?;
    let wanted = Wanted {
        username: args.username,
        email: args.email,
        name: args.name,
    };
    let created = create::run(&mut session, &app.deed(commit), &wanted)?;
    app.out.show(&created)?;
    Ok(Status::Done)
}

impl Render for Created {
    fn human(&self, out: &mut dyn Write) -> io::Result<()> {
        fields(out, self, &[])
    }
}
