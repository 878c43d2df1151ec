//! `automatos category update`

use crate::cli::app::App;
use crate::cli::exit::Status;
use crate::db::Commit;
use crate::ops::category::update::{self, Place, Wanted};

/// Change a category or move it to another group
#[derive(Debug, clap::Args)]
#[expect(
    clippy::struct_excessive_bools,
    reason = "each is a switch of the command line"
)]
#[command(override_usage = "automatos category update [OPTIONS] <CATEGORY>")]
#[command(group(clap::ArgGroup::new("change").multiple(true).required(true)))]
pub struct Args {
    /// Its slug, name or id
    category: String,

    /// Its name
    #[arg(long, group = "change")]
    name: Option<String>,

    /// What belongs in it
    #[arg(long, value_name = "TEXT", group = "change")]
    description: Option<String>,

    /// Picture to show, a name of the Lucide icon set
    #[arg(long, group = "change")]
    icon: Option<String>,

    /// Place among its siblings, lowest first
    #[arg(
        long,
        value_name = "N",
        group = "change",
        allow_negative_numbers = true
    )]
    sort_order: Option<i32>,

    /// The group it is to be in
    #[arg(
        long,
        value_name = "GROUP",
        group = "change",
        conflicts_with = "no_parent"
    )]
    parent: Option<String>,

    /// Make it a group
    #[arg(long, group = "change")]
    no_parent: bool,

    /// Offer it again
    #[arg(long, group = "change", conflicts_with = "inactive")]
    active: bool,

    /// Offer it no more; plugins that are in it stay
    #[arg(long, group = "change")]
    inactive: bool,

    /// Do it all, report it, and roll it back
    #[arg(long)]
    dry_run: bool,
}

pub fn run(args: Args, app: &App) -> anyhow::Result<Status> {
    let commit = Commit::unless(args.dry_run);
    let mut session = app.connect_to_write(commit)?;
    let category = super::find(&mut session.conn, &args.category)?;
    let place = match (&args.parent, args.no_parent) {
        (Some(name), _) => Place::In(super::find(&mut session.conn, name)?),
        (None, true) => Place::Top,
        (None, false) => Place::Same,
    };
    let wanted = Wanted {
        name: args.name,
        description: args.description,
        icon: args.icon,
        sort_order: args.sort_order,
        is_active: (args.active || args.inactive).then_some(args.active),
        place,
    };
    let updated = update::run(&mut session, &app.deed(commit), &category, &wanted)?;
    app.out.show(&updated)?;
    Ok(Status::Done)
}
