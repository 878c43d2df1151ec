//! A rule is removed.

use serde_json::json;

use super::{Changed, fresh, record, told, written};
use crate::db::routing_rule::{self, RoutingRule};
use crate::db::{self, Exclusion, Session};
use crate::ops::route::Deed;

/// Removes it, and gives it as it was.
pub fn run(session: &mut Session, deed: &Deed<'_>, rule: &RoutingRule) -> anyhow::Result<Changed> {
    db::write(session, deed.commit, Exclusion::None, |conn| {
        let before = fresh(conn, deed, rule.id)?;
        routing_rule::delete(conn, (deed.workspace.id, rule.id))?;
        let object = ("delete", before.id.to_string());
        let forgotten = record(
            conn,
            deed,
            (object.0, &object.1, &before.name),
            (told(&written(&before)), json!({})),
        )?;
        Ok(Changed {
            rule: before,
            changed: true,
            forgotten,
        })
    })
}
