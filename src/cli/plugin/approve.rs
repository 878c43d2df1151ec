//! `automatos plugin approve`

use std::io::{self, Write};

use super::reference::Reference;
use crate::cli::app::App;
use crate::cli::confirm::Consent;
use crate::cli::exit::Status;
use crate::cli::output::{Render, fields};
use crate::db::Commit;
use crate::model::Digest;
use crate::ops::plugin::approve::{self, Approved, Wanted};

/// Let a version of a plugin into the marketplace
///
/// The newest scan must be whole, of exactly these bytes, and made with the rules of this binary. What
/// it calls safe may be approved; what needs a review, with `--accept-risk`; what is blocked, only with
/// `--override-blocked` and the plugin's slug typed or in `--confirm`.
#[derive(Debug, clap::Args)]
pub struct Args {
    /// The plugin's slug, name or id, and the version; without one, the version with the digest
    #[arg(value_name = "NAME[@VERSION]")]
    plugin: Reference,

    /// The digest of the bytes that were looked at
    #[arg(long, value_name = "sha256:…")]
    digest: Digest,

    /// Why it is approved
    #[arg(long, value_name = "TEXT", value_parser = super::reason)]
    reason: String,

    /// Approve it although the scan asks for a review
    #[arg(long)]
    accept_risk: bool,

    /// Approve it although the scan blocks it
    #[arg(long)]
    override_blocked: bool,

    #[command(flatten)]
    consent: Consent,

    /// Do it all, report it, and roll it back
    #[arg(long)]
    dry_run: bool,
}

pub fn run(args: Args, app: &App) -> anyhow::Result<Status> {
    let commit = Commit::unless(args.dry_run);
    let mut session = app.connect_to_write(commit)?;
    let plugin = super::find(&mut session.conn, &args.plugin.name)?;
    let version = args.plugin.version();
    if args.override_blocked {
        let deed = format!("this lets `{}` in even if its scan blocks it", plugin.slug);
        args.consent.ask(app, &deed, &plugin.slug)?;
    }
    let wanted = Wanted {
        slug: &plugin.slug,
        version: version.as_deref(),
        digest: &args.digest,
        reason: &args.reason,
        accept_risk: args.accept_risk,
        override_blocked: args.override_blocked,
    };
    let deed = super::deed(app, Some(&args.reason), commit);
    let approved = approve::run(&mut session, &deed, &wanted)?;
    if !approved.is_active {
        app.out.note(format!(
            "it is not active: `automatos plugin activate {}` shows it",
            approved.slug
        ))?;
    }
    app.out.show(&approved)?;
    Ok(Status::Done)
}

impl Render for Approved {
    fn human(&self, out: &mut dyn Write) -> io::Result<()> {
        fields(out, self, &[])
    }
}
