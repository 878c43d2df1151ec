//! `automatos recipe update`

use std::path::PathBuf;

use crate::cli::app::App;
use crate::cli::exit::Status;
use crate::cli::owner::{self, Owner};
use crate::db::Commit;
use crate::ops::recipe::update;

/// Change a recipe: the fields of a file replace its own, and others stay
#[derive(Debug, clap::Args)]
pub struct Args {
    /// Its template id, name or id
    recipe: String,

    /// A YAML or JSON file with its fields; `-` is standard input
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
    let wanted = super::read(&args.file)?.changes;
    let mut session = app.connect_to_write(commit)?;
    let owner = args.owner.id(&mut session.conn)?;
    let before = super::find(&mut session.conn, &args.recipe, owner)?;
    owner::check("recipe", &before.template_id, before.workspace_id, owner)?;
    let after = update::run(&mut session, &super::deed(app, commit), &before, &wanted)?;
    app.out.show(&after)?;
    Ok(Status::Done)
}
