//! Where an app that an agent uses comes from.

use super::text_enum;

text_enum! {
    /// Where an app that an agent uses comes from.
    AppType {
        /// The app cache has it.
        External = "EXTERNAL",
        /// The platform has it built in.
        Internal = "INTERNAL",
    }
}
