//! A shelf of the plugin marketplace.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

use super::field::{Nullable, Optional};
use super::kind::Kind;
use super::problem::Place;
use super::record::{Record, Reference};
use super::text::{Prose, Text};
use crate::model::Slug;

/// A group of the marketplace, or a category in a group.
#[derive(Debug, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct PluginCategory {
    /// The name by which the category is known for good.
    pub slug: Slug,
    /// What people see.
    pub name: Text<100>,
    /// What is found there.
    #[serde(default, skip_serializing_if = "Nullable::is_absent")]
    pub description: Nullable<Prose>,
    /// Name of its icon.
    #[serde(default, skip_serializing_if = "Nullable::is_absent")]
    pub icon: Nullable<Text<100>>,
    /// Its place in the list, least first.
    #[serde(default, skip_serializing_if = "Optional::is_absent")]
    pub sort_order: Optional<i32>,
    /// Whether it is listed.
    #[serde(default, skip_serializing_if = "Optional::is_absent")]
    pub is_active: Optional<bool>,
    /// The slug of the group it belongs to; none for a group.
    #[serde(default, skip_serializing_if = "Nullable::is_absent")]
    pub parent: Nullable<Slug>,
}

impl Record for PluginCategory {
    const KEY: &[&str] = &["slug"];
    const VERBATIM: &[&str] = &["description"];

    fn defaults() -> Value {
        json!({ "sort_order": 0, "is_active": true })
    }

    fn references(&self) -> Vec<Reference> {
        let parent = self.parent.value().map(|parent| Reference {
            field: "parent",
            kind: Kind::PluginCategories,
            key: parent.to_string(),
            place: Place::FILE,
        });
        parent.into_iter().collect()
    }
}
