//! `automatos recipe create`

use std::path::PathBuf;

use crate::cli::app::App;
use crate::cli::exit::Status;
use crate::cli::owner::Owner;
use crate::cli::workspace;
use crate::db::Commit;
use crate::error::{Advice, Code};
use crate::ops::recipe::create;

/// Make a recipe from a file
///
/// The fields are those of an item of a seed file of recipes. `{name}` in a text of its steps and
/// definition stands for a parameter, which `inputs` must declare. It is for the workspace that
/// `--workspace` or the file names, and without one for all.
#[derive(Debug, clap::Args)]
pub struct Args {
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
    let (wanted, named) = super::read(&args.file)?;
    let mut session = app.connect_to_write(commit)?;
    let owner = args.owner.id(&mut session.conn)?;
    let named = match &named {
        Some(slug) => Some(workspace::find(&mut session.conn, slug)?.id),
        None => None,
    };
    if let (Some(_), Some(_), true) = (owner, named, owner != named) {
        let message = "the file names another workspace than `--workspace` does";
        return Err(Advice::new(Code::Usage, message).into());
    }
    let deed = super::deed(app, commit);
    let created = create::run(&mut session, &deed, owner.or(named), &wanted)?;
    app.out.show(&created)?;
    Ok(Status::Done)
}
