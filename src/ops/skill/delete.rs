//! A skill that no agent has is removed.

use anyhow::Context;
use serde_json::json;

use crate::db::skill::{self, Metadata};
use crate::db::{self, Exclusion, Session};
use crate::error::{Advice, Code};
use crate::ops::deed::{Deed, Object};

/// So many agents are named where a skill is refused to go.
const NAMED: i64 = 5;

/// Removes it with its files and versions; refused while agents have it.
pub fn run(session: &mut Session, deed: &Deed<'_>, skill: &Metadata) -> anyhow::Result<()> {
    let name = &skill.name;
    db::write(session, deed.commit, Exclusion::Rows, |conn| {
        let (users, count) = skill::users(conn, skill.id, NAMED)?;
        if count > 0 {
            let more = count.saturating_sub(NAMED);
            let more = if more > 0 {
                format!(" and {more} more")
            } else {
                String::new()
            };
            let message = format!("the skill `{name}` is used by {}{more}", users.join(", "));
            return Err(Advice::new(Code::SkillInUse, message)
                .hint("take it from them with `automatos agent unassign` first")
                .into());
        }
        skill::delete(conn, skill.id)
            .with_context(|| format!("the skill `{name}` cannot be deleted"))?;
        let object = Object {
            workspace_id: skill.workspace_id,
            kind: "skill",
            id: &skill.id.to_string(),
            name,
        };
        let before = json!({
            "name": name, "skill_type": skill.skill_type, "category": skill.category,
            "skill_version": skill.skill_version, "skill_source": skill.skill_source,
        });
        deed.record(conn, &object, ("delete", None), (before, json!({})))?;
        Ok(())
    })
}
