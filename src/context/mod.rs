//! What an agent runs with, put together from parts: pure. Parts come in with where they are from;
//! those that fit the budget come out in the order in which they came, the others with the reason.

mod budget;
mod part;
mod relevance;
#[cfg(test)]
mod tests;

pub use self::budget::{Assembled, fit};
pub use self::part::{Kind, Omitted, Part};
pub use self::relevance::{Candidate, most_relevant};
