//! What changes plugins. Every change holds the plugin's row to its end, so that changes of one
//! plugin come one after the other, and adds to its history and to the audit trail.

pub mod activate;
pub mod approve;
pub mod bench;
pub mod delete;
pub mod disable;
pub mod enable;
pub mod reject;
pub mod rescan;
pub mod settings;
pub mod update;
pub mod upload;

mod category_words;
mod classify;
mod held;
pub mod judge;
mod prepare;
mod record;
mod summary;

pub use self::record::Deed;
