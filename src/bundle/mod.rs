//! A folder that holds part of a database as files: seeds, packages, skills, secrets that age encrypted,
//! and a list of all of them with their digests.
//!
//! | path | holds |
//! | --- | --- |
//! | `manifest.json` | what was exported, when, and every file with its SHA-256; written last |
//! | `seeds/KIND.yaml` | rows in the format of seed files |
//! | `skills.ndjson` | what skills bring beside their seeds: sources, files, versions |
//! | `plugins.ndjson` | the plugins, with what was decided about their versions |
//! | `packages/SHA256.zip` | the packages of those versions |
//! | `secrets/settings.age`, `secrets/credentials/WORKSPACE.age` | secrets |

mod folder;
mod manifest;
mod plugin;

pub use folder::Folder;
pub use manifest::{Bundle, FORMAT, Manifest};
pub use plugin::{Plugin, Version};

/// The folder of seed files.
pub const SEEDS: &str = "seeds";
/// What skills bring beside their seeds.
pub const SKILLS: &str = "skills.ndjson";
/// The plugins.
pub const PLUGINS: &str = "plugins.ndjson";
/// Sensitive settings, encrypted.
pub const SETTINGS: &str = "secrets/settings.age";
/// The folder of the credentials of each workspace, encrypted.
pub const CREDENTIALS: &str = "secrets/credentials";

/// Where the package of that digest is.
pub fn package(sha256: &str) -> String {
    format!("packages/{sha256}.zip")
}
