//! What a pattern of working together is about.

use super::text_enum;

text_enum! {
    /// What a pattern of working together is about.
    PatternType {
        /// Who does what, and when.
        Coordination = "coordination",
        /// Who tells whom.
        Communication = "communication",
        /// How a choice is made.
        Decision = "decision" | "decision_making",
    }
}
