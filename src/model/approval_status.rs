//! Whether a person let a version into the marketplace.

use super::text_enum;

text_enum! {
    /// Whether a person let a version into the marketplace.
    ApprovalStatus {
        /// Nobody decided yet.
        Pending = "pending",
        /// It may be enabled.
        Approved = "approved",
        /// It may not.
        Rejected = "rejected",
    }
}
