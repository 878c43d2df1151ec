//! `automatos agent update`

use std::path::PathBuf;

use serde_json::{Map, json};

use super::fields::{Fields, read_patch};
use super::{Chosen, equipped};
use crate::cli::app::App;
use crate::cli::exit::Status;
use crate::db::Commit;
use crate::error::{Advice, Code};
use crate::ops::agent::update;

/// Change fields of an agent
///
/// Flags and the file together make one JSON merge patch; flags go over the file.
#[derive(Debug, clap::Args)]
pub struct Args {
    #[command(flatten)]
    agent: Chosen,

    /// Another name
    #[arg(long, value_name = "NAME")]
    name: Option<String>,

    /// A file with a JSON merge patch
    #[arg(short, long, value_name = "FILE")]
    file: Option<PathBuf>,

    #[command(flatten)]
    fields: Fields,

    /// Do it all, report it, and roll it back
    #[arg(long)]
    dry_run: bool,
}

pub fn run(args: Args, app: &App) -> anyhow::Result<Status> {
    if args.name.is_none() && args.file.is_none() && args.fields.is_empty() {
        return Err(Advice::new(Code::Usage, "nothing is to change")
            .hint("name a field, as in `--set model_config.temperature=0.3`")
            .into());
    }
    let commit = Commit::unless(args.dry_run);
    let mut patch = match &args.file {
        Some(file) => read_patch(file)?,
        None => Map::new(),
    };
    if let Some(name) = &args.name {
        patch.insert("name".to_owned(), json!(name));
    }
    args.fields.add_to(&mut patch)?;
    let mut session = app.connect_to_write(commit)?;
    let (workspace, agent) = args.agent.find(&mut session.conn)?;
    let deed = app.deed(commit);
    let done = update::run(
        &mut session,
        &deed,
        (&workspace, &agent),
        ("update", &patch),
    )?;
    equipped::show(app, &mut session.conn, done)
}
