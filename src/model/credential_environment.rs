//! The environment that a credential is for.

use super::text_enum;

text_enum! {
    /// The environment that a credential is for.
    CredentialEnvironment {
        /// Where people try things out.
        Development = "development",
        /// Where releases are tried.
        Staging = "staging",
        /// Where the work is done.
        Production = "production",
    }
}
