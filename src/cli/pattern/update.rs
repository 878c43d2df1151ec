//! `automatos pattern update`

use std::path::PathBuf;

use anyhow::Context;
use serde_json::Value;

use crate::cli::app::App;
use crate::cli::definition_file;
use crate::cli::exit::Status;
use crate::cli::owner::{self, Owner};
use crate::db::Commit;
use crate::db::pattern::Changes;
use crate::ops::pattern::update;
use crate::seed::Definition;

/// Change a pattern: the fields of a file replace its own, and others stay
#[derive(Debug, clap::Args)]
#[command(group(clap::ArgGroup::new("change").multiple(true).required(true)))]
pub struct Args {
    /// Its name or id
    pattern: String,

    /// A YAML or JSON file with its fields; `-` is standard input
    #[arg(short, long, group = "change")]
    file: Option<PathBuf>,

    /// Offer it again
    #[arg(long, group = "change", conflicts_with = "inactive")]
    active: bool,

    /// Offer it no more
    #[arg(long, group = "change")]
    inactive: bool,

    #[command(flatten)]
    owner: Owner,

    /// Do it all, report it, and roll it back
    #[arg(long)]
    dry_run: bool,
}

pub fn run(args: Args, app: &App) -> anyhow::Result<Status> {
    let commit = Commit::unless(args.dry_run);
    let mut wanted = match &args.file {
        None => Changes::default(),
        Some(path) => {
            let fields = definition_file::read(Definition::Pattern, path)?;
            serde_json::from_value(Value::Object(fields)).context("a pattern has other fields")?
        }
    };
    if args.active || args.inactive {
        wanted.is_active = Some(args.active);
    }
    let mut session = app.connect_to_write(commit)?;
    let owner = args.owner.id(&mut session.conn)?;
    let before = super::find(&mut session.conn, &args.pattern, owner)?;
    owner::check("pattern", &before.name, before.workspace_id, owner)?;
    let after = update::run(&mut session, &super::deed(app, commit), &before, &wanted)?;
    app.out.show(&after)?;
    Ok(Status::Done)
}
