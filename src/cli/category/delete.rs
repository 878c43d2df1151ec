//! `automatos category delete`

use std::io::{self, Write};

use crate::cli::app::App;
use crate::cli::confirm::Consent;
use crate::cli::exit::Status;
use crate::cli::output::{Render, fields};
use crate::db::Commit;
use crate::ops::category::delete::{self, Deleted};

/// Remove a category that no plugin and no category is in
#[derive(Debug, clap::Args)]
pub struct Args {
    /// Its slug, name or id
    category: String,

    /// Move its plugins into this category first
    #[arg(long, value_name = "CATEGORY")]
    move_to: Option<String>,

    #[command(flatten)]
    consent: Consent,

    /// Do it all, report it, and roll it back
    #[arg(long)]
    dry_run: bool,
}

pub fn run(args: Args, app: &App) -> anyhow::Result<Status> {
    let commit = Commit::unless(args.dry_run);
    let mut session = app.connect_to_write(commit)?;
    let category = super::find(&mut session.conn, &args.category)?;
    let move_to = match &args.move_to {
        Some(name) => Some(super::find(&mut session.conn, name)?),
        None => None,
    };
    if !args.dry_run {
        let deed = format!("this deletes the category `{}`", category.slug);
        args.consent.ask(app, &deed, &category.slug)?;
    }
    let deed = app.deed(commit);
    let deleted = delete::run(&mut session, &deed, &category, move_to.as_ref())?;
    app.out.show(&deleted)?;
    Ok(Status::Done)
}

impl Render for Deleted {
    fn human(&self, out: &mut dyn Write) -> io::Result<()> {
        fields(out, self, &[])
    }
}
