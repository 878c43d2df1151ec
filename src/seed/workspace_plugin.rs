//! A plugin of the marketplace that a workspace has enabled, without which none of its agents can
//! use it.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

use super::record::Record;
use crate::model::Slug;

/// A plugin that a workspace has enabled.
#[derive(Debug, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct WorkspacePlugin {
    /// The slug of the workspace.
    pub workspace: Slug,
    /// The slug of an approved plugin of the marketplace.
    pub plugin: Slug,
}

impl Record for WorkspacePlugin {
    const KEY: &[&str] = &["workspace", "plugin"];

    fn defaults() -> Value {
        json!({})
    }
}
