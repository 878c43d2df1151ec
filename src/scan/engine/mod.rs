//! The engines. Each looks for one kind of evidence in the views of a file or in the package as a whole.

pub mod artifact;
pub mod autorun;
pub mod code;
pub mod coherence;
pub mod command;
pub mod destination;
pub mod exfiltration;
pub mod file;
mod frames;
pub mod hidden;
pub mod layers;
pub mod lure;
pub mod manifest;
pub mod prompt;
pub mod secret;
pub mod supply;
pub mod wordwise;
