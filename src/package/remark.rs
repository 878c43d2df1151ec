//! What reading noticed and did not refuse.

use std::fmt;

use super::shown::Shown;

/// More remarks than this are only counted: an archive can be made to earn any number.
const MOST: usize = 100;

/// The remarks made so far.
#[derive(Debug, Default)]
pub struct Remarks {
    kept: Vec<Remark>,
    more: usize,
}

impl Remarks {
    /// Makes a remark.
    pub fn push(&mut self, remark: Remark) {
        if self.kept.len() < MOST {
            self.kept.push(remark);
        } else {
            self.more += 1;
        }
    }

    /// The remarks, in the order they were made; the last one says how many are missing, if any are.
    pub fn into_list(mut self) -> Vec<Remark> {
        if self.more > 0 {
            self.kept.push(Remark::More { count: self.more });
        }
        self.kept
    }
}

/// Something that a reader of the package should know. Its words are in [`fmt::Display`].
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Remark {
    /// The manifest claims another number of parts than are there.
    CountDiffers {
        /// Skills, commands, agents or hooks.
        what: &'static str,
        /// What the manifest says.
        claimed: u64,
        /// What is there.
        found: u64,
    },
    /// The manifest names a file or folder that is not there.
    Missing {
        /// The path as the manifest has it.
        path: Shown,
    },
    /// The manifest gives no version; one is assumed.
    NoVersion,
    /// The version is not semantic; the nearest one that is, is taken.
    LooseVersion {
        /// What the manifest says.
        said: Shown,
        /// What is taken for it.
        taken: semver::Version,
    },
    /// More than one manifest is there.
    SecondManifest {
        /// The one that counts.
        read: &'static str,
        /// The one that does not.
        ignored: &'static str,
    },
    /// The frontmatter is no YAML; it was read line by line.
    LooseFrontmatter {
        /// The file.
        path: Shown,
        /// What the YAML reader said.
        cause: Shown,
    },
    /// A file that says what the package does cannot be understood, so its parts are not counted.
    Unparsable {
        /// The file.
        path: Shown,
        /// Why not.
        cause: Shown,
    },
    /// The package lies in the only folder at the top of its archive; paths are relative to it.
    Wrapped {
        /// The folder.
        folder: Shown,
    },
    /// An archive in the package cannot be read.
    NestedUnreadable {
        /// The nested archive.
        path: Shown,
        /// Why not.
        cause: Shown,
    },
    /// An entry's name is UTF-8 and is not marked as such, so some readers show another.
    UnmarkedName {
        /// The entry.
        entry: Shown,
    },
    /// The archive or an entry of it has a comment.
    Comment {
        /// Whose: the entry's path; none for the archive.
        entry: Option<Shown>,
        /// How long it is.
        bytes: usize,
    },
    /// An entry has extra fields that are not understood.
    ExtraFields {
        /// The entry.
        entry: Shown,
        /// How long they are together.
        bytes: usize,
    },
    /// There is more to remark on than anyone would read.
    More {
        /// How many remarks were left out.
        count: usize,
    },
}

#[cfg(test)]
impl Remark {
    /// A stable name for the kind of remark.
    pub const fn id(&self) -> &'static str {
        match self {
            Self::CountDiffers { .. } => "count-differs",
            Self::Missing { .. } => "missing",
            Self::NoVersion => "no-version",
            Self::LooseVersion { .. } => "loose-version",
            Self::SecondManifest { .. } => "second-manifest",
            Self::LooseFrontmatter { .. } => "loose-frontmatter",
            Self::Unparsable { .. } => "unparsable",
            Self::Wrapped { .. } => "wrapped",
            Self::NestedUnreadable { .. } => "nested-unreadable",
            Self::UnmarkedName { .. } => "unmarked-name",
            Self::Comment { .. } => "comment",
            Self::ExtraFields { .. } => "extra-fields",
            Self::More { .. } => "more",
        }
    }
}

impl fmt::Display for Remark {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::CountDiffers {
                what,
                claimed,
                found,
            } => {
                write!(f, "the manifest claims {claimed} {what}; there are {found}")
            }
            Self::Missing { path } => write!(f, "the manifest names `{path}`, which is not there"),
            Self::NoVersion => f.write_str("the manifest gives no version; 0.1.0 is taken"),
            Self::LooseVersion { said, taken } => {
                write!(f, "the version `{said}` is not semantic; {taken} is taken")
            }
            Self::SecondManifest { read, ignored } => {
                write!(f, "{ignored} is a second manifest; {read} counts")
            }
            Self::LooseFrontmatter { path, cause } => {
                write!(
                    f,
                    "the frontmatter of `{path}` is no YAML and was read line by line: {cause}"
                )
            }
            Self::Unparsable { path, cause } => write!(f, "`{path}` cannot be understood: {cause}"),
            Self::Wrapped { folder } => {
                write!(
                    f,
                    "the package lies in the folder `{folder}` of its archive"
                )
            }
            Self::NestedUnreadable { path, cause } => {
                write!(f, "the archive `{path}` cannot be read: {cause}")
            }
            Self::UnmarkedName { entry } => {
                write!(
                    f,
                    "the name of `{entry}` is UTF-8 and is not marked as such"
                )
            }
            Self::Comment {
                entry: Some(entry),
                bytes,
            } => {
                write!(f, "`{entry}` has a comment of {bytes} bytes")
            }
            Self::Comment { entry: None, bytes } => {
                write!(f, "the archive has a comment of {bytes} bytes")
            }
            Self::ExtraFields { entry, bytes } => {
                write!(
                    f,
                    "`{entry}` has {bytes} bytes in extra fields that are not understood"
                )
            }
            Self::More { count } => write!(f, "{count} more remarks are left out"),
        }
    }
}
