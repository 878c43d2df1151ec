//! A recipe is made.

use anyhow::Context;
use serde_json::json;
use uuid::Uuid;

use super::{record, told};
use crate::db::workflow_recipe::{self, Changes, Recipe};
use crate::db::{self, Exclusion, Session};
use crate::error::{Advice, Code};
use crate::ops::deed::Deed;

/// Makes a recipe for a workspace, or for all.
pub fn run(
    session: &mut Session,
    deed: &Deed<'_>,
    workspace_id: Option<Uuid>,
    wanted: &Changes,
) -> anyhow::Result<Recipe> {
    let name = wanted.template_id.as_deref().unwrap_or_default();
    db::write(session, deed.commit, Exclusion::None, |conn| {
        let created = workflow_recipe::insert(conn, workspace_id, deed.actor, wanted)
            .with_context(|| format!("the recipe `{name}` cannot be created"))?
            .ok_or_else(|| {
                Advice::new(
                    Code::NameTaken,
                    format!("there is a recipe `{name}` already"),
                )
                .hint("choose another template id; they are unique over all workspaces")
            })?;
        record(
            conn,
            deed,
            ("create", &created),
            (json!({}), told(&created)),
        )?;
        Ok(created)
    })
}
