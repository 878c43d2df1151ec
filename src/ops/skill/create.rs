//! A skill is made by hand.

use anyhow::Context;
use serde_json::{Value, json};
use uuid::Uuid;

use crate::db::skill::{self, Metadata, New};
use crate::db::{self, Exclusion, Session};
use crate::error::{Advice, Code};
use crate::model::SkillType;
use crate::ops::deed::{Deed, Object};

/// What the new skill is to be.
#[derive(Debug, Clone)]
pub struct Wanted {
    /// Whose it is; none: for all.
    pub workspace_id: Option<Uuid>,
    pub name: String,
    pub description: Option<String>,
    pub skill_type: SkillType,
    pub category: Option<String>,
    /// The second level.
    pub instructions: Option<String>,
    pub tools_schema: Option<Value>,
    pub parameters: Value,
    pub implementation: Option<String>,
    pub version: Option<String>,
    pub tags: Vec<String>,
    pub metadata: Value,
    pub is_active: bool,
}

/// Creates it.
pub fn run(session: &mut Session, deed: &Deed<'_>, wanted: &Wanted) -> anyhow::Result<Metadata> {
    let name = &wanted.name;
    db::write(session, deed.commit, Exclusion::None, |conn| {
        let new = New {
            workspace_id: wanted.workspace_id,
            name,
            description: wanted.description.as_deref(),
            skill_type: wanted.skill_type,
            category: wanted.category.as_deref(),
            prompt_template: wanted.instructions.as_deref(),
            tools_schema: wanted.tools_schema.clone(),
            parameters: wanted.parameters.clone(),
            implementation: wanted.implementation.as_deref(),
            skill_version: wanted.version.as_deref(),
            tags: wanted.tags.clone(),
            skill_metadata: wanted.metadata.clone(),
            is_active: wanted.is_active,
            created_by: deed.actor,
        };
        let created = skill::insert(conn, &new)
            .with_context(|| format!("the skill `{name}` cannot be created"))?
            .ok_or_else(|| {
                Advice::new(
                    Code::NameTaken,
                    format!("there is a skill `{name}` already"),
                )
                .hint("choose another name")
            })?;
        let object = Object {
            workspace_id: wanted.workspace_id,
            kind: "skill",
            id: &created.id.to_string(),
            name,
        };
        let after = json!({
            "name": name, "description": created.description, "skill_type": created.skill_type,
            "category": created.category, "tags": created.tags, "skill_version": created.skill_version,
        });
        deed.record(conn, &object, ("create", None), (json!({}), after))?;
        Ok(created)
    })
}
