//! A user in a workspace. A kind of its own and no list inside the workspace, so that each
//! membership is merged alone: members whom an operator adds are no edit of the seed's members.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

use super::record::Record;
use super::text::Text;
use crate::model::{MemberRole, Slug};

/// A user in a workspace, with what the user may do there.
#[derive(Debug, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct WorkspaceMember {
    /// The slug of the workspace.
    pub workspace: Slug,
    /// The username of the member.
    pub username: Text<255>,
    /// What the member may do. At least one member of a workspace is its owner.
    pub role: MemberRole,
}

impl Record for WorkspaceMember {
    const KEY: &[&str] = &["workspace", "username"];

    fn defaults() -> Value {
        json!({})
    }
}
