//! A recipe is put away.

use anyhow::Context;
use serde_json::json;

use super::record;
use crate::db::workflow_recipe::{self, Recipe};
use crate::db::{self, Exclusion, Session};
use crate::error::{Advice, Code};
use crate::ops::deed::Deed;

/// Archives one: it stays for what was made from it, and makes nothing more.
pub fn run(session: &mut Session, deed: &Deed<'_>, row: &Recipe) -> anyhow::Result<Recipe> {
    let name = &row.template_id;
    db::write(session, deed.commit, Exclusion::None, |conn| {
        let after = workflow_recipe::archive(conn, row.id)
            .with_context(|| format!("the recipe `{name}` cannot be archived"))?
            .ok_or_else(|| {
                Advice::new(
                    Code::RecipeArchived,
                    format!("the recipe `{name}` is archived already"),
                )
            })?;
        let change = (
            json!({"archived_at": null}),
            json!({"archived_at": after.archived_at}),
        );
        record(conn, deed, ("archive", &after), change)?;
        Ok(after)
    })
}
