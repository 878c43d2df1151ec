//! The rules of a workspace get a new order.

use serde::Serialize;
use serde_json::json;

use super::record;
use crate::db::routing_rule::{self, Filter, RoutingRule};
use crate::db::{self, Exclusion, Session};
use crate::ops::route::Deed;

/// Priorities this far apart leave room for rules in between.
const STEP: i32 = 10;

/// The rules in their new order.
#[derive(Debug, Serialize)]
pub struct Reordered {
    pub rules: Vec<RoutingRule>,
    /// How many got another priority.
    pub moved: usize,
    pub forgotten: usize,
}

/// Puts these rules first, in this order, and the others after them as they were. All priorities are
/// given anew: the last rule has 10, each one before it 10 more.
pub fn run(
    session: &mut Session,
    deed: &Deed<'_>,
    first: &[RoutingRule],
) -> anyhow::Result<Reordered> {
    let workspace_id = deed.workspace.id;
    db::write(session, deed.commit, Exclusion::None, |conn| {
        let before = routing_rule::in_order(conn, workspace_id)?;
        let named: Vec<i64> = first.iter().map(|rule| rule.id).collect();
        let others = before.iter().map(|(id, _)| *id);
        let others = others.filter(|id| !named.contains(id));
        let ids: Vec<i64> = named.iter().copied().chain(others).collect();
        let places = 1..=i32::try_from(ids.len())?;
        let priorities: Vec<i32> = places
            .rev()
            .map(|place| place.saturating_mul(STEP))
            .collect();
        let moved = routing_rule::set_priorities(conn, workspace_id, &ids, &priorities)?;
        let mut forgotten = 0;
        if moved > 0 {
            let old: Vec<i64> = before.iter().map(|(id, _)| *id).collect();
            let (slug, id) = (&deed.workspace.slug, workspace_id.to_string());
            forgotten = record(
                conn,
                deed,
                ("reorder", &id, slug),
                (json!({"order": old}), json!({"order": ids})),
            )?;
        }
        let all = (None, i64::MAX);
        Ok(Reordered {
            rules: routing_rule::page(conn, workspace_id, &Filter::default(), all)?,
            moved,
            forgotten,
        })
    })
}
