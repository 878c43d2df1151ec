//! What the newest scan of a version says of it.

use super::text_enum;

text_enum! {
    /// What the newest scan of a version says of it.
    SecurityStatus {
        /// It was not scanned yet.
        Pending = "pending",
        /// Nothing needs a person.
        Safe = "safe",
        /// A person has to look.
        ReviewRequired = "review_required",
        /// It is refused.
        Blocked = "blocked",
    }
}
