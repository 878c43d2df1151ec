//! `automatos recipe delete`

use crate::cli::app::App;
use crate::cli::confirm::Consent;
use crate::cli::exit::Status;
use crate::cli::owner::{self, Owner};
use crate::db::Commit;
use crate::ops::recipe::delete;

/// Remove a recipe; workflows made from it stay
#[derive(Debug, clap::Args)]
pub struct Args {
    /// Its template id, name or id
    recipe: String,

    #[command(flatten)]
    owner: Owner,

    #[command(flatten)]
    consent: Consent,

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
    if !args.dry_run {
        let deed = format!("this deletes the recipe `{}`", row.template_id);
        args.consent.ask(app, &deed, &row.template_id)?;
    }
    delete::run(&mut session, &super::deed(app, commit), &row)?;
    app.out.show(&row)?;
    Ok(Status::Done)
}
