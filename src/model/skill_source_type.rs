//! Where a source of skills is.

use super::text_enum;

text_enum! {
    /// Where a source of skills is.
    SkillSourceType {
        /// A repository.
        Git = "git",
        /// A folder.
        Upload = "upload",
        /// A seed.
        Seed = "seed",
        /// The marketplace.
        Marketplace = "marketplace",
        /// People.
        Manual = "manual",
    }
}
