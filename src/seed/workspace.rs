//! A workspace: what owns agents, rules and credentials.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

use super::field::{Nullable, Optional};
use super::json::Object;
use super::record::{Record, Wrong};
use super::text::Text;
use crate::model::{Slug, WorkspaceKind};

/// A workspace. Its webhook key is made by `workspace webhook rotate`, and never stands in a file.
#[derive(Debug, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Workspace {
    /// The name by which the workspace is known for good.
    pub slug: Slug,
    /// What people see.
    pub name: Text<255>,
    /// One user's own, or several members'.
    pub kind: WorkspaceKind,
    /// The username of its owner. A personal workspace has one; its owner is its only member.
    #[serde(default, skip_serializing_if = "Nullable::is_absent")]
    pub owner: Nullable<Text<255>>,
    /// The id of the organization at Clerk.
    #[serde(default, skip_serializing_if = "Nullable::is_absent")]
    pub clerk_org_id: Nullable<Text<255>>,
    /// The plan it is on.
    #[serde(default, skip_serializing_if = "Optional::is_absent")]
    pub plan: Optional<Text<50>>,
    /// What the plan allows.
    #[serde(default, skip_serializing_if = "Optional::is_absent")]
    pub plan_limits: Optional<Object>,
    /// Settings of its own.
    #[serde(default, skip_serializing_if = "Optional::is_absent")]
    pub settings: Optional<Object>,
    /// Whether it is in use.
    #[serde(default, skip_serializing_if = "Optional::is_absent")]
    pub is_active: Optional<bool>,
}

impl Record for Workspace {
    const KEY: &[&str] = &["slug"];
    const VERBATIM: &[&str] = &["plan_limits", "settings"];
    const TOGETHER: &[&str] = &["kind", "owner", "clerk_org_id"];

    fn defaults() -> Value {
        json!({
            "kind": "personal",
            "plan": "starter",
            "plan_limits": {},
            "settings": {},
            "is_active": true,
        })
    }

    fn check(&mut self, wrong: &mut Vec<Wrong>) {
        if self.kind != WorkspaceKind::Personal {
            return;
        }
        if self.owner.value().is_none() {
            wrong.push(
                Wrong::at(["kind"], "a personal workspace has an owner")
                    .hint("add `owner:` with a username, or write `kind: organization`"),
            );
        }
        if self.clerk_org_id.value().is_some() {
            let message = "only an organization's workspace has a `clerk_org_id`";
            wrong.push(Wrong::at(["clerk_org_id"], message));
        }
    }
}
