//! `automatos recipe create`

use std::path::PathBuf;

use crate::cli::app::App;
use crate::cli::exit::Status;
use crate::cli::owner::Owner;
use crate::cli::workspace;
use crate::db::Commit;
use crate::error::{Advice, Code};
use crate::model::OwnerType;
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
    let read = super::read(&args.file)?;
    let mut session = app.connect_to_write(commit)?;
    let owner = args.owner.id(&mut session.conn)?;
    let named = match &read.workspace {
        Some(slug) => Some(workspace::find(&mut session.conn, slug)?.id),
        None => None,
    };
    if owner.is_some() && named.is_some() && owner != named {
        return Err(usage("the file names another workspace than `--workspace` does").into());
    }
    let workspace_id = owner.or(named);
    match (read.owner_type, workspace_id) {
        (Some(OwnerType::Workspace), None) => {
            return Err(
                usage("the recipe belongs to a workspace: name it with `--workspace`").into(),
            );
        }
        (Some(OwnerType::Marketplace), Some(_)) => {
            return Err(
                usage("the recipe belongs to the marketplace, and not to a workspace").into(),
            );
        }
        (Some(OwnerType::Workspace), Some(_))
        | (Some(OwnerType::Marketplace), None)
        | (None, _) => {}
    }
    let deed = super::deed(app, commit);
    let created = create::run(&mut session, &deed, workspace_id, &read.changes)?;
    app.out.show(&created)?;
    Ok(Status::Done)
}

fn usage(message: &str) -> Advice {
    Advice::new(Code::Usage, message)
}
