//! The frames of meaning as data: who is asked for what, in which combination of words, and how much it counts.

use std::sync::LazyLock;

use super::{deeds, orders, ploys, steers, theft};
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

/// A frame with its meanings as bits, so that most sentences are told not to fill it without looking at
/// their words again.
#[derive(Debug)]
pub struct Masked {
    /// The frame.
    pub frame: &'static Frame,
    /// Its slots, the one of the fewest meanings first: most sentences fail at it.
    slots: [u128; SLOTS],
    not: u128,
}

/// How many slots frames have at most; those that one lacks are filled by anything.
const SLOTS: usize = 6;

impl Masked {
    /// Whether these meanings fill every slot, and none of them speaks against the frame.
    pub fn may_be_filled(&self, seen: u128) -> bool {
        self.slots.iter().all(|slot| seen & slot != 0) && seen & self.not == 0
    }
}

/// The bit of a meaning.
pub fn bit(meaning: Meaning) -> u128 {
    1 << (meaning as u8)
}

fn bits(list: &[Meaning]) -> u128 {
    list.iter().fold(0, |all, meaning| all | bit(*meaning))
}

fn masks(frame: &Frame) -> [u128; SLOTS] {
    let mut slots: Vec<u128> = frame.slots.iter().map(|slot| bits(slot)).collect();
    slots.sort_by_key(|slot| slot.count_ones());
    let mut left = slots.into_iter();
    [(); SLOTS].map(|()| left.next().unwrap_or(u128::MAX))
}

static ALL: LazyLock<Vec<Masked>> = LazyLock::new(|| {
    [
        orders::FRAMES,
        theft::FRAMES,
        deeds::FRAMES,
        ploys::FRAMES,
        steers::FRAMES,
    ]
    .into_iter()
    .flatten()
    .map(|frame| Masked {
        frame,
        slots: masks(frame),
        not: bits(frame.not),
    })
    .collect()
});

/// Every frame, in the order in which they are tried.
pub fn all() -> &'static [Masked] {
    &ALL
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_slot_of_every_frame_is_looked_at() {
        for masked in all() {
            assert!(masked.frame.slots.len() <= SLOTS, "{:?}", masked.frame);
        }
    }
}
