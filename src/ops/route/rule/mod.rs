//! What changes the rules of a workspace. What the rules decided before is forgotten then: a request
//! that was seen is decided anew. Corrections stay.

pub mod create;
pub mod delete;
pub mod reorder;
pub mod update;

use diesel::PgConnection;
use serde::Serialize;
use serde_json::{Value, json};

use super::decide::refuse_closed;
use super::{Deed, facts};
use crate::db::audit_event::{self, Change};
use crate::db::routing_decision_cache;
use crate::db::routing_rule::{self, RoutingRule, Written};
use crate::db::routing_target::RoutingTarget;
use crate::error::{Advice, Code};

/// A rule after a change.
#[derive(Debug, Serialize)]
pub struct Changed {
    #[serde(flatten)]
    pub rule: RoutingRule,
    /// False when nothing had to be done.
    pub changed: bool,
    /// How many decisions are made anew because of it.
    pub forgotten: usize,
}

/// The rule as it is now.
fn fresh(conn: &mut PgConnection, deed: &Deed<'_>, id: i64) -> anyhow::Result<RoutingRule> {
    let found = routing_rule::named(conn, deed.workspace.id, &id.to_string())?;
    found.into_iter().find(|rule| rule.id == id).ok_or_else(|| {
        let message = format!("the rule {id} was removed meanwhile");
        Advice::new(Code::NameUnknown, message).into()
    })
}

/// Puts a target that takes requests into what is written of a rule.
fn aim(rule: &mut Written, target: &RoutingTarget) -> anyhow::Result<()> {
    refuse_closed(&facts::destination(target)?)?;
    rule.target_agent_id = target.agent_id;
    rule.target_workflow_id = target.workflow_id;
    rule.target_orchestrate = target.agent_id.is_none() && target.workflow_id.is_none();
    Ok(())
}

/// What is written of a rule that is there.
fn written(rule: &RoutingRule) -> Written {
    Written {
        name: rule.name.clone(),
        source_pattern: rule.source_pattern.clone(),
        source_channel: rule.source_channel,
        intent_keywords: rule.intent_keywords.clone(),
        target_agent_id: rule.target.agent_id,
        target_workflow_id: rule.target.workflow_id,
        target_orchestrate: rule.target.agent_id.is_none() && rule.target.workflow_id.is_none(),
        priority: rule.priority,
        is_active: rule.is_active,
    }
}

fn told(rule: &Written) -> Value {
    json!({
        "name": rule.name,
        "source_pattern": rule.source_pattern,
        "source_channel": rule.source_channel,
        "intent_keywords": rule.intent_keywords,
        "target_agent_id": rule.target_agent_id,
        "target_workflow_id": rule.target_workflow_id,
        "target_orchestrate": rule.target_orchestrate,
        "priority": rule.priority,
        "is_active": rule.is_active,
    })
}

/// The fields of `one` that `other` has not, or has otherwise.
fn differing(one: &Value, other: &Value) -> Value {
    let fields = one.as_object().into_iter().flatten();
    let fields = fields.filter(|(name, value)| other.get(name) != Some(*value));
    Value::Object(
        fields
            .map(|(name, value)| (name.clone(), value.clone()))
            .collect(),
    )
}

/// Forgets what the rules decided and writes the audit row.
fn record(
    conn: &mut PgConnection,
    deed: &Deed<'_>,
    (action, id, name): (&str, &str, &str),
    (before, after): (Value, Value),
) -> anyhow::Result<usize> {
    let forgotten = routing_decision_cache::forget(conn, deed.workspace.id)?;
    let change = Change {
        workspace_id: deed.workspace.id,
        actor: deed.actor,
        command: deed.command,
        object_type: "routing_rule",
        object_id: id,
        object_name: name,
        action,
        after,
    };
    audit_event::insert_explained(conn, &change, None, &before)?;
    Ok(forgotten)
}

/// Another rule of the workspace has that name.
fn taken(name: &str) -> Advice {
    Advice::new(Code::NameTaken, format!("there is a rule `{name}` already"))
        .hint("choose another name, or change that one with `automatos route rule update`")
}
