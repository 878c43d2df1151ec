//! `automatos workflow archive`

use crate::cli::app::App;
use crate::cli::exit::Status;
use crate::cli::owner::Tenant;
use crate::db::Commit;
use crate::db::workflow::Changes;
use crate::model::WorkflowStatus;
use crate::ops::workflow::update;

/// Put a workflow away: it keeps its runs, and has no new ones
#[derive(Debug, clap::Args)]
pub struct Args {
    /// Its name or id
    workflow: String,

    #[command(flatten)]
    tenant: Tenant,

    /// Do it all, report it, and roll it back
    #[arg(long)]
    dry_run: bool,
}

pub fn run(args: Args, app: &App) -> anyhow::Result<Status> {
    let commit = Commit::unless(args.dry_run);
    let mut session = app.connect_to_write(commit)?;
    let workspace = args.tenant.find(&mut session.conn)?;
    let before = super::find(&mut session.conn, workspace.id, &args.workflow)?;
    let wanted = Changes {
        status: Some(WorkflowStatus::Archived),
        ..Changes::default()
    };
    let deed = super::deed(app, commit);
    let after = update::run(&mut session, &deed, &before, ("archive", &wanted))?;
    app.out.show(&after)?;
    Ok(Status::Done)
}
