//! Whether an agent works.

use super::text_enum;

text_enum! {
    /// Whether an agent works.
    AgentStatus {
        /// It takes requests.
        Active = "active",
        /// It is switched off.
        Inactive = "inactive",
        /// It is held for a while.
        Paused = "paused",
        /// It is kept for the record.
        Archived = "archived",
    }
}
