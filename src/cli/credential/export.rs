//! `automatos credential export`

use std::fs::OpenOptions;
use std::io::{self, ErrorKind, Write};
use std::os::unix::fs::OpenOptionsExt;
use std::path::{Path, PathBuf};

use anyhow::Context;
use serde::Serialize;

use super::{Place, deed};
use crate::cli::app::App;
use crate::cli::exit::Status;
use crate::cli::output::Render;
use crate::db::Commit;
use crate::db::credential::Credential;
use crate::db::credential_test::{self, Due};
use crate::error::{Advice, Code};
use crate::ops;
use crate::transfer;

/// Write credentials to a file that only the holders of other keys can read
///
/// The file is one of age (age-encryption.org): `age -d`, or `credential import` on another instance,
/// reads it with the secret key. The log says who exported what, and to which keys. Without `--out` the
/// file goes to stdout, as text.
#[derive(Debug, clap::Args)]
pub struct Args {
    /// Names or ids of credentials
    #[arg(
        value_name = "NAME",
        required_unless_present = "all",
        conflicts_with = "all"
    )]
    credentials: Vec<String>,

    /// Every active credential
    #[arg(long)]
    all: bool,

    #[command(flatten)]
    place: Place,

    /// Public key of somebody who may read it, `age1...`; may be repeated
    #[arg(long = "public-key", value_name = "KEY", required = true)]
    public_keys: Vec<String>,

    /// The file to write, which must not be there yet
    #[arg(long, value_name = "FILE")]
    out: Option<PathBuf>,

    /// Write the file as text, for mail and the like
    #[arg(long, requires = "out")]
    armor: bool,

    /// Do it all, report it, roll it back, and write no file
    #[arg(long)]
    dry_run: bool,
}

/// What was exported.
#[derive(Debug, Serialize)]
struct Exported {
    count: usize,
    names: Vec<String>,
    recipients: Vec<String>,
    /// Where it is, if in a file.
    file: Option<PathBuf>,
    /// The encrypted text, if not.
    age: Option<String>,
    dry_run: bool,
}

pub fn run(args: Args, app: &App) -> anyhow::Result<Status> {
    let commit = Commit::unless(args.dry_run);
    let mut recipients = Vec::new();
    for text in &args.public_keys {
        let recipient = transfer::recipient(text).map_err(|why| {
            Advice::new(
                Code::Usage,
                format!("a `--public-key` cannot be used: {why}"),
            )
            .hint("`age-keygen -o FILE` makes a key and prints its public part")
        })?;
        recipients.push(recipient);
    }
    let names: Vec<String> = recipients.iter().map(ToString::to_string).collect();
    let ring = app.key_ring()?;
    if let Some(path) = args.out.as_deref().filter(|path| path.exists()) {
        return Err(is_there(path).into());
    }
    let mut session = app.connect_to_write(commit)?;
    let credentials = chosen(&args, &mut session.conn)?;
    let deed = deed(app, commit);
    let items = ops::credential::export::run(&mut session, &ring, &deed, &credentials, &names)?;
    let armored = args.armor || args.out.is_none();
    let bytes = transfer::encrypt(&transfer::write(&items)?, &recipients, armored)?;
    let written = args.out.filter(|_| commit == Commit::Keep);
    if let Some(path) = &written {
        write(path, &bytes)?;
    }
    let is_shown = written.is_none() && commit == Commit::Keep;
    app.out.show(&Exported {
        count: credentials.len(),
        names: credentials.into_iter().map(|one| one.name).collect(),
        recipients: names,
        age: is_shown.then(|| String::from_utf8_lossy(&bytes).into_owned()),
        file: written,
        dry_run: args.dry_run,
    })?;
    Ok(Status::Done)
}

fn chosen(args: &Args, conn: &mut diesel::PgConnection) -> anyhow::Result<Vec<Credential>> {
    if !args.all {
        let names = args.credentials.iter();
        return names.map(|name| args.place.find(conn, name)).collect();
    }
    let due = Due {
        workspace_id: args.place.workspace_id(conn)?,
        environment: args.place.env,
        stale: None,
    };
    let found = credential_test::due(conn, &due)?;
    if found.is_empty() {
        return Err(
            Advice::new(Code::NameUnknown, "there is no credential to export")
                .hint("see `automatos credential list`")
                .into(),
        );
    }
    Ok(found)
}

fn is_there(path: &Path) -> Advice {
    Advice::new(
        Code::FileExists,
        format!("{} is there already", path.display()),
    )
    .hint("name another file; nothing is overwritten")
}

fn write(path: &Path, bytes: &[u8]) -> anyhow::Result<()> {
    let opened = OpenOptions::new()
        .write(true)
        .create_new(true)
        .mode(0o600)
        .open(path);
    let mut file = match opened {
        Ok(file) => file,
        Err(error) if error.kind() == ErrorKind::AlreadyExists => return Err(is_there(path).into()),
        Err(error) => return Err(error).with_context(|| unwritable(path)),
    };
    file.write_all(bytes)
        .and_then(|()| file.sync_all())
        .with_context(|| unwritable(path))
}

fn unwritable(path: &Path) -> Advice {
    Advice::new(
        Code::FileWrite,
        format!("{} cannot be written", path.display()),
    )
}

impl Render for Exported {
    fn human(&self, out: &mut dyn Write) -> io::Result<()> {
        match (&self.age, &self.file) {
            (Some(text), _) => out.write_all(text.as_bytes()),
            (None, Some(file)) => {
                writeln!(
                    out,
                    "{} credentials written to {}",
                    self.count,
                    file.display()
                )
            }
            (None, None) => writeln!(out, "{} credentials would be exported", self.count),
        }
    }
}
