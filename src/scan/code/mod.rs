//! Code: parsed into a small common form, then judged by what flows from where to where.

mod call;
mod calls;
mod decoders;
mod evaluate;
mod files;
mod flow;
mod javascript;
mod javascript_statements;
mod known;
mod lists;
mod made;
mod mail;
mod names;
mod python;
mod python_statements;
mod remember;
mod send;
mod sinks;
mod spawn;
mod texts;
mod tree;
mod value;

pub use flow::{Outcome, Source, judge};
