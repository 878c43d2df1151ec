//! What changes patterns: one is made, changed or removed.

use anyhow::Context;
use serde_json::{Value, json};
use uuid::Uuid;

use super::deed::{Deed, Object};
use crate::db::pattern::{self, Changes, Pattern};
use crate::db::{self, Exclusion, Session};
use crate::error::{Advice, Code};

/// Makes a pattern for a workspace, or for all.
pub fn create(
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

/// Changes one.
pub fn update(
    session: &mut Session,
    deed: &Deed<'_>,
    before: &Pattern,
    wanted: &Changes,
) -> anyhow::Result<Pattern> {
    let name = &before.name;
    db::write(session, deed.commit, Exclusion::None, |conn| {
        let after = pattern::update(conn, before.id, wanted)
            .with_context(|| format!("the pattern `{name}` cannot be changed"))?
            .ok_or_else(|| gone(name))?;
        record(conn, deed, ("update", &after), (told(before), told(&after)))?;
        Ok(after)
    })
}

/// Removes one.
pub fn delete(session: &mut Session, deed: &Deed<'_>, row: &Pattern) -> anyhow::Result<()> {
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

fn gone(name: &str) -> Advice {
    Advice::new(
        Code::NameUnknown,
        format!("the pattern `{name}` was removed meanwhile"),
    )
}

fn record(
    conn: &mut diesel::PgConnection,
    deed: &Deed<'_>,
    (action, row): (&str, &Pattern),
    change: (Value, Value),
) -> anyhow::Result<()> {
    let object = Object {
        workspace_id: row.workspace_id,
        kind: "pattern",
        id: &row.id.to_string(),
        name: &row.name,
    };
    deed.record(conn, &object, (action, None), change)?;
    Ok(())
}

fn told(row: &Pattern) -> Value {
    json!({
        "name": row.name, "description": row.description, "pattern_type": row.pattern_type,
        "pattern_data": row.pattern_data, "effectiveness_score": row.effectiveness_score, "is_active": row.is_active,
    })
}
