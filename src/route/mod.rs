//! Where a request goes: pure, no database. What is known of a workspace comes in, the decision and
//! the reasons for it come out.
//!
//! Tiers, the first that answers decides: 0 an explicit override; 1 the decision that is kept for
//! the same envelope, until it expires; 2 the rules, the highest priority first. Nothing is ever sent
//! to an agent or a workflow that takes no requests.

mod decision;
mod destination;
mod envelope;
mod pattern;
mod rule;
mod source;
mod suggestion;
#[cfg(test)]
mod tests;

pub use self::decision::{Decision, Facts, Kept, Tier, decide};
pub use self::destination::{Destination, Target};
pub use self::envelope::Envelope;
pub use self::pattern::Pattern;
pub use self::rule::{Keyword, Rule};
pub use self::source::Source;
pub use self::suggestion::{Suggestion, suggest};
