//! `automatos workflow create`

use std::path::PathBuf;

use anyhow::Context;
use serde_json::Value;

use crate::cli::app::App;
use crate::cli::definition_file;
use crate::cli::exit::Status;
use crate::cli::owner::Tenant;
use crate::db::Commit;
use crate::db::workflow::Changes;
use crate::ops::workflow::create;
use crate::seed::Definition;

/// Make a workflow from a file
///
/// `workflow_definition.steps` is a list; each step has an `id`, and may have an `agent` of the
/// workspace by name, `depends_on` with ids of other steps, and an `order`. What else stands in a
/// step is the platform's. `execution_config` and `schedule_config` are checked where they are given.
#[derive(Debug, clap::Args)]
pub struct Args {
    /// A YAML or JSON file with its fields; `-` is standard input
    #[arg(short, long)]
    file: PathBuf,

    /// A name instead of the one in the file
    #[arg(long)]
    name: Option<String>,

    #[command(flatten)]
    tenant: Tenant,

    /// Do it all, report it, and roll it back
    #[arg(long)]
    dry_run: bool,
}

pub fn run(args: Args, app: &App) -> anyhow::Result<Status> {
    let commit = Commit::unless(args.dry_run);
    let fields = definition_file::read(Definition::Workflow, &args.file)?;
    let mut wanted: Changes =
        serde_json::from_value(Value::Object(fields)).context("a workflow has other fields")?;
    if let Some(name) = args.name {
        super::check_name(&name)?;
        wanted.name = Some(name);
    }
    let mut session = app.connect_to_write(commit)?;
    let workspace = args.tenant.find(&mut session.conn)?;
    let deed = super::deed(app, commit);
    let created = create::run(&mut session, &deed, workspace.id, &wanted)?;
    app.out.show(&created)?;
    Ok(Status::Done)
}
