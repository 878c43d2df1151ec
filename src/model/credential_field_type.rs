//! What one field of a credential holds.

use super::text_enum;

text_enum! {
    /// What one field of a credential holds.
    CredentialFieldType {
        /// Plain text.
        String = "string",
        /// A secret: never shown.
        Password = "password",
        /// A number.
        Number = "number",
        /// Yes or no.
        Boolean = "boolean",
        /// One of a list.
        Options = "options",
        /// Fixed, and not asked for.
        Hidden = "hidden",
    }
}
