//! What changes skills: bringing them in from where they are written, making and removing single ones.

pub mod bring;
mod content;
pub mod create;
pub mod delete;
pub mod found;
pub mod plan;
pub mod report;
pub mod source;
