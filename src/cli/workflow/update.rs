//! `automatos workflow update`

use std::path::PathBuf;

use anyhow::Context;
use serde_json::Value;

use crate::cli::app::App;
use crate::cli::definition_file;
use crate::cli::exit::Status;
use crate::cli::owner::Tenant;
use crate::db::Commit;
use crate::db::workflow::Changes;
use crate::model::WorkflowStatus;
use crate::ops::workflow::update;
use crate::seed::Definition;

/// Change a workflow: the fields of a file replace its own, and others stay
#[derive(Debug, clap::Args)]
#[command(
    override_usage = "automatos workflow update [OPTIONS] --workspace <WORKSPACE> <WORKFLOW>"
)]
#[command(group(clap::ArgGroup::new("change").multiple(true).required(true)))]
pub struct Args {
    /// Its name or id
    workflow: String,

    /// A YAML or JSON file with its fields; `-` is standard input
    #[arg(short, long, group = "change")]
    file: Option<PathBuf>,

    /// The state it is to be in
    #[arg(long, value_enum, group = "change")]
    status: Option<WorkflowStatus>,

    #[command(flatten)]
    tenant: Tenant,

    /// Do it all, report it, and roll it back
    #[arg(long)]
    dry_run: bool,
}

pub fn run(args: Args, app: &App) -> anyhow::Result<Status> {
    let commit = Commit::unless(args.dry_run);
    let mut wanted: Changes = match &args.file {
        None => Changes::default(),
        Some(path) => {
            let fields = definition_file::read(Definition::Workflow, path)?;
            serde_json::from_value(Value::Object(fields)).context("a workflow has other fields")?
        }
    };
    if args.status.is_some() {
        wanted.status = args.status;
    }
    let mut session = app.connect_to_write(commit)?;
    let workspace = args.tenant.find(&mut session.conn)?;
    let before = super::find(&mut session.conn, workspace.id, &args.workflow)?;
    let deed = super::deed(app, commit);
    let after = update::run(&mut session, &deed, &before, ("update", &wanted))?;
    app.out.show(&after)?;
    Ok(Status::Done)
}
