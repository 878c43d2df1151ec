//! What the last test of a credential said.

use super::text_enum;

text_enum! {
    /// What the last test of a credential said.
    TestStatus {
        /// It works.
        Passed = "passed",
        /// It does not.
        Failed = "failed",
        /// Nobody tried.
        NotTested = "not_tested",
    }
}
