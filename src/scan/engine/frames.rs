//! The frames of meaning as data: who is asked for what, in which combination of words, and how much it counts.

use super::{deeds, orders, ploys, theft};
use crate::scan::lexicon::Meaning::{
    self, Act, Collect, Conversation, Copy, Fetch, Install, Pay, Put, Run, Send, StrongSecret,
    SystemPrompt, Write,
};
use crate::scan::rules::Rule;

/// What else has to stand in the sentence.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Extra {
    /// Nothing.
    None,
    /// An address of a host that cannot be named.
    ForeignAddress,
    /// Any address or mail address.
    Destination,
    /// An account of a currency.
    Account,
    /// A place a reader does not see: comments, metadata, data.
    Unseen,
}

/// A frame: slots that must all be filled near one another.
#[derive(Debug)]
pub struct Frame {
    /// The rule it speaks for.
    pub rule: &'static Rule,
    /// Each slot is filled by any of its meanings.
    pub slots: &'static [&'static [Meaning]],
    /// Bytes from the first to the last.
    pub within: usize,
    /// Whether the slots must come in this order.
    pub ordered: bool,
    /// Meanings that speak against it.
    pub not: &'static [Meaning],
    /// Whether a negation before the first slot turns it into its opposite.
    pub negatable: bool,
    /// Whether it may reach into the next sentence.
    pub wide: bool,
    /// What else is needed.
    pub extra: Extra,
    /// How much it is believed.
    pub belief: f32,
}

pub const fn frame(
    rule: &'static Rule,
    slots: &'static [&'static [Meaning]],
    within: usize,
    belief: f32,
) -> Frame {
    Frame {
        rule,
        slots,
        within,
        ordered: false,
        not: &[],
        negatable: true,
        wide: false,
        extra: Extra::None,
        belief,
    }
}

/// What an instruction asks to be done.
pub const ACTS: &[Meaning] = &[
    Send, Collect, Run, Fetch, Write, Put, Pay, Act, Install, Copy,
];
/// What nobody gives away.
pub const PRIVATE: &[Meaning] = &[StrongSecret, Conversation, SystemPrompt];

/// Every frame, in the order in which they are tried.
pub fn all() -> impl Iterator<Item = &'static Frame> {
    [orders::FRAMES, theft::FRAMES, deeds::FRAMES, ploys::FRAMES]
        .into_iter()
        .flatten()
}
