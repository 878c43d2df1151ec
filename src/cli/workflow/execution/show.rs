//! `automatos workflow execution show`

use crate::cli::app::App;
use crate::cli::exit::Status;
use crate::cli::owner::Tenant;
use crate::db::workflow_execution;
use crate::error::{Advice, Code};

/// Show one run
#[derive(Debug, clap::Args)]
pub struct Args {
    /// Its id
    run: i64,

    #[command(flatten)]
    tenant: Tenant,
}

pub fn run(args: Args, app: &App) -> anyhow::Result<Status> {
    let conn = &mut app.connect()?.conn;
    let workspace = args.tenant.find(conn)?;
    let execution = workflow_execution::find(conn, workspace.id, args.run)?.ok_or_else(|| {
        let message = format!("there is no run {} in `{}`", args.run, workspace.slug);
        Advice::new(Code::NameUnknown, message).hint("see `automatos workflow execution list`")
    })?;
    app.out.show(&execution)?;
    Ok(Status::Done)
}
