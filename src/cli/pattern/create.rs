//! `automatos pattern create`

use std::path::PathBuf;

use anyhow::Context;
use serde_json::Value;

use crate::cli::app::App;
use crate::cli::definition_file;
use crate::cli::exit::Status;
use crate::cli::owner::Owner;
use crate::db::Commit;
use crate::ops::pattern::create;
use crate::seed::Definition;

/// Make a pattern from a file
#[derive(Debug, clap::Args)]
pub struct Args {
    /// A YAML or JSON file with its fields, as an item of a seed file has them; `-` is standard input
    #[arg(short, long)]
    file: PathBuf,

    #[command(flatten)]
    owner: Owner,

    /// Do it all, report it, and roll it back
    #[arg(long)]
    dry_run: bool,
}

pub fn run(args: Args, app: &App) -> anyhow::Result<Status> {
    let commit = Commit::unless(args.dry_run);
    let fields = definition_file::read(Definition::Pattern, &args.file)?;
    let wanted =
        serde_json::from_value(Value::Object(fields)).context("a pattern has other fields")?;
    let mut session = app.connect_to_write(commit)?;
    let owner = args.owner.id(&mut session.conn)?;
    let created = create::run(&mut session, &super::deed(app, commit), owner, &wanted)?;
    app.out.show(&created)?;
    Ok(Status::Done)
}
