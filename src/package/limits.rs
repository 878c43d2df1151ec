//! How much a package may hold.

/// Everything that bounds a package. The bytes that archives inside it hold count with its own; the
/// other limits hold for each archive.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Limits {
    /// Most files, and most folders.
    pub files: usize,
    /// Most bytes of one file.
    pub file_bytes: u64,
    /// Most bytes of all files together.
    pub total_bytes: u64,
    /// Most bytes out for one byte in, of one entry and of an archive as a whole.
    pub ratio: u64,
    /// Most bytes of one path.
    pub path_bytes: usize,
    /// Most segments of one path.
    pub depth: usize,
    /// Most archives inside one another, the package itself not counted.
    pub nesting: usize,
    /// Most bytes of anything that is parsed: a manifest, frontmatter, hooks, MCP servers. Parsed JSON can
    /// take five hundred times its size.
    pub manifest_bytes: usize,
}

impl Limits {
    /// Below this many bytes out, nothing is a bomb: forty spaces and a newline reach a high ratio too.
    pub const RATIO_FLOOR: u64 = 64 * 1024;

    /// What headers may add to the bytes of the files: a kilobyte an entry, and the end of the archive.
    const HEADER_BYTES: u64 = 1024;
    const END_BYTES: u64 = 64 * 1024;

    /// Most bytes of an archive: what the files may hold, stored as they are, and their headers.
    pub fn archive_bytes(&self) -> u64 {
        let entries = u64::try_from(self.files).unwrap_or(u64::MAX);
        entries
            .saturating_mul(Self::HEADER_BYTES)
            .saturating_add(self.total_bytes)
            .saturating_add(Self::END_BYTES)
    }

    /// Whether `unpacked` bytes out of `packed` bytes are more than an honest archive holds.
    pub fn is_bomb(&self, packed: u64, unpacked: u64) -> bool {
        unpacked > Self::RATIO_FLOOR && unpacked > packed.saturating_mul(self.ratio)
    }
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            files: 500,
            file_bytes: 10 * 1024 * 1024,
            total_bytes: 50 * 1024 * 1024,
            ratio: 100,
            path_bytes: 255,
            depth: 16,
            nesting: 2,
            manifest_bytes: 256 * 1024,
        }
    }
}
