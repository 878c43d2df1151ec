//! `automatos skill delete`

use std::io::{self, Write};

use crate::cli::app::App;
use crate::cli::confirm::Consent;
use crate::cli::exit::Status;
use crate::cli::output::{Render, fields};
use crate::cli::owner::{self, Owner};
use crate::db::Commit;
use crate::db::skill::Metadata;
use crate::ops::skill::delete;

/// Remove a skill that no agent has, with its files and versions
#[derive(Debug, clap::Args)]
pub struct Args {
    /// Its name or id; dashes stand for spaces
    skill: String,

    #[command(flatten)]
    owner: Owner,

    #[command(flatten)]
    consent: Consent,

    /// Do it all, report it, and roll it back
    #[arg(long)]
    dry_run: bool,
}

pub fn run(args: Args, app: &App) -> anyhow::Result<Status> {
    let commit = Commit::unless(args.dry_run);
    let mut session = app.connect_to_write(commit)?;
    let owner = args.owner.id(&mut session.conn)?;
    let skill = super::find(&mut session.conn, &args.skill, owner)?;
    owner::check("skill", &skill.name, skill.workspace_id, owner)?;
    if !args.dry_run {
        let deed = format!("this deletes the skill `{}`", skill.name);
        args.consent.ask(app, &deed, &skill.name)?;
    }
    delete::run(&mut session, &super::deed(app, commit), &skill)?;
    app.out.show(&skill)?;
    Ok(Status::Done)
}

impl Render for Metadata {
    fn human(&self, out: &mut dyn Write) -> io::Result<()> {
        fields(out, self, &[])
    }
}
