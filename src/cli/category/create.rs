//! `automatos category create`

use crate::cli::app::App;
use crate::cli::exit::Status;
use crate::db::Commit;
use crate::model::Slug;
use crate::ops::category::create::{self, Wanted};

/// Create a category in a group, or a group
#[derive(Debug, clap::Args)]
pub struct Args {
    /// Its slug: lower-case letters, digits and single hyphens
    slug: Slug,

    /// Its name; the slug when absent
    #[arg(long)]
    name: Option<String>,

    /// What belongs in it
    #[arg(long, value_name = "TEXT")]
    description: Option<String>,

    /// Picture to show, a name of the Lucide icon set
    #[arg(long)]
    icon: Option<String>,

    /// Place among its siblings, lowest first
    #[arg(
        long,
        value_name = "N",
        default_value_t = 0,
        allow_negative_numbers = true
    )]
    sort_order: i32,

    /// The group it is in; without one it is a group
    #[arg(long, value_name = "GROUP")]
    parent: Option<String>,

    /// Do it all, report it, and roll it back
    #[arg(long)]
    dry_run: bool,
}

pub fn run(args: Args, app: &App) -> anyhow::Result<Status> {
    let commit = Commit::unless(args.dry_run);
    let mut session = app.connect_to_write(commit)?;
    let parent = match &args.parent {
        Some(name) => Some(super::find(&mut session.conn, name)?),
        None => None,
    };
    let wanted = Wanted {
        name: args.name.unwrap_or_else(|| args.slug.to_string()),
        slug: args.slug,
        description: args.description,
        icon: args.icon,
        sort_order: args.sort_order,
        parent,
    };
    let created = create::run(&mut session, &app.deed(commit), &wanted)?;
    app.out.show(&created)?;
    Ok(Status::Done)
}
