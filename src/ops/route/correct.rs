//! A decision was wrong: the right agent is recorded, and the cache learns it.

use serde::Serialize;
use serde_json::json;
use uuid::Uuid;

use super::decide::refuse_closed;
use super::{Deed, facts};
use crate::db::audit_event::{self, Change};
use crate::db::routing_decision::{self, RoutingDecision};
use crate::db::routing_target::{self, RoutingTarget};
use crate::db::{self, Exclusion, Session, routing_decision_cache};
use crate::error::{Advice, Code};
use crate::model::RouteType;

/// A decision that was corrected.
#[derive(Debug, Serialize)]
pub struct Corrected {
    pub decision: Uuid,
    pub source: String,
    pub was: Option<String>,
    pub agent_id: i64,
    pub agent: Option<String>,
    /// Until when the same request goes to that agent.
    pub until: chrono::DateTime<chrono::Utc>,
    /// False where the log said so already; the cache was taught again all the same.
    pub changed: bool,
}

/// Corrects the decision of that id to an agent of the same workspace that takes requests.
pub fn run(
    session: &mut Session,
    deed: &Deed<'_>,
    id: Uuid,
    agent: &RoutingTarget,
) -> anyhow::Result<Corrected> {
    let workspace_id = deed.workspace.id;
    db::write(session, deed.commit, Exclusion::None, |conn| {
        let clock = routing_decision_cache::clock(conn)?;
        let found = routing_decision::find(conn, workspace_id, id, clock.now)?;
        let before = found.ok_or_else(|| unknown(id, &deed.workspace.slug))?;
        let agent_id = agent.agent_id.unwrap_or_default();
        // As it is now: it may have been archived since it was named.
        let fresh = routing_target::agent(conn, workspace_id, &agent_id.to_string())?;
        let fresh = fresh.iter().find(|row| row.agent_id == Some(agent_id));
        refuse_closed(&facts::destination(fresh.unwrap_or(agent))?)?;
        let changed = before.corrected_agent_id != Some(agent_id);
        let until = facts::expiry(&clock)?;
        if changed {
            routing_decision::correct(conn, workspace_id, &before, agent_id)?;
        }
        routing_decision_cache::put(
            conn,
            &routing_decision_cache::New {
                workspace_id,
                envelope_hash: &before.envelope_hash,
                route_type: RouteType::Agent,
                agent_id: Some(agent_id),
                workflow_id: None,
                confidence: 1.0,
                corrected: true,
                expires_at: until,
            },
        )?;
        if changed {
            record(conn, deed, &before, agent)?;
        }
        Ok(Corrected {
            decision: id,
            source: before.source,
            was: before.target,
            agent_id,
            agent: agent.target.clone(),
            until,
            changed,
        })
    })
}

fn unknown(id: Uuid, workspace: &str) -> Advice {
    let message = format!("there is no decision `{id}` in the workspace `{workspace}`");
    Advice::new(Code::NameUnknown, message).hint("see `automatos route history -o json`")
}

fn record(
    conn: &mut diesel::PgConnection,
    deed: &Deed<'_>,
    before: &RoutingDecision,
    agent: &RoutingTarget,
) -> anyhow::Result<()> {
    let change = Change {
        workspace_id: deed.workspace.id,
        actor: deed.actor,
        command: deed.command,
        object_type: "routing_decision",
        object_id: &before.id.to_string(),
        object_name: &before.source,
        action: "correct",
        after: json!({"corrected_agent_id": agent.agent_id}),
    };
    let old = json!({"corrected_agent_id": before.corrected_agent_id});
    Ok(audit_event::insert_explained(conn, &change, None, &old)?)
}
