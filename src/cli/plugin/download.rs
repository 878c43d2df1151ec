//! `automatos plugin download`

use std::fs;
use std::io::{self, Seek, Write};
use std::os::unix::fs::PermissionsExt;
use std::path::{Path, PathBuf};

use anyhow::Context;
use serde::Serialize;

use super::reference::Reference;
use crate::cli::app::App;
use crate::cli::exit::Status;
use crate::cli::output::Render;
use crate::db::package_pointer::{self, Pointer};
use crate::error::{Advice, Code};
use crate::model::Digest;
use crate::store::PackageStore;

/// Write a plugin's package to a file, once its digest is checked
///
/// Without a version it is the one that the marketplace shows. The file appears as a whole or not at
/// all.
#[derive(Debug, clap::Args)]
pub struct Args {
    /// The plugin's slug, name or id, with @VERSION or without
    #[arg(value_name = "NAME[@VERSION]")]
    plugin: Reference,

    /// Where to; `-` is stdout (default: SLUG-VERSION.zip here)
    #[arg(long, value_name = "FILE")]
    out: Option<PathBuf>,

    /// Replace the file if it is there
    #[arg(long)]
    force: bool,
}

#[derive(Serialize)]
struct Downloaded {
    plugin: String,
    version: String,
    sha256: String,
    bytes: u64,
    file: PathBuf,
}

pub fn run(args: Args, app: &App) -> anyhow::Result<Status> {
    let pointer = find(app, &args.plugin)?;
    let digest: Digest = pointer.sha256.parse()?;
    let path = args
        .out
        .unwrap_or_else(|| format!("{}-{}.zip", pointer.plugin, pointer.version).into());
    if path == Path::new("-") {
        let mut spool = tempfile::tempfile().context("there is no room for a temporary file")?;
        fetch(app.store()?.as_mut(), &pointer, &digest, &mut spool)?;
        spool.rewind()?;
        io::copy(&mut spool, &mut io::stdout().lock())?;
        return Ok(Status::Done);
    }
    if !args.force && path.try_exists()? {
        return Err(taken(&path).into());
    }
    let folder = match path.parent() {
        Some(folder) if folder != Path::new("") => folder,
        Some(_) | None => Path::new("."),
    };
    let explain = || {
        let message = format!("the file {} cannot be written", path.display());
        Advice::new(Code::FileWrite, message)
    };
    if !folder.is_dir() {
        return Err(explain()
            .hint(format!("there is no folder {}", folder.display()))
            .into());
    }
    let mut file = tempfile::Builder::new()
        .prefix(".download-")
        .permissions(fs::Permissions::from_mode(0o666))
        .tempfile_in(folder)
        .with_context(explain)?;
    let bytes = fetch(app.store()?.as_mut(), &pointer, &digest, &mut file)?;
    file.as_file().sync_all().with_context(explain)?;
    if args.force {
        file.persist(&path).with_context(explain)?;
    } else if let Err(failed) = file.persist_noclobber(&path) {
        return Err(match failed.error.kind() {
            io::ErrorKind::AlreadyExists => taken(&path).into(),
            _ => anyhow::Error::from(failed.error).context(explain()),
        });
    }
    app.out.show(&Downloaded {
        plugin: pointer.plugin,
        version: pointer.version,
        sha256: pointer.sha256,
        bytes,
        file: path,
    })?;
    Ok(Status::Done)
}

/// The row of the version that was named, else of the one that the plugin shows.
fn find(app: &App, wanted: &Reference) -> anyhow::Result<Pointer> {
    let conn = &mut app.connect()?.conn;
    let plugin = super::find(conn, &wanted.name)?;
    let version = wanted.version().unwrap_or(plugin.version);
    let slug = plugin.slug;
    let pointers = package_pointer::of_plugin(conn, plugin.id)?;
    let known: Vec<String> = pointers.iter().map(|row| row.version.clone()).collect();
    let found = pointers.into_iter().find(|row| row.version == version);
    Ok(found.ok_or_else(|| {
        let message = format!("there is no version {version} of the plugin `{slug}`");
        let advice = Advice::new(Code::NameUnknown, message);
        if known.is_empty() {
            advice.hint("no version of it was uploaded")
        } else {
            advice.hint(format!("its versions are: {}", known.join(", ")))
        }
    })?)
}

/// Copies the package, or says where it should have been.
fn fetch(
    store: &mut dyn PackageStore,
    pointer: &Pointer,
    digest: &Digest,
    out: &mut dyn Write,
) -> anyhow::Result<u64> {
    let found = store.read(digest, out)?;
    let elsewhere = pointer.storage_uri != store.uri(digest) && !pointer.storage_uri.is_empty();
    let advice = match found.expect_whole(digest, store.location()) {
        Ok(bytes) => return Ok(bytes),
        Err(advice) => advice,
    };
    Err(if elsewhere {
        advice.hint(format!(
            "it was put at {}: `--store` names that store",
            pointer.storage_uri
        ))
    } else {
        advice
    }
    .into())
}

fn taken(path: &Path) -> Advice {
    Advice::new(
        Code::FileExists,
        format!("the file {} is there already", path.display()),
    )
    .hint("add `--force` to replace it, or name another with `--out`")
}

impl Render for Downloaded {
    fn human(&self, out: &mut dyn Write) -> io::Result<()> {
        let Self {
            plugin,
            version,
            sha256,
            bytes,
            file,
        } = self;
        writeln!(
            out,
            "{plugin} {version} is in {}: {bytes} bytes, sha256:{sha256}",
            file.display()
        )
    }
}
