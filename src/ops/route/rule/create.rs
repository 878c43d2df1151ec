//! A new rule.

use anyhow::Context;
use serde_json::json;

use super::{Changed, aim, fresh, record, taken, told};
use crate::db::routing_rule::{self, Written};
use crate::db::routing_target::RoutingTarget;
use crate::db::{self, Exclusion, Session};
use crate::model::Channel;
use crate::ops::route::Deed;
use crate::route::{Keyword, Pattern};

/// What the new rule is to be.
#[derive(Debug)]
pub struct Wanted {
    pub name: String,
    pub channel: Option<Channel>,
    pub pattern: Option<Pattern>,
    pub keywords: Vec<Keyword>,
    pub target: RoutingTarget,
    pub priority: i32,
    pub is_active: bool,
}

/// Creates it.
pub fn run(session: &mut Session, deed: &Deed<'_>, wanted: &Wanted) -> anyhow::Result<Changed> {
    let mut rule = Written {
        name: wanted.name.clone(),
        source_pattern: wanted.pattern.as_ref().map(ToString::to_string),
        source_channel: wanted.channel,
        intent_keywords: words(&wanted.keywords),
        target_agent_id: None,
        target_workflow_id: None,
        target_orchestrate: false,
        priority: wanted.priority,
        is_active: wanted.is_active,
    };
    aim(&mut rule, &wanted.target)?;
    db::write(session, deed.commit, Exclusion::None, |conn| {
        let id = routing_rule::insert(conn, deed.workspace.id, &rule)
            .with_context(|| format!("the rule `{}` cannot be created", rule.name))?
            .ok_or_else(|| taken(&rule.name))?;
        let object = ("create", id.to_string());
        let forgotten = record(
            conn,
            deed,
            (object.0, &object.1, &rule.name),
            (json!({}), told(&rule)),
        )?;
        Ok(Changed {
            rule: fresh(conn, deed, id)?,
            changed: true,
            forgotten,
        })
    })
}

/// Keywords as they are stored, each once.
pub fn words(keywords: &[Keyword]) -> Vec<String> {
    let mut words: Vec<String> = Vec::new();
    for keyword in keywords {
        if !words.iter().any(|word| word == keyword.as_str()) {
            words.push(keyword.as_str().to_owned());
        }
    }
    words
}
