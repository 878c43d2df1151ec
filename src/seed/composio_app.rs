//! An app of Composio, as the app cache has it.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

use super::field::{Nullable, Optional};
use super::json::Object;
use super::number::Count;
use super::record::{Record, Wrong};
use super::text::{Link, Prose, Text, Word};

/// An app of Composio. Its actions are a kind of their own.
#[derive(Debug, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct ComposioApp {
    /// The name by which the app is known, in upper case.
    pub app_name: Word,
    /// The same for URLs, in lower case.
    pub app_slug: Word,
    /// What people see.
    pub display_name: Text<255>,
    /// What it is for.
    #[serde(default, skip_serializing_if = "Nullable::is_absent")]
    pub description: Nullable<Prose>,
    /// Its logo.
    #[serde(default, skip_serializing_if = "Nullable::is_absent")]
    pub logo_url: Nullable<Link>,
    /// The groups it is listed in.
    #[serde(default, skip_serializing_if = "Optional::is_absent")]
    pub categories: Optional<Vec<Text<255>>>,
    /// How one can sign in to it.
    #[serde(default, skip_serializing_if = "Optional::is_absent")]
    pub auth_schemes: Optional<Vec<Text<255>>>,
    /// How many triggers it has.
    #[serde(default, skip_serializing_if = "Optional::is_absent")]
    pub trigger_count: Optional<Count>,
    /// Whether it can be used.
    #[serde(default, skip_serializing_if = "Optional::is_absent")]
    pub status: Optional<Text<50>>,
    /// Anything else about it.
    #[serde(default, skip_serializing_if = "Optional::is_absent")]
    pub metadata: Optional<Object>,
}

impl Record for ComposioApp {
    const KEY: &[&str] = &["app_name"];
    const VERBATIM: &[&str] = &["description", "metadata"];

    fn defaults() -> Value {
        json!({
            "categories": [],
            "auth_schemes": [],
            "trigger_count": 0,
            "status": "active",
            "metadata": {},
        })
    }

    fn check(&mut self, wrong: &mut Vec<Wrong>) {
        let (name, slug) = (self.app_name.as_str(), self.app_slug.as_str());
        if let Some(problem) = not_upper(name) {
            wrong.push(problem);
        }
        if slug.chars().any(char::is_uppercase) {
            wrong.push(
                Wrong::at(["app_slug"], "the slug of an app is in lower case")
                    .hint(format!("write `{}`", slug.to_lowercase())),
            );
        }
    }
}

/// What is wrong with the name of an app, if it has a lower-case letter.
pub fn not_upper(name: &str) -> Option<Wrong> {
    name.chars().any(char::is_lowercase).then(|| {
        Wrong::at(["app_name"], "the name of an app is in upper case")
            .hint(format!("write `{}`", name.to_uppercase()))
    })
}
