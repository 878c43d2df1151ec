//! `automatos migrate repair`

use std::io::{self, Write};

use crate::cli::app::App;
use crate::cli::exit::Status;
use crate::cli::output::Render;
use crate::db::Commit;
use crate::ops::migrate::repair::{self, Acceptance, Repaired};

/// Accept an applied migration whose SQL has changed since
///
/// Sets the recorded checksum to that of this binary, and changes nothing else. First compare both
/// versions of the migration: what the new one would have done differently is not done.
#[derive(Debug, clap::Args)]
pub struct Args {
    /// The migration to accept, as `migrate status` names it
    #[arg(long, value_name = "VERSION")]
    accept: String,

    /// Why
    #[arg(long, value_name = "TEXT")]
    reason: Option<String>,

    /// Do it all, report it, and roll it back
    #[arg(long)]
    dry_run: bool,
}

pub fn run(args: Args, app: &App) -> anyhow::Result<Status> {
    let commit = Commit::unless(args.dry_run);
    let mut session = app.connect_directly_to_write(commit)?;
    let acceptance = Acceptance {
        command: app.command(),
        reason: args.reason.as_deref(),
        commit,
    };
    let repaired = repair::run(&mut session, &args.accept, &acceptance)?;
    app.out.show(&repaired)?;
    Ok(Status::Done)
}

impl Render for Repaired {
    fn human(&self, out: &mut dyn Write) -> io::Result<()> {
        let Self {
            version,
            name,
            checksum_before,
            checksum,
            dry_run,
        } = self;
        let would = if *dry_run { "would be " } else { "" };
        writeln!(
            out,
            "{would}accepted: {version} {name}\n  checksum {checksum_before:.12}… is now {checksum:.12}…"
        )
    }
}
