//! `automatos persona create`

use serde_json::json;

use super::fields::Fields;
use crate::cli::app::App;
use crate::cli::exit::Status;
use crate::cli::workspace::Chosen;
use crate::db::Commit;
use crate::model::Slug;
use crate::ops::persona::create;

/// Create a persona for all, or with `-w` for one workspace
#[derive(Debug, clap::Args)]
pub struct Args {
    /// Its slug: lower-case letters, digits and single hyphens
    slug: Slug,

    #[command(flatten)]
    workspace: Chosen,

    #[command(flatten)]
    fields: Fields,

    /// Do it all, report it, and roll it back
    #[arg(long)]
    dry_run: bool,
}

pub fn run(args: Args, app: &App) -> anyhow::Result<Status> {
    let commit = Commit::unless(args.dry_run);
    let mut fields = args.fields.given()?;
    fields
        .entry("name")
        .or_insert_with(|| json!(args.slug.as_str()));
    let mut session = app.connect_to_write(commit)?;
    let workspace = args.workspace.find(&mut session.conn)?;
    let created = create::run(
        &mut session,
        &app.deed(commit),
        workspace.as_ref(),
        (&args.slug, &fields),
    )?;
    app.out.show(&created)?;
    Ok(Status::Done)
}
