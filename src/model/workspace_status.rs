//! The states a workspace may be in.

/// What of a workspace's life is asked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
pub enum WorkspaceStatus {
    /// At work
    Active,
    /// Paused, and not deleted
    Paused,
    /// Deleted, and not purged
    Deleted,
}
