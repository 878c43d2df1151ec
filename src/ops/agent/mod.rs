//! What changes agents.

pub mod assign;
pub mod context;
pub mod packages;
pub mod unassign;

mod plugins;
