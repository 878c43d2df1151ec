//! A request is routed, and the decision is logged and kept.
//!
//! A decision by a rule is kept for the envelope until it expires; one by an override is not, since
//! it was for that request alone. The log is its own audit trail: no further row is written.

use anyhow::Context;
use chrono::{DateTime, Utc};
use diesel::PgConnection;
use serde::Serialize;
use serde_json::json;
use uuid::Uuid;

use super::{Deed, facts};
use crate::db::routing_target::RoutingTarget;
use crate::db::{
    self, Exclusion, Session, routing_decision, routing_decision_cache, unrouted_event,
};
use crate::error::{Advice, Code};
use crate::model::RouteType;
use crate::route::{self, Decision, Destination, Envelope};

/// The request.
#[derive(Debug)]
pub struct Wanted {
    pub envelope: Envelope,
    /// Its content as it came.
    pub content: String,
    pub request_id: Uuid,
    /// Where somebody said that it goes.
    pub forced: Option<RoutingTarget>,
}

/// What became of it.
#[derive(Debug, Serialize)]
pub struct Decided {
    pub routed: bool,
    /// The id of the decision, or of the event where there is no route.
    pub id: Uuid,
    pub request_id: Uuid,
    pub source: String,
    pub envelope_hash: String,
    pub route_type: Option<RouteType>,
    pub agent_id: Option<i64>,
    pub workflow_id: Option<i64>,
    pub target: Option<String>,
    pub tier: Option<u8>,
    pub cached: bool,
    pub confidence: Option<f64>,
    pub reasoning: String,
}

/// Routes it.
pub fn run(session: &mut Session, deed: &Deed<'_>, wanted: &Wanted) -> anyhow::Result<Decided> {
    let workspace_id = deed.workspace.id;
    let id = Uuid::now_v7();
    db::write(session, deed.commit, Exclusion::None, |conn| {
        let forced = wanted.forced.as_ref();
        let (facts, expires_at) = facts::read(conn, workspace_id, &wanted.envelope, forced)?;
        if let Some(destination) = &facts.forced {
            refuse_closed(destination)?;
        }
        let outcome = route::decide(&wanted.envelope, &facts);
        let hash = wanted.envelope.hash();
        let written = Written {
            workspace_id,
            id,
            hash: hash.as_str(),
            now: facts.now,
        };
        if let Some(decision) = outcome.decision {
            log(conn, &written, wanted, &decision).context("the decision cannot be written")?;
            keep(conn, &written, &decision, expires_at)?;
            return Ok(written.decided(wanted, Some(&decision), decision.reasoning.clone()));
        }
        let why = outcome.tiers.last().map(|tier| tier.why.clone());
        let why = why.unwrap_or_default();
        unrouted_event::insert(
            conn,
            &unrouted_event::New {
                workspace_id,
                created_at: facts.now,
                id,
                source: wanted.envelope.source().as_str(),
                content: &wanted.content,
                raw_payload: &json!({"request_id": wanted.request_id}),
                reason: &why,
            },
        )
        .context("the event cannot be written")?;
        Ok(written.decided(wanted, None, why))
    })
}

/// Refuses what takes no requests.
pub fn refuse_closed(destination: &Destination) -> Result<(), Advice> {
    match &destination.closed {
        None => Ok(()),
        Some(why) => {
            let message = format!("the {} takes no requests: {why}", destination.told());
            Err(Advice::new(Code::RouteTarget, message)
                .hint("name one that is active; `automatos route rule list` shows states"))
        }
    }
}

/// What the rows of one request share.
struct Written<'a> {
    workspace_id: Uuid,
    id: Uuid,
    hash: &'a str,
    now: DateTime<Utc>,
}

impl Written<'_> {
    fn decided(&self, wanted: &Wanted, decision: Option<&Decision>, reasoning: String) -> Decided {
        let target = decision.map(|decision| decision.destination.target);
        Decided {
            routed: decision.is_some(),
            id: self.id,
            request_id: wanted.request_id,
            source: wanted.envelope.source().to_string(),
            envelope_hash: self.hash.to_owned(),
            route_type: target.map(route::Target::route_type),
            agent_id: target.and_then(route::Target::agent_id),
            workflow_id: target.and_then(route::Target::workflow_id),
            target: decision.and_then(|decision| decision.destination.name.clone()),
            tier: decision.map(|decision| decision.tier),
            cached: decision.is_some_and(|decision| decision.tier == 1),
            confidence: decision.map(|decision| decision.confidence),
            reasoning,
        }
    }
}

fn log(
    conn: &mut PgConnection,
    written: &Written<'_>,
    wanted: &Wanted,
    decision: &Decision,
) -> anyhow::Result<()> {
    let target = decision.destination.target;
    routing_decision::insert(
        conn,
        &routing_decision::New {
            workspace_id: written.workspace_id,
            created_at: written.now,
            id: written.id,
            request_id: wanted.request_id,
            envelope_hash: written.hash,
            source: wanted.envelope.source().as_str(),
            content: &wanted.content,
            route_type: target.route_type(),
            agent_id: target.agent_id(),
            workflow_id: target.workflow_id(),
            confidence: decision.confidence,
            reasoning: &decision.reasoning,
            cached: decision.tier == 1,
        },
    )?;
    Ok(())
}

fn keep(
    conn: &mut PgConnection,
    written: &Written<'_>,
    decision: &Decision,
    expires_at: DateTime<Utc>,
) -> anyhow::Result<()> {
    let target = decision.destination.target;
    match decision.tier {
        0 => {}
        1 => {
            let key = (written.workspace_id, written.hash);
            routing_decision_cache::hit(conn, key, written.now)?;
        }
        _ => routing_decision_cache::put(
            conn,
            &routing_decision_cache::New {
                workspace_id: written.workspace_id,
                envelope_hash: written.hash,
                route_type: target.route_type(),
                agent_id: target.agent_id(),
                workflow_id: target.workflow_id(),
                confidence: decision.confidence,
                corrected: false,
                expires_at,
            },
        )?,
    }
    Ok(())
}
