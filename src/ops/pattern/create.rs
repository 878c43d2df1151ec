//! A pattern is made.

use anyhow::Context;
use serde_json::json;
use uuid::Uuid;

use super::{record, told};
use crate::db::pattern::{self, Changes, Pattern};
use crate::db::{self, Exclusion, Session};
use crate::error::{Advice, Code};
use crate::ops::deed::Deed;

/// Makes a pattern for a workspace, or for all.
pub fn run(
    session: &mut Session,
    deed: &Deed<'_>,
    workspace_id: Option<Uuid>,
    wanted: &Changes,
) -> anyhow::Result<Pattern> {
    let name = wanted.name.as_deref().unwrap_or_default();
    db::write(session, deed.commit, Exclusion::None, |conn| {
        let created = pattern::insert(conn, workspace_id, wanted)
            .with_context(|| format!("the pattern `{name}` cannot be created"))?
            .ok_or_else(|| {
                Advice::new(
                    Code::NameTaken,
                    format!("there is a pattern `{name}` already"),
                )
                .hint("choose another name, or change it with `automatos pattern update`")
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
