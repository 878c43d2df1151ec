//! What a setting holds.

use super::text_enum;

text_enum! {
    /// What a setting holds.
    ValueType {
        /// Text.
        String = "string",
        /// A number.
        Number = "number",
        /// `true` or `false`.
        Boolean = "boolean",
        /// Any JSON.
        Json = "json",
    }
}
