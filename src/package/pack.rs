//! Packing files so that the same files always make the same bytes.

use std::io::{self, Cursor, Write};

use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, DateTime, ZipWriter};

use super::File;
use super::refused::Refused;
use super::shown::Shown;

/// About what the two headers of an entry take.
const HEADER_BYTES: usize = 256;

/// Packs `files` in the order they have, which is that of their paths, all at the first moment a zip
/// archive can name, with mode 0755 or 0644.
///
/// They are stored, not deflated. Compressors change what they write from one version to the next, and
/// with it the digest of a folder that nobody touched; a folder with one long file of blanks would
/// deflate to what [`super::read_archive`] must take for a bomb; and storing costs no more than copying.
pub fn pack(files: &[File]) -> Result<Vec<u8>, Refused> {
    write(files).map_err(|cause| Refused::Unpackable(Shown::of(cause)))
}

fn write(files: &[File]) -> io::Result<Vec<u8>> {
    let room = files
        .iter()
        .map(|file| file.bytes.len() + HEADER_BYTES)
        .sum();
    let mut archive = ZipWriter::new(Cursor::new(Vec::with_capacity(room)));
    for file in files {
        let options = SimpleFileOptions::default()
            .compression_method(CompressionMethod::Stored)
            .last_modified_time(DateTime::default())
            .unix_permissions(if file.executable { 0o755 } else { 0o644 });
        archive.start_file(file.path.as_str(), options)?;
        archive.write_all(&file.bytes)?;
    }
    Ok(archive.finish()?.into_inner())
}
