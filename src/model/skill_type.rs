//! What kind of ability a skill is.

use super::text_enum;

text_enum! {
    /// What kind of ability a skill is.
    SkillType {
        /// Thinking and judging.
        Cognitive = "cognitive",
        /// Tools and techniques.
        Technical = "technical",
        /// Dealing with people.
        Communication = "communication",
    }
}
