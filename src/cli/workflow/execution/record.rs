//! `automatos workflow execution record`

use std::path::{Path, PathBuf};

use serde_json::Value;

use crate::cli::agent;
use crate::cli::app::App;
use crate::cli::definition_file;
use crate::cli::exit::Status;
use crate::cli::owner::Tenant;
use crate::db::Commit;
use crate::db::workflow_execution::Changes;
use crate::error::{Advice, Code};
use crate::model::ExecutionStatus;
use crate::ops::workflow::execution;

/// Record a new run of a workflow, or the next state of one
///
/// A run is pending or running when it is recorded first. From pending it comes to running or
/// cancelled, from running to completed, failed or cancelled, and then stays so.
#[derive(Debug, clap::Args)]
pub struct Args {
    /// The workflow of a new run, by its name or id
    #[arg(required_unless_present = "run", conflicts_with = "run")]
    workflow: Option<String>,

    /// The run that comes to another state, by its id
    #[arg(long, value_name = "ID")]
    run: Option<i64>,

    /// The state; pending for a new run when absent
    #[arg(long, value_enum)]
    status: Option<ExecutionStatus>,

    /// The agent that runs it, by its name or id
    #[arg(long)]
    agent: Option<String>,

    /// A YAML or JSON file with what it was given; `-` is standard input
    #[arg(long, value_name = "FILE", conflicts_with = "run")]
    input: Option<PathBuf>,

    /// A YAML or JSON file with what it gave back; `-` is standard input
    #[arg(long, value_name = "FILE")]
    output_data: Option<PathBuf>,

    /// A text file with what it logged; `-` is standard input
    #[arg(long, value_name = "FILE")]
    log: Option<PathBuf>,

    /// Why it failed; needed for that state
    #[arg(long, value_name = "TEXT")]
    error: Option<String>,

    #[command(flatten)]
    tenant: Tenant,

    /// Do it all, report it, and roll it back
    #[arg(long)]
    dry_run: bool,
}

pub fn run(args: Args, app: &App) -> anyhow::Result<Status> {
    let commit = Commit::unless(args.dry_run);
    check(&args)?;
    let mut wanted = Changes {
        agent_id: None,
        input_data: mapping(args.input.as_deref())?,
        output_data: mapping(args.output_data.as_deref())?,
        execution_log: args.log.as_deref().map(definition_file::text).transpose()?,
        error_message: args.error.clone(),
    };
    let mut session = app.connect_to_write(commit)?;
    let workspace = args.tenant.find(&mut session.conn)?;
    if let Some(name) = &args.agent {
        wanted.agent_id = Some(agent::find(&mut session.conn, name, Some(workspace.id))?.id);
    }
    let deed = super::super::deed(app, commit);
    let recorded = match (&args.workflow, args.run, args.status) {
        (Some(name), _, status) => {
            let workflow = super::super::find(&mut session.conn, workspace.id, name)?;
            let status = status.unwrap_or(ExecutionStatus::Pending);
            execution::begin(&mut session, &deed, &workflow, (status, &wanted))?
        }
        (None, Some(id), Some(status)) => {
            execution::advance(&mut session, &deed, (workspace.id, id), (status, &wanted))?
        }
        (None, Some(_), None) => return Err(usage("name the next state with `--status`").into()),
        (None, None, _) => return Err(usage("name a workflow, or a run with `--run`").into()),
    };
    app.out.show(&recorded)?;
    Ok(Status::Done)
}

fn check(args: &Args) -> Result<(), Advice> {
    let status = args.status.unwrap_or(ExecutionStatus::Pending);
    if args.workflow.is_some() && status.is_end() {
        return Err(usage(
            "a new run is pending or running; record its end with `--run`",
        ));
    }
    if (status == ExecutionStatus::Failed) != args.error.is_some() {
        return Err(usage(
            "`--error` goes with `--status failed`, and with no other",
        ));
    }
    Ok(())
}

fn usage(message: &str) -> Advice {
    Advice::new(Code::Usage, message)
}

fn mapping(path: Option<&Path>) -> anyhow::Result<Option<Value>> {
    match path {
        None => Ok(None),
        Some(path) => Ok(Some(Value::Object(definition_file::mapping(path)?))),
    }
}
