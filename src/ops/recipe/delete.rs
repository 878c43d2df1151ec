//! A recipe is removed.

use anyhow::Context;
use serde_json::json;

use super::{gone, record, told};
use crate::db::workflow_recipe::{self, Recipe};
use crate::db::{self, Exclusion, Session};
use crate::ops::deed::Deed;

/// Removes one; workflows that were made from it stay.
pub fn run(session: &mut Session, deed: &Deed<'_>, row: &Recipe) -> anyhow::Result<()> {
    let name = &row.template_id;
    db::write(session, deed.commit, Exclusion::None, |conn| {
        if !workflow_recipe::delete(conn, row.id)
            .with_context(|| format!("the recipe `{name}` cannot be deleted"))?
        {
            return Err(gone(name).into());
        }
        record(conn, deed, ("delete", row), (told(row), json!({})))
    })
}
