//! `automatos plugin update`

use std::io::{self, Write};

use serde::Serialize;

use crate::cli::app::App;
use crate::cli::category;
use crate::cli::exit::Status;
use crate::cli::output::{Render, fields};
use crate::db::Commit;
use crate::ops::plugin::update::{self, Place, Wanted};

/// Put a plugin into another category, or feature it
///
/// What its package says, such as name and description, changes with a new version only.
#[derive(Debug, clap::Args)]
#[expect(
    clippy::struct_excessive_bools,
    reason = "each is a switch of the command line"
)]
#[command(override_usage = "automatos plugin update [OPTIONS] <PLUGIN>")]
#[command(group(clap::ArgGroup::new("change").multiple(true).required(true)))]
pub struct Args {
    /// Its slug, name or id
    plugin: String,

    /// The category it is to be in
    #[arg(
        long,
        value_name = "CATEGORY",
        group = "change",
        conflicts_with = "no_category"
    )]
    category: Option<String>,

    /// Take it out of its category
    #[arg(long, group = "change")]
    no_category: bool,

    /// Feature it in the marketplace
    #[arg(long, group = "change", conflicts_with = "not_featured")]
    featured: bool,

    /// Feature it no more
    #[arg(long, group = "change")]
    not_featured: bool,

    /// Why
    #[arg(long, value_name = "TEXT", value_parser = super::reason)]
    reason: Option<String>,

    /// Do it all, report it, and roll it back
    #[arg(long)]
    dry_run: bool,
}

/// A plugin's place in the marketplace.
#[derive(Serialize)]
struct Placed {
    slug: String,
    category: Option<String>,
    is_featured: bool,
    /// False when it was so already.
    changed: bool,
}

pub fn run(args: Args, app: &App) -> anyhow::Result<Status> {
    let commit = Commit::unless(args.dry_run);
    let mut session = app.connect_to_write(commit)?;
    let plugin = super::find(&mut session.conn, &args.plugin)?;
    let place = match (&args.category, args.no_category) {
        (Some(name), _) => Place::In(category::find(&mut session.conn, name)?),
        (None, true) => Place::Nowhere,
        (None, false) => Place::Same,
    };
    let wanted = Wanted {
        place,
        is_featured: (args.featured || args.not_featured).then_some(args.featured),
    };
    let deed = super::deed(app, args.reason.as_deref(), commit);
    let (plugin, changed) = update::run(&mut session, &deed, &plugin.slug, &wanted)?;
    if !changed {
        app.out.note("nothing to do: it was so already")?;
    }
    app.out.show(&Placed {
        slug: plugin.slug,
        category: plugin.category,
        is_featured: plugin.is_featured,
        changed,
    })?;
    Ok(Status::Done)
}

impl Render for Placed {
    fn human(&self, out: &mut dyn Write) -> io::Result<()> {
        fields(out, self, &["changed"])
    }
}
