//! `automatos workspace create`

use crate::cli::app::App;
use crate::cli::exit::Status;
use crate::cli::user;
use crate::db::Commit;
use crate::error::{Advice, Code};
use crate::model::{Slug, WorkspaceKind};
use crate::ops::workspace::create::{self, Wanted};

/// Create a workspace for an organization, or a personal one
#[derive(Debug, clap::Args)]
pub struct Args {
    /// Its slug: lower-case letters, digits and single hyphens
    slug: Slug,

    /// Its name; the slug when absent
    #[arg(long)]
    name: Option<String>,

    /// Whether it is one person's or an organization's
    #[arg(long, value_enum, default_value = "organization")]
    kind: WorkspaceKind,

    /// The user who owns it; needed for a personal one
    #[arg(long, value_name = "USER")]
    owner: Option<String>,

    /// Its plan
    #[arg(long, default_value = "starter")]
    plan: String,

    /// Do it all, report it, and roll it back
    #[arg(long)]
    dry_run: bool,
}

pub fn run(args: Args, app: &App) -> anyhow::Result<Status> {
    let commit = Commit::unless(args.dry_run);
    if args.kind == WorkspaceKind::Personal && args.owner.is_none() {
        return Err(
            Advice::new(Code::Usage, "a personal workspace has an owner")
                .hint("add `--owner USER`")
                .into(),
        );
    }
    let mut session = app.connect_to_write(commit)?;
    let owner = match &args.owner {
        Some(name) => Some(user::find(&mut session.conn, name)?),
        None => None,
    };
    let wanted = Wanted {
        name: args.name.unwrap_or_else(|| args.slug.to_string()),
        slug: args.slug,
        kind: args.kind,
        owner,
        plan: args.plan,
    };
    let created = create::run(&mut session, &app.deed(commit), &wanted)?;
    app.out.show(&created)?;
    Ok(Status::Done)
}
