//! `automatos agent archive`

use serde_json::{Map, json};

use super::{Chosen, equipped};
use crate::cli::app::App;
use crate::cli::exit::Status;
use crate::db::Commit;
use crate::model::AgentStatus;
use crate::ops::agent::update;

/// Put an agent out of use; `agent update --status active` brings it back
#[derive(Debug, clap::Args)]
pub struct Args {
    #[command(flatten)]
    agent: Chosen,

    /// Do it all, report it, and roll it back
    #[arg(long)]
    dry_run: bool,
}

pub fn run(args: Args, app: &App) -> anyhow::Result<Status> {
    let commit = Commit::unless(args.dry_run);
    let patch = Map::from_iter([("status".to_owned(), json!(AgentStatus::Archived))]);
    let mut session = app.connect_to_write(commit)?;
    let (workspace, agent) = args.agent.find(&mut session.conn)?;
    let deed = app.deed(commit);
    let done = update::run(
        &mut session,
        &deed,
        (&workspace, &agent),
        ("archive", &patch),
    )?;
    equipped::show(app, &mut session.conn, done)
}
