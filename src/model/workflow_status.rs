//! Whether a workflow is used.

use super::text_enum;

text_enum! {
    /// Whether a workflow is used.
    WorkflowStatus {
        /// Not yet.
        Draft = "draft",
        /// It is.
        Active = "active",
        /// No more.
        Archived = "archived",
    }
}
