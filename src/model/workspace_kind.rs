//! What a workspace is for.

use super::text_enum;

text_enum! {
    /// What a workspace is for.
    WorkspaceKind {
        /// One user's own.
        Personal = "personal",
        /// Several members'.
        Organization = "organization",
    }
}
