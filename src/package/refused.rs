//! Why a package is not read: one message for each cause.

use super::shown::Shown;

/// Why a package is refused. The message names the entry and never holds a raw character of it that
/// a terminal would obey.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Refused {
    /// The operating system does not give it.
    #[error("cannot read `{path}`: {cause}")]
    Unreadable {
        /// What was being read.
        path: Shown,
        /// What the system said.
        cause: Shown,
    },

    /// The files cannot be packed.
    #[error("it cannot be packed: {0}")]
    Unpackable(Shown),

    /// The bytes are no zip archive.
    #[error("it is not a zip archive")]
    NotZip,
    /// The archive ends too early.
    #[error("the archive is truncated: {0}")]
    Truncated(&'static str),
    /// The archive's own records make no sense.
    #[error("the archive is malformed: {0}")]
    Malformed(&'static str),
    /// A record of one entry makes no sense.
    #[error("`{entry}` has {what}")]
    MalformedEntry {
        /// The entry's name.
        entry: Shown,
        /// What is wrong, as something that it has.
        what: &'static str,
    },
    /// Bytes where no reader looks for any.
    #[error("{bytes} bytes of data stand {place}")]
    StrayData {
        /// How many.
        bytes: u64,
        /// Where.
        place: &'static str,
    },
    /// Bytes behind an entry's data that belong to no entry.
    #[error("{bytes} bytes of data stand behind `{entry}`")]
    StrayDataBehind {
        /// How many.
        bytes: usize,
        /// The entry before them.
        entry: Shown,
    },
    /// Two entries share bytes.
    #[error("`{first}` and `{second}` overlap in the archive")]
    Overlap {
        /// The entry that begins first.
        first: Shown,
        /// The one that begins inside it.
        second: Shown,
    },
    /// The two headers of an entry say different things.
    #[error("the headers of `{entry}` disagree about its {what}")]
    Disagree {
        /// The entry's name.
        entry: Shown,
        /// What they disagree about.
        what: &'static str,
    },
    /// The entry is encrypted.
    #[error("`{0}` is encrypted")]
    Encrypted(Shown),
    /// The entry is compressed in another way than deflate.
    #[error(
        "`{entry}` is compressed with method {method}; only stored and deflated entries are read"
    )]
    Method {
        /// The entry's name.
        entry: Shown,
        /// The method's number in the zip specification.
        method: u16,
    },
    /// The compressed bytes cannot be inflated.
    #[error("`{entry}` cannot be unpacked: {cause}")]
    Corrupt {
        /// The entry's name.
        entry: Shown,
        /// What the decoder said.
        cause: Shown,
    },
    /// The entry holds another number of bytes than it says.
    #[error("`{entry}` declares {declared} bytes and holds {real}")]
    Size {
        /// The entry's name.
        entry: Shown,
        /// What its header says.
        declared: u64,
        /// What came out, or `more`.
        real: Shown,
    },
    /// The entry's checksum is another than that of its bytes.
    #[error("the checksum of `{0}` is wrong")]
    Checksum(Shown),

    /// The entry's path is one that no package may have.
    #[error("`{entry}` has {fault}")]
    Path {
        /// The path.
        entry: Shown,
        /// What is wrong with it, as something that it has.
        fault: &'static str,
    },
    /// Two entries have one name.
    #[error("`{0}` is there twice")]
    Twice(Shown),
    /// Two entries have names that some file systems take for one.
    #[error("`{first}` and `{second}` are one name where case or Unicode form does not count")]
    Alike {
        /// The one.
        first: Shown,
        /// The other.
        second: Shown,
    },
    /// A path is both a file and a folder.
    #[error("`{0}` is both a file and a folder")]
    FileAndFolder(Shown),
    /// A symbolic link, a hard link, a device and the like.
    #[error("`{entry}` is {kind}; only files and folders are read")]
    Special {
        /// The path.
        entry: Shown,
        /// What it is.
        kind: &'static str,
    },

    /// The archive is larger than its contents may be.
    #[error("the archive is larger than {0} bytes, the most for one")]
    ArchiveTooLarge(u64),
    /// There are too many files or folders.
    #[error("it holds more than {limit} {what}")]
    TooMany {
        /// The limit.
        limit: usize,
        /// Files or folders.
        what: &'static str,
    },
    /// A file is too large.
    #[error("`{entry}` is larger than {limit} bytes, the most for one file")]
    FileTooLarge {
        /// The path.
        entry: Shown,
        /// The limit.
        limit: u64,
    },
    /// All files together are too large.
    #[error("its files are larger than {0} bytes together")]
    TotalTooLarge(u64),
    /// A zip bomb: few bytes that become many.
    #[error("`{entry}` unpacks to more than {limit} times its size")]
    Bomb {
        /// The entry, or the archive.
        entry: Shown,
        /// The limit.
        limit: u64,
    },
    /// A path is too long.
    #[error("`{entry}` has a path longer than {limit} bytes")]
    PathTooLong {
        /// The path.
        entry: Shown,
        /// The limit.
        limit: usize,
    },
    /// A path is too deep.
    #[error("`{entry}` lies deeper than {limit} folders")]
    PathTooDeep {
        /// The path.
        entry: Shown,
        /// The limit.
        limit: usize,
    },
    /// Archives lie too deep inside one another.
    #[error("`{entry}` is an archive nested deeper than {limit}")]
    NestedTooDeep {
        /// The innermost archive's path.
        entry: Shown,
        /// The limit.
        limit: usize,
    },
    /// An archive inside the package is a bomb.
    #[error("inside `{entry}`: {cause}")]
    Nested {
        /// The nested archive's path.
        entry: Shown,
        /// Why it is one.
        cause: Box<Self>,
    },

    /// There is no file at all.
    #[error("it holds no files")]
    NoFiles,
    /// There is nothing that says what the package is.
    #[error(
        "it has no manifest: neither manifest.json nor .claude-plugin/plugin.json nor SKILL.md at the top"
    )]
    NoManifest,
    /// It is a list of plugins, not a plugin.
    #[error(
        "it is a marketplace of plugins, not a plugin: it has .claude-plugin/marketplace.json only"
    )]
    Marketplace,
    /// The manifest is larger than anything that is parsed.
    #[error("the manifest `{entry}` is larger than {limit} bytes, the most for one")]
    ManifestTooLarge {
        /// The manifest's path.
        entry: Shown,
        /// The limit.
        limit: usize,
    },
    /// The manifest cannot be understood.
    #[error("`{entry}` is no manifest: {cause}")]
    Manifest {
        /// The manifest's path.
        entry: Shown,
        /// Why not.
        cause: Shown,
    },
    /// What a skill says of itself cannot be understood.
    #[error("{entry}:{line}: {cause}")]
    Frontmatter {
        /// The path of its `SKILL.md`.
        entry: Shown,
        /// The line, from one.
        line: usize,
        /// Why not.
        cause: Shown,
    },
}

/// What kind of cause a refusal has.
enum Class {
    /// It unpacks to more than anything honest does.
    Bomb,
    /// It is larger than allowed.
    Limit,
    /// It is wrong.
    Fault,
}

impl Refused {
    /// Whether it unpacks to more than anything honest does, itself or in an archive inside.
    pub fn is_bomb(&self) -> bool {
        match self.class() {
            Class::Bomb => true,
            Class::Limit | Class::Fault => false,
        }
    }

    fn class(&self) -> Class {
        match self {
            Self::TotalTooLarge(_)
            | Self::Bomb { .. }
            | Self::NestedTooDeep { .. }
            | Self::Nested { .. } => Class::Bomb,
            Self::ArchiveTooLarge(_)
            | Self::TooMany { .. }
            | Self::FileTooLarge { .. }
            | Self::PathTooLong { .. }
            | Self::PathTooDeep { .. }
            | Self::ManifestTooLarge { .. } => Class::Limit,
            Self::Unreadable { .. }
            | Self::Unpackable(_)
            | Self::NotZip
            | Self::Truncated(_)
            | Self::Malformed(_)
            | Self::MalformedEntry { .. }
            | Self::StrayData { .. }
            | Self::StrayDataBehind { .. }
            | Self::Overlap { .. }
            | Self::Disagree { .. }
            | Self::Encrypted(_)
            | Self::Method { .. }
            | Self::Corrupt { .. }
            | Self::Size { .. }
            | Self::Checksum(_)
            | Self::Path { .. }
            | Self::Twice(_)
            | Self::Alike { .. }
            | Self::FileAndFolder(_)
            | Self::Special { .. }
            | Self::NoFiles
            | Self::NoManifest
            | Self::Marketplace
            | Self::Manifest { .. }
            | Self::Frontmatter { .. } => Class::Fault,
        }
    }
}
