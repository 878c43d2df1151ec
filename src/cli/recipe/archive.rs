//! `automatos recipe archive`

use crate::cli::app::App;
use crate::cli::exit::Status;
use crate::cli::owner::{self, Owner};
use crate::db::Commit;
use crate::ops::recipe::archive;

/// Put a recipe away: workflows made from it stay, and no new ones are made
#[derive(Debug, clap::Args)]
pub struct Args {
    /// Its template id, name or id
    recipe: String,

    #[command(flatten)]
    owner: Owner,

    /// Do it all, report it, and roll it back
    #[arg(long)]
    dry_run: bool,
}

pub fn run(args: Args, app: &App) -> anyhow::Result<Status> {
    let commit = Commit::unless(args.dry_run);
    let mut session = app.connect_to_write(commit)?;
    let owner = args.owner.id(&mut session.conn)?;
    let row = super::find(&mut session.conn, &args.recipe, owner)?;
    owner::check("recipe", &row.template_id, row.workspace_id, owner)?;
    let archived = archive::run(&mut session, &super::deed(app, commit), &row)?;
    app.out.show(&archived)?;
    Ok(Status::Done)
}
