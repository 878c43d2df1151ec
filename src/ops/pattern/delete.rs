//! A pattern is removed.

use anyhow::Context;
use serde_json::json;

use super::{gone, record, told};
use crate::db::pattern::{self, Pattern};
use crate::db::{self, Exclusion, Session};
use crate::ops::deed::Deed;

/// Removes one.
pub fn run(session: &mut Session, deed: &Deed<'_>, row: &Pattern) -> anyhow::Result<()> {
    let name = &row.name;
    db::write(session, deed.commit, Exclusion::None, |conn| {
        if !pattern::delete(conn, row.id)
            .with_context(|| format!("the pattern `{name}` cannot be deleted"))?
        {
            return Err(gone(name).into());
        }
        record(conn, deed, ("delete", row), (told(row), json!({})))
    })
}
