//! `automatos workflow delete`

use crate::cli::app::App;
use crate::cli::confirm::Consent;
use crate::cli::exit::Status;
use crate::cli::owner::Tenant;
use crate::db::Commit;
use crate::ops::workflow::delete;

/// Remove a workflow with its runs
#[derive(Debug, clap::Args)]
pub struct Args {
    /// Its name or id
    workflow: String,

    #[command(flatten)]
    tenant: Tenant,

    #[command(flatten)]
    consent: Consent,

    /// Do it all, report it, and roll it back
    #[arg(long)]
    dry_run: bool,
}

pub fn run(args: Args, app: &App) -> anyhow::Result<Status> {
    let commit = Commit::unless(args.dry_run);
    let mut session = app.connect_to_write(commit)?;
    let workspace = args.tenant.find(&mut session.conn)?;
    let row = super::find(&mut session.conn, workspace.id, &args.workflow)?;
    if !args.dry_run {
        let deed = format!("this deletes the workflow `{}` with its runs", row.name);
        args.consent.ask(app, &deed, &row.name)?;
    }
    delete::run(&mut session, &super::deed(app, commit), &row)?;
    app.out.show(&row)?;
    Ok(Status::Done)
}
