//! Code: parsed into a small common form, then judged by what flows from where to where.

mod calls;
mod flow;
mod javascript;
mod python;
mod sinks;
mod tree;

pub use flow::{Outcome, Source, judge};
