//! `automatos import`

use std::fs;
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use anyhow::Context;

use super::app::App;
use super::exit::Status;
use super::output::Render;
use super::plugin;
use crate::bundle::Bundle;
use crate::db::Commit;
use crate::error::{Advice, Code};
use crate::ops::bundle::import::{self, Imported, Job};
use crate::ops::bundle::{Opened, open};
use crate::transfer::{self, Identity};

/// Bring what `export` wrote into this database
///
/// Every file must be as it was exported. Then all of it is one transaction: rows become what the files
/// say, also where somebody edited them here, and no row is removed. Packages are scanned again, and an
/// approval stands where the rules of this binary agree with it; a plugin that workspaces need and that
/// is not approved here ends the import. A second run changes nothing.
#[derive(Debug, clap::Args)]
pub struct Args {
    /// The folder
    folder: PathBuf,

    /// Secret keys for the secrets in it
    #[arg(long, value_name = "FILE")]
    identity_file: Option<PathBuf>,

    /// Leave the secrets out
    #[arg(long, conflicts_with = "identity_file")]
    without_secrets: bool,

    /// Approve what needs a review, where its risk was accepted before
    #[arg(long)]
    accept_risk: bool,

    /// A policy file; without one, every rule counts as it is
    #[arg(long, value_name = "FILE")]
    policy: Option<PathBuf>,

    /// Do it all, report it, and roll it back; no bytes are stored
    #[arg(long)]
    dry_run: bool,
}

pub fn run(args: Args, app: &App) -> anyhow::Result<Status> {
    let commit = Commit::unless(args.dry_run);
    let policy = plugin::scan_policy(args.policy.as_deref())?;
    let keys = match &args.identity_file {
        Some(path) => identities(path)?,
        None => Vec::new(),
    };
    let bundle = Bundle::open(&args.folder)?;
    bundle.check()?;
    let opened = if args.without_secrets {
        Opened::default()
    } else {
        open(&bundle, &keys)?
    };
    let ring = if opened.is_empty() {
        None
    } else {
        Some(app.key_ring()?)
    };
    let mut session = app.connect_to_write(commit)?;
    let mut store = app.store()?;
    let job = Job {
        bundle: &bundle,
        source: args.folder.display().to_string(),
        policy: &policy,
        accept_risk: args.accept_risk,
        secrets: ring.as_ref().map(|ring| (&opened, ring)),
        actor: &app.config.actor,
        command: app.command(),
        commit,
    };
    let imported = import::run(&mut session, store.as_mut(), &job)?;
    if args.dry_run {
        app.out
            .note("not executed: storing the bytes of packages")?;
    }
    for one in &imported.plugins.undecided {
        app.out.note(format!(
            "not approved: `{}@{}` is {} here",
            one.plugin, one.version, one.security_status
        ))?;
    }
    app.out.show(&imported)?;
    Ok(if imported.plugins.undecided.is_empty() {
        Status::Done
    } else {
        Status::Partial
    })
}

fn identities(path: &Path) -> anyhow::Result<Vec<Identity>> {
    let name = path.display().to_string();
    let text = fs::read_to_string(path)
        .with_context(|| Advice::new(Code::FileRead, format!("{name} cannot be read")))?;
    Ok(transfer::identities(&zeroize::Zeroizing::new(text), &name)?)
}

impl Render for Imported {
    fn human(&self, out: &mut dyn Write) -> io::Result<()> {
        for counts in &self.kinds {
            writeln!(out, "{counts}")?;
        }
        writeln!(out, "skills with files or versions: {}", self.skills)?;
        writeln!(
            out,
            "plugins: {} (new versions: {}, approved: {})",
            self.plugins.plugins, self.plugins.new_versions, self.plugins.approved
        )?;
        writeln!(
            out,
            "secrets: {} credentials ({} there already), {} settings",
            self.credentials, self.credentials_kept, self.settings
        )
    }
}
