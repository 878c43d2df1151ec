//! Files in which old rows are kept when they leave the database.

use std::fs;
use std::io::Write;
use std::os::unix::fs::PermissionsExt;
use std::path::Path;

use anyhow::Context;
use flate2::Compression;
use flate2::write::GzEncoder;
use tempfile::NamedTempFile;

use crate::error::{Advice, Code};

/// A file of rows, one line of JSON each, packed with gzip. It appears whole, or not at all.
pub struct Archive {
    packed: GzEncoder<NamedTempFile>,
    path: std::path::PathBuf,
}

impl Archive {
    /// Begins the file of that name in the folder, which is made if it is not there.
    pub fn begin(folder: &Path, name: &str) -> anyhow::Result<Self> {
        let path = folder.join(format!("{name}.ndjson.gz"));
        let explain = || unwritable(&path);
        fs::create_dir_all(folder).with_context(explain)?;
        let file = tempfile::Builder::new()
            .prefix(".archive-")
            .permissions(fs::Permissions::from_mode(0o600))
            .tempfile_in(folder)
            .with_context(explain)?;
        Ok(Self {
            packed: GzEncoder::new(file, Compression::default()),
            path,
        })
    }

    /// Adds a row.
    pub fn line(&mut self, json: &str) -> anyhow::Result<()> {
        writeln!(self.packed, "{json}").with_context(|| unwritable(&self.path))
    }

    /// Makes the file durable and gives it its name; one of that name is what an earlier run wrote
    /// before it was cut short, and is replaced.
    pub fn finish(self) -> anyhow::Result<()> {
        let Self { packed, path } = self;
        let explain = || unwritable(&path);
        let file = packed.finish().with_context(explain)?;
        file.as_file().sync_all().with_context(explain)?;
        file.persist(&path).with_context(explain)?;
        let folder = path.parent().unwrap_or(Path::new("."));
        fs::File::open(folder)
            .and_then(|folder| folder.sync_all())
            .with_context(explain)
    }
}

fn unwritable(path: &Path) -> Advice {
    Advice::new(
        Code::FileWrite,
        format!("the archive {} cannot be written", path.display()),
    )
    .hint("nothing that it was to hold has been removed")
}
