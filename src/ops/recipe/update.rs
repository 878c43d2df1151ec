//! A recipe is changed.

use anyhow::Context;

use super::{gone, invalid, parts, record, told};
use crate::db::workflow_recipe::{self, Changes, Recipe};
use crate::db::{self, Exclusion, Session};
use crate::ops::deed::Deed;

/// Changes one. What comes of it is checked as a whole, since a file may hold a part only.
pub fn run(
    session: &mut Session,
    deed: &Deed<'_>,
    before: &Recipe,
    wanted: &Changes,
) -> anyhow::Result<Recipe> {
    let name = &before.template_id;
    db::write(session, deed.commit, Exclusion::None, |conn| {
        let after = workflow_recipe::update(conn, before.id, wanted)
            .with_context(|| format!("the recipe `{name}` cannot be changed"))?
            .ok_or_else(|| gone(name))?;
        let faults = parts(&after).faults();
        if !faults.is_empty() {
            return Err(invalid(
                &format!("the recipe `{name}` would be broken"),
                &faults,
            ));
        }
        record(conn, deed, ("update", &after), (told(before), told(&after)))?;
        Ok(after)
    })
}
