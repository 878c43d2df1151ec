//! The plugin scanner: a package in, a report out. Pure: no network, no clock, no files.

mod code;
mod context;
mod decode;
mod engine;
mod finding;
mod host;
pub mod html;
mod inventory;
mod judge;
mod labels;
mod lexicon;
mod normal;
mod policy;
mod report;
mod role;
mod rules;
pub mod sarif;
mod scene;
mod score;
mod shell;
mod view;

pub use finding::{Confidence, Finding, Location, Setting, Severity, Step};
pub use judge::scan;
pub use normal::is_invisible;
pub use policy::{Adjustment, Fault, Policy, Preset, Suppression};
pub use report::{Contribution, Report, Suppressed, Verdict};
pub use rules::{Group, Rule, all as rules};

/// The version of the rule set. A verdict made with another is stale.
pub const RULES_VERSION: &str = "2026.11.22";
