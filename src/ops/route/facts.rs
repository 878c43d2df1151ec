//! What the router has to know, read from the database: three statements, however many rules.

use std::time::Duration;

use anyhow::Context;
use chrono::{DateTime, TimeDelta, Utc};
use diesel::PgConnection;
use uuid::Uuid;

use crate::db::routing_rule::{self, RoutingRule};
use crate::db::routing_target::RoutingTarget;
use crate::db::{routing_decision_cache, routing_decision_cache::Clock};
use crate::model::{AgentStatus, RouteType};
use crate::route::{Destination, Envelope, Facts, Kept, Rule, Target};

/// How long decisions are kept where the setting is not there.
const TTL: Duration = Duration::from_hours(24);

/// What is known when that envelope comes, and until when a decision about it is kept.
pub fn read(
    conn: &mut PgConnection,
    workspace_id: Uuid,
    envelope: &Envelope,
    forced: Option<&RoutingTarget>,
) -> anyhow::Result<(Facts, DateTime<Utc>)> {
    let clock = routing_decision_cache::clock(conn)?;
    let hash = envelope.hash();
    let kept = routing_decision_cache::find(conn, workspace_id, hash.as_str())?;
    let kept = kept
        .map(|kept| {
            anyhow::Ok(Kept {
                destination: destination(&kept.target)?,
                confidence: kept.confidence,
                corrected: kept.corrected,
                expires_at: kept.expires_at,
            })
        })
        .transpose()?;
    let rules = routing_rule::in_use(conn, workspace_id)?;
    let facts = Facts {
        forced: forced.map(destination).transpose()?,
        kept,
        rules: rules.iter().map(rule).collect::<anyhow::Result<_>>()?,
        now: clock.now,
    };
    Ok((facts, expiry(&clock)?))
}

/// Until when a decision of now is kept.
pub fn expiry(clock: &Clock) -> anyhow::Result<DateTime<Utc>> {
    let ttl = match &clock.ttl {
        Some(text) => humantime::parse_duration(text)
            .context("the setting performance.routing_cache_ttl is no duration")?,
        None => TTL,
    };
    clock
        .now
        .checked_add_signed(TimeDelta::from_std(ttl)?)
        .context("the setting performance.routing_cache_ttl is too long")
}

/// A target as the router sees it. An agent takes requests when it is active, a workflow unless it
/// is archived.
pub fn destination(target: &RoutingTarget) -> anyhow::Result<Destination> {
    let status = target.target_status.as_deref();
    let gone = || "it is gone".to_owned();
    let (to, closed) = match target.route_type {
        RouteType::Agent => {
            let id = target.agent_id.context("a route to an agent names none")?;
            let closed = match status.map(AgentStatus::parse) {
                Some(Some(AgentStatus::Active)) => None,
                Some(_) => status.map(|status| format!("it is {status}")),
                None => Some(gone()),
            };
            (Target::Agent(id), closed)
        }
        RouteType::Workflow => {
            let id = target
                .workflow_id
                .context("a route to a workflow names none")?;
            let closed = match status {
                Some("archived") => Some("it is archived".to_owned()),
                Some(_) => None,
                None => Some(gone()),
            };
            (Target::Workflow(id), closed)
        }
        RouteType::Orchestrate => (Target::Orchestrate, None),
    };
    Ok(Destination {
        target: to,
        name: target.target.clone(),
        closed,
    })
}

fn rule(row: &RoutingRule) -> anyhow::Result<Rule> {
    let explain = || format!("the rule `{}` cannot be used", row.name);
    let pattern = row.source_pattern.as_deref().map(str::parse).transpose();
    let keywords = row
        .intent_keywords
        .iter()
        .map(|word| word.parse())
        .collect();
    Ok(Rule {
        id: row.id,
        name: row.name.clone(),
        channel: row.source_channel,
        pattern: pattern.with_context(explain)?,
        keywords: Result::<Vec<_>, _>::with_context(keywords, explain)?,
        priority: row.priority,
        destination: destination(&row.target)?,
    })
}
