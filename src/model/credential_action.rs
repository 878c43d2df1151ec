//! What is done with a credential.

use super::text_enum;

text_enum! {
    /// What is done with a credential.
    CredentialAction {
        /// It was created.
        Created = "created",
        /// It was changed.
        Updated = "updated",
        /// It was removed.
        Deleted = "deleted",
        /// Its values were read.
        Accessed = "accessed",
        /// It was tried.
        Tested = "tested",
        /// It was sealed with another master key.
        Rotated = "rotated",
    }
}
