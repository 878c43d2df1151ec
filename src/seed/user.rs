//! A person who uses the platform.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

use super::field::{Nullable, Optional};
use super::record::{Record, Wrong};
use super::text::{Link, Text};

/// A person who uses the platform. Who is created gets a personal workspace, unless the files have
/// one.
#[derive(Debug, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct User {
    /// The name by which the user is known for good.
    pub username: Text<255>,
    /// The address, of which upper and lower case are one.
    pub email: Text<255>,
    /// What people see.
    #[serde(default, skip_serializing_if = "Nullable::is_absent")]
    pub name: Nullable<Text<255>>,
    /// A picture.
    #[serde(default, skip_serializing_if = "Nullable::is_absent")]
    pub avatar_url: Nullable<Link>,
    /// The user's id at Clerk.
    #[serde(default, skip_serializing_if = "Nullable::is_absent")]
    pub clerk_user_id: Nullable<Text<255>>,
    /// Whether the user may sign in.
    #[serde(default, skip_serializing_if = "Optional::is_absent")]
    pub is_active: Optional<bool>,
}

impl Record for User {
    const KEY: &[&str] = &["username"];

    fn defaults() -> Value {
        json!({ "is_active": true })
    }

    fn check(&mut self, wrong: &mut Vec<Wrong>) {
        let email = self.email.as_str();
        let good = email.split_once('@').is_some_and(|(name, host)| {
            !name.is_empty() && !host.is_empty() && !host.contains('@')
        });
        if !good || email.contains(char::is_whitespace) {
            wrong.push(Wrong::at(
                ["email"],
                format!("`{email}` is no e-mail address"),
            ));
        }
    }
}
