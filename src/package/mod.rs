//! Reading a plugin package within limits, in memory: an archive or a folder in, its files out.
//!
//! Nothing is ever written, and nothing is unpacked to more than it declares. What an archive may look
//! like is said in `archive`, which paths it may hold in `names`, how much in `limits`, and why one is
//! refused in `refused`.

mod archive;
mod budget;
mod contents;
mod folder;
mod limits;
mod manifest;
mod names;
pub mod nested;
mod pack;
mod parts;
mod refused;
mod remark;
mod running;
mod shown;
mod skills;
#[cfg(test)]
mod tests;
mod wrapper;

use std::fs;
use std::io::Read;
use std::path::Path;
use std::sync::OnceLock;

pub use contents::{Contents, Listed};
pub use limits::Limits;
pub use manifest::{Manifest, SIGNS};
pub use refused::Refused;
pub use remark::Remark;
pub use shown::Shown;
pub use skills::folders as skill_folders;

#[cfg(not(feature = "fuzzing"))]
use budget::Budget;
#[cfg(feature = "fuzzing")]
pub use budget::Budget;
use remark::Remarks;

use crate::model::Digest;

/// A package in memory.
#[derive(Debug)]
pub struct Package {
    files: Vec<File>,
    manifest: Manifest,
    unnamed: Option<Refused>,
    bytes: Vec<u8>,
    remarks: Vec<Remark>,
    counted: Contents,
    // Both take hashing, which not every caller wants.
    sha256: OnceLock<Digest>,
    contents: OnceLock<Contents>,
}

/// One file of a package.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct File {
    /// Where it is in the package: relative, its segments joined by `/`.
    pub path: String,
    /// What it holds.
    pub bytes: Vec<u8>,
    /// Whether its mode says that it may be run.
    pub executable: bool,
}

impl Package {
    /// The files, sorted by path, byte by byte.
    pub fn files(&self) -> &[File] {
        &self.files
    }

    /// What the package says of itself.
    pub fn manifest(&self) -> &Manifest {
        &self.manifest
    }

    /// Why its manifest cannot be read, where [`read_anything`] went on without one.
    pub fn unnamed(&self) -> Option<&Refused> {
        self.unnamed.as_ref()
    }

    /// The digest of [`Package::bytes`], computed when first asked for.
    pub fn sha256(&self) -> &Digest {
        self.sha256.get_or_init(|| Digest::of(&self.bytes))
    }

    /// The archive; for a folder, the archive it packs to.
    pub fn bytes(&self) -> &[u8] {
        &self.bytes
    }

    /// What reading noticed and did not refuse.
    pub fn remarks(&self) -> &[Remark] {
        &self.remarks
    }

    /// The text of `SKILL.md` below its frontmatter, where the package is a skill.
    pub fn instructions(&self) -> Option<&str> {
        manifest::instructions(&self.files)
    }

    /// What is in the package. The list of files is made when first asked for.
    pub fn contents(&self) -> &Contents {
        self.contents.get_or_init(|| Contents {
            files: self.files.iter().map(Listed::of).collect(),
            ..self.counted.clone()
        })
    }
}

/// Reads an archive that is in memory.
pub fn read_archive(bytes: Vec<u8>, limits: &Limits) -> Result<Package, Refused> {
    named(archive_of(bytes, limits)?)
}

/// Reads a folder; everything below it but `.git` is part of the package.
pub fn read_folder(path: &Path, limits: &Limits) -> Result<Package, Refused> {
    named(folder_at(path, limits)?)
}

/// Reads a folder that is one skill, with everything below it but `.git`.
pub fn read_skill(path: &Path, limits: &Limits) -> Result<Package, Refused> {
    let mut budget = Budget::new(limits);
    let mut files = folder::read(path, &mut budget)?;
    sort(&mut files);
    let mut remarks = Remarks::default();
    let manifest = manifest::read_skill(&files, limits, &mut remarks)?;
    complete(files, None, (manifest, None), remarks, budget)
}

/// Reads what is at `path`: a folder, or a file that is an archive.
pub fn read_path(path: &Path, limits: &Limits) -> Result<Package, Refused> {
    if path.is_dir() {
        return read_folder(path, limits);
    }
    read_archive(bytes_at(path, limits)?, limits)
}

/// Reads an archive from a stream, standard input for example.
pub fn read_stream(stream: impl Read, limits: &Limits) -> Result<Package, Refused> {
    read_archive(bytes_of(stream, "the input".as_ref(), limits)?, limits)
}

/// Takes files that are in memory for a package.
#[cfg(any(test, feature = "fuzzing"))]
pub fn from_files(files: Vec<File>, limits: &Limits) -> Result<Package, Refused> {
    let mut budget = Budget::new(limits);
    let mut seen = names::Names::default();
    for file in &files {
        names::checked_file(file.path.as_bytes(), limits)?;
        seen.file(&file.path)?;
        budget.file(
            &file.path,
            u64::try_from(file.bytes.len()).unwrap_or(u64::MAX),
        )?;
    }
    named(assemble(files, None, Remarks::default(), budget)?)
}

/// Reads what is at `path`, to look at it: a folder, an archive or any other file, whatever it says
/// of itself. [`Package::unnamed`] tells why a manifest is missing.
pub fn read_anything(path: &Path, limits: &Limits) -> Result<Package, Refused> {
    if path.is_dir() {
        return folder_at(path, limits);
    }
    let bytes = bytes_at(path, limits)?;
    let is_named_so = path
        .extension()
        .is_some_and(|end| end.eq_ignore_ascii_case("zip"));
    if is_named_so || archive::is_zip(&bytes) {
        return archive_of(bytes, limits);
    }
    let name = path.file_name().unwrap_or_default();
    let file = File {
        path: names::checked_file(name.as_encoded_bytes(), limits)?.to_owned(),
        bytes,
        executable: false,
    };
    assemble(vec![file], None, Remarks::default(), Budget::new(limits))
}

/// An archive, whatever it says of itself.
fn archive_of(bytes: Vec<u8>, limits: &Limits) -> Result<Package, Refused> {
    check_length(&bytes, limits)?;
    let mut budget = Budget::new(limits);
    let archive::Unpacked {
        mut files,
        mut remarks,
    } = archive::read(&bytes, &mut budget)?;
    wrapper::take_off(&mut files, &mut remarks)?;
    assemble(files, Some(bytes), remarks, budget)
}

/// A folder, whatever it says of itself.
fn folder_at(path: &Path, limits: &Limits) -> Result<Package, Refused> {
    let mut budget = Budget::new(limits);
    let files = folder::read(path, &mut budget)?;
    assemble(files, None, Remarks::default(), budget)
}

/// The package, which must say what it is.
fn named(mut package: Package) -> Result<Package, Refused> {
    match package.unnamed.take() {
        None => Ok(package),
        Some(refused) => Err(refused),
    }
}

fn assemble(
    mut files: Vec<File>,
    archive: Option<Vec<u8>>,
    mut remarks: Remarks,
    budget: Budget<'_>,
) -> Result<Package, Refused> {
    if files.is_empty() {
        return Err(Refused::NoFiles);
    }
    sort(&mut files);
    let named = match manifest::read(&files, budget.limits(), &mut remarks) {
        Ok(manifest) => (manifest, None),
        Err(refused) => (Manifest::unnamed(), Some(refused)),
    };
    complete(files, archive, named, remarks, budget)
}

/// A package of sorted files, once it is known what it says of itself.
fn complete(
    files: Vec<File>,
    archive: Option<Vec<u8>>,
    (manifest, unnamed): (Manifest, Option<Refused>),
    mut remarks: Remarks,
    mut budget: Budget<'_>,
) -> Result<Package, Refused> {
    let limits = budget.limits();
    let counted = contents::count(&files, &manifest, limits.manifest_bytes, &mut remarks);
    nested::check(&files, 1, &mut budget, &mut remarks)?;
    let bytes = match archive {
        Some(bytes) => bytes,
        None => pack::pack(&files)?,
    };
    Ok(Package {
        files,
        manifest,
        unnamed,
        bytes,
        remarks: remarks.into_list(),
        counted,
        sha256: OnceLock::new(),
        contents: OnceLock::new(),
    })
}

fn sort(files: &mut [File]) {
    files.sort_by(|left, right| left.path.cmp(&right.path));
}

fn bytes_at(path: &Path, limits: &Limits) -> Result<Vec<u8>, Refused> {
    let file = fs::File::open(path).map_err(|cause| folder::unreadable(path, &cause))?;
    bytes_of(file, path, limits)
}

/// All bytes of a stream, but never many more than an archive may have.
fn bytes_of(stream: impl Read, name: &Path, limits: &Limits) -> Result<Vec<u8>, Refused> {
    let mut bytes = Vec::new();
    stream
        .take(limits.archive_bytes().saturating_add(1))
        .read_to_end(&mut bytes)
        .map_err(|cause| folder::unreadable(name, &cause))?;
    check_length(&bytes, limits)?;
    Ok(bytes)
}

fn check_length(bytes: &[u8], limits: &Limits) -> Result<(), Refused> {
    let limit = limits.archive_bytes();
    if u64::try_from(bytes.len()).is_ok_and(|length| length <= limit) {
        return Ok(());
    }
    Err(Refused::ArchiveTooLarge(limit))
}
