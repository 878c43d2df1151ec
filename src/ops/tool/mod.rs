//! Tools of agents, and the cache of the apps that they belong to.

pub mod resolve;
pub mod sync;
