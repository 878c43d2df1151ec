//! `automatos workspace create`

use crate::cli::app::App;
use crate::cli::exit::Status;
use crate::db::Commit;
use crate::model::Slug;
use crate::ops;

/// Create a workspace for an organization
#[derive(Debug, clap::Args)]
pub struct Args {
    /// Its slug: lower-case letters, digits and single hyphens
    slug: Slug,

    /// Its name; the slug when absent
    #[arg(long)]
    name: Option<String>,

    /// Its plan
    #[arg(long, default_value = "starter")]
    plan: String,

    /// Do it all, report it, and roll it back
    #[arg(long)]
    dry_run: bool,
}

pub fn run(args: Args, app: &App) -> anyhow::Result<Status> {
    let commit = Commit::unless(args.dry_run);
    let wanted = ops::workspace::create::Wanted {
        name: args.name.unwrap_or_else(|| args.slug.to_string()),
        slug: args.slug,
        plan: args.plan,
    };
    let mut session = app.connect_to_write(commit)?;
    let created = ops::workspace::create::run(&mut session, app.command(), &wanted, commit)?;
    app.out.show(&created)?;
    Ok(Status::Done)
}
