//! `automatos agent delete`

use std::io::{self, Write};

use super::Chosen;
use crate::cli::app::App;
use crate::cli::confirm::Consent;
use crate::cli::exit::Status;
use crate::cli::output::{Render, fields};
use crate::db::Commit;
use crate::ops::agent::delete::{self, Deleted};

/// Remove an agent that no routing rule, workflow or execution names
#[derive(Debug, clap::Args)]
pub struct Args {
    #[command(flatten)]
    agent: Chosen,

    #[command(flatten)]
    consent: Consent,

    /// Do it all, report it, and roll it back
    #[arg(long)]
    dry_run: bool,
}

pub fn run(args: Args, app: &App) -> anyhow::Result<Status> {
    let commit = Commit::unless(args.dry_run);
    let mut session = app.connect_to_write(commit)?;
    let (workspace, agent) = args.agent.find(&mut session.conn)?;
    if !args.dry_run {
        let deed = format!(
            "this deletes the agent `{}` of the workspace `{}` with what it is assigned",
            agent.name, workspace.slug
        );
        args.consent.ask(app, &deed, &agent.name)?;
    }
    let deleted = delete::run(&mut session, &app.deed(commit), &agent)?;
    app.out.show(&deleted)?;
    Ok(Status::Done)
}

impl Render for Deleted {
    fn human(&self, out: &mut dyn Write) -> io::Result<()> {
        fields(out, &self.agent, &["custom_persona_prompt"])
    }
}
