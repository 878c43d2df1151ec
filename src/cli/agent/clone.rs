//! `automatos agent clone`

use std::io::{self, Write};

use super::Chosen;
use crate::cli::app::App;
use crate::cli::exit::Status;
use crate::cli::output::{Render, fields};
use crate::cli::workspace;
use crate::db::Commit;
use crate::ops::agent::clone::{self, Cloned};

/// Make another agent of one, in its workspace or in another
///
/// Another workspace gets the personas and skills that are for all, or its own of the same name, and
/// the plugins that it has enabled; what is left out is said. An agent of the marketplace is cloned
/// with `-w platform --to-workspace WORKSPACE`, which counts as an installation.
#[derive(Debug, clap::Args)]
pub struct Args {
    #[command(flatten)]
    agent: Chosen,

    /// The workspace of the new one; the same when absent
    #[arg(long, value_name = "WORKSPACE")]
    to_workspace: Option<String>,

    /// Its name; the same in another workspace, with ` (copy)` behind it in the same one
    #[arg(long)]
    name: Option<String>,

    /// Do it all, report it, and roll it back
    #[arg(long)]
    dry_run: bool,
}

pub fn run(args: Args, app: &App) -> anyhow::Result<Status> {
    let commit = Commit::unless(args.dry_run);
    let mut session = app.connect_to_write(commit)?;
    let (workspace, agent) = args.agent.find(&mut session.conn)?;
    let to = match &args.to_workspace {
        Some(name) => workspace::find(&mut session.conn, name)?,
        None => workspace,
    };
    let name = args.name.unwrap_or_else(|| {
        if to.id == agent.workspace_id {
            format!("{} (copy)", agent.name)
        } else {
            agent.name.clone()
        }
    });
    let deed = app.deed(commit);
    let cloned = clone::run(&mut session, &deed, &agent, (&to, &name))?;
    for clone::LeftOut { kind, name, reason } in &cloned.left_out {
        app.out
            .note(format!("left out the {kind} `{name}`: {reason}"))?;
    }
    for warning in &cloned.made.warnings {
        app.out.note(warning)?;
    }
    app.out.show(&cloned)?;
    Ok(Status::Done)
}

impl Render for Cloned {
    fn human(&self, out: &mut dyn Write) -> io::Result<()> {
        fields(out, &self.made.agent, &["custom_persona_prompt"])
    }
}
