//! `automatos route rule delete`

use crate::cli::app::App;
use crate::cli::confirm::Consent;
use crate::cli::exit::Status;
use crate::cli::route::{Place, deed};
use crate::db::Commit;
use crate::ops::route::rule::delete;

/// Remove a rule; what it decided before is forgotten
#[derive(Debug, clap::Args)]
pub struct Args {
    /// Its name or id
    rule: String,

    #[command(flatten)]
    place: Place,

    #[command(flatten)]
    consent: Consent,

    /// Do it all, report it, and roll it back
    #[arg(long)]
    dry_run: bool,
}

pub fn run(args: Args, app: &App) -> anyhow::Result<Status> {
    let commit = Commit::unless(args.dry_run);
    let mut session = app.connect_to_write(commit)?;
    let workspace = args.place.find(&mut session.conn)?;
    let rule = super::find(&mut session.conn, &workspace, &args.rule)?;
    if !args.dry_run {
        let deed = format!(
            "this deletes the rule `{}` of `{}`",
            rule.name, workspace.slug
        );
        args.consent.ask(app, &deed, &rule.name)?;
    }
    let deed = deed(app, &workspace, commit);
    super::show(app, &delete::run(&mut session, &deed, &rule)?)
}
