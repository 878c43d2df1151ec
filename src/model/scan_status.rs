//! How one of the two scans of a package ended.

use super::text_enum;

text_enum! {
    /// How one of the two scans of a package ended.
    ScanStatus {
        /// Nothing was found.
        Passed = "passed",
        /// Something was found.
        Flagged = "flagged",
        /// It left something out, or could not be made.
        Failed = "failed",
        /// It was not asked for.
        Skipped = "skipped",
    }
}
