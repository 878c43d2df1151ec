//! What changes agents.

pub mod assign;
pub mod unassign;

mod plugins;
