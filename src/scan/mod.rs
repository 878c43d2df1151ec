//! The plugin scanner: a package in, a report out. Pure: no network, no clock, no files.

mod address;
mod code;
mod conclusion;
mod context;
mod decode;
mod encoding;
mod engine;
mod finding;
mod host;
pub mod html;
mod inventory;
mod judge;
mod kind;
mod labels;
mod language;
mod lexicon;
mod normal;
mod policy;
mod program;
mod report;
mod role;
mod rules;
pub mod sarif;
mod scene;
mod score;
mod search;
mod secret_names;
mod secret_paths;
mod shell;
mod url;
mod view;

pub use finding::{Confidence, Finding, Severity};
pub use judge::scan;
pub use normal::is_invisible;
pub use policy::{Policy, Preset};
pub use report::{Report, Verdict};
pub use rules::all as rules;

/// The version of the rule set. A verdict made with another is stale.
pub const RULES_VERSION: &str = "2026.11.23.6";
