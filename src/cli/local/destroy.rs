//! `automatos local destroy`

use super::State;
use crate::cli::app::{App, EMBEDDED_DATABASE};
use crate::cli::confirm::Consent;
use crate::cli::exit::Status;
use crate::local::Cluster;

/// Stop the embedded PostgreSQL and remove all its data
///
/// Asks for `automatos`, the database's name, to be typed, or for it in `--confirm`.
#[derive(Debug, clap::Args)]
pub struct Args {
    #[command(flatten)]
    consent: Consent,
}

pub fn run(args: Args, app: &App, cluster: &Cluster) -> anyhow::Result<Status> {
    let folder = cluster.folder().display();
    let deed = format!("this removes the embedded PostgreSQL in {folder} with all its data");
    args.consent.ask(app, &deed, EMBEDDED_DATABASE)?;
    if cluster.destroy()? {
        app.out.note(format!("removed {folder}"))?;
    } else {
        app.out.note("there was none")?;
    }
    app.out.show(&State::of(cluster)?)?;
    Ok(Status::Done)
}
