//! What changes workspaces.

pub mod create;
