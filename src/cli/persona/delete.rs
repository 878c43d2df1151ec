//! `automatos persona delete`

use std::io::{self, Write};

use crate::cli::app::App;
use crate::cli::confirm::Consent;
use crate::cli::exit::Status;
use crate::cli::output::{Render, fields};
use crate::cli::workspace::Chosen;
use crate::db::Commit;
use crate::ops::persona::delete::{self, Deleted};

/// Remove a persona that no agent speaks with
#[derive(Debug, clap::Args)]
pub struct Args {
    /// Its slug, name or id
    persona: String,

    #[command(flatten)]
    workspace: Chosen,

    /// Give its agents this persona first
    #[arg(long, value_name = "PERSONA")]
    reassign: Option<String>,

    #[command(flatten)]
    consent: Consent,

    /// Do it all, report it, and roll it back
    #[arg(long)]
    dry_run: bool,
}

pub fn run(args: Args, app: &App) -> anyhow::Result<Status> {
    let commit = Commit::unless(args.dry_run);
    let mut session = app.connect_to_write(commit)?;
    let workspace_id = args.workspace.id(&mut session.conn)?;
    let persona = super::find(&mut session.conn, &args.persona, workspace_id)?;
    super::check_own(&persona, workspace_id)?;
    let reassign = match &args.reassign {
        Some(name) => Some(super::find(&mut session.conn, name, workspace_id)?),
        None => None,
    };
    if !args.dry_run {
        let deed = format!("this deletes the persona `{}`", persona.slug);
        args.consent.ask(app, &deed, &persona.slug)?;
    }
    let deed = app.deed(commit);
    let deleted = delete::run(&mut session, &deed, &persona, reassign.as_ref())?;
    app.out.show(&deleted)?;
    Ok(Status::Done)
}

impl Render for Deleted {
    fn human(&self, out: &mut dyn Write) -> io::Result<()> {
        fields(out, self, &["system_prompt"])
    }
}
