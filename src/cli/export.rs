//! `automatos export`

use std::io::{self, Write};
use std::path::PathBuf;

use super::app::App;
use super::exit::Status;
use super::output::Render;
use crate::bundle::Folder;
use crate::db::Commit;
use crate::error::{Advice, Code};
use crate::ops::bundle::export::{self, Exported, Job};
use crate::transfer::{self, Recipient};

/// Write the catalog, and all workspaces or some, into a folder of files
///
/// Seeds, packages by their digests, and what skills bring, all as of one moment. Secrets come with them
/// only where `--public-key` says who will be able to read them, encrypted by age, and the log has it.
/// Logs, runs and histories stay where they are. A run that was cut short is gone on with by the next one.
#[derive(Debug, clap::Args)]
pub struct Args {
    /// The folder to write, empty or not there yet
    folder: PathBuf,

    /// Every workspace
    #[arg(
        long,
        required_unless_present = "workspaces",
        conflicts_with = "workspaces"
    )]
    all: bool,

    /// Only these workspaces, and the users they need
    #[arg(long, value_name = "SLUG", value_delimiter = ',')]
    workspaces: Vec<String>,

    /// Public key of somebody who may read the secrets, `age1...`; may be repeated
    #[arg(long = "public-key", value_name = "KEY")]
    public_keys: Vec<String>,
}

pub fn run(args: Args, app: &App) -> anyhow::Result<Status> {
    let recipients = recipients(&args.public_keys)?;
    let ring = if recipients.is_empty() {
        None
    } else {
        Some(app.key_ring()?)
    };
    let mut session = match &ring {
        // Somebody's log has to be written.
        Some(_) => app.connect_to_write(Commit::Keep)?,
        None => app.connect()?,
    };
    let mut store = app.store()?;
    let folder = Folder::create(&args.folder)?;
    let job = Job {
        workspaces: (!args.all).then_some(args.workspaces.as_slice()),
        secrets: ring.as_ref().map(|ring| (recipients.as_slice(), ring)),
        command: app.command(),
    };
    let exported = export::run(&mut session, store.as_mut(), folder, &job)?;
    for left in &exported.left {
        app.out.note(format!("not exported: {left}"))?;
    }
    app.out.show(&exported)?;
    Ok(Status::Done)
}

fn recipients(keys: &[String]) -> Result<Vec<Recipient>, Advice> {
    let read = |text: &String| {
        transfer::recipient(text).map_err(|why| {
            let message = format!("a `--public-key` cannot be used: {why}");
            Advice::new(Code::Usage, message)
                .hint("`age-keygen -o FILE` makes a key and prints its public part")
        })
    };
    keys.iter().map(read).collect()
}

impl Render for Exported {
    fn human(&self, out: &mut dyn Write) -> io::Result<()> {
        for rows in self.rows.iter().filter(|rows| rows.count > 0) {
            writeln!(out, "{}: {}", rows.kind, rows.count)?;
        }
        writeln!(
            out,
            "plugins: {} (packages: {})",
            self.plugins, self.packages
        )?;
        writeln!(
            out,
            "secrets: {} credentials, {} settings",
            self.credentials, self.settings
        )?;
        writeln!(out, "written: {} files, {} bytes", self.files, self.bytes)
    }
}
