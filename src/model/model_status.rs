//! Whether a language model can be used.

use super::text_enum;

text_enum! {
    /// Whether a language model can be used.
    ModelStatus {
        /// In use.
        Active = "active",
        /// Still there, to be replaced.
        Deprecated = "deprecated",
        /// Offered for trial.
        Beta = "beta",
    }
}
