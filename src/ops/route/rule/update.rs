//! A rule is changed.

use anyhow::Context;
use diesel::result::{DatabaseErrorKind, Error};

use super::create::words;
use super::{Changed, aim, differing, fresh, record, taken, told, written};
use crate::db::routing_rule::{self, RoutingRule};
use crate::db::routing_target::RoutingTarget;
use crate::db::{self, Exclusion, Session};
use crate::model::Channel;
use crate::ops::route::Deed;
use crate::route::{Keyword, Pattern};

/// What a rule is bound to, such as a channel.
#[derive(Debug, Default)]
pub enum Bound<T> {
    /// It stays as it is.
    #[default]
    Same,
    /// To nothing any more.
    Free,
    /// To this.
    To(T),
}

impl<T> Bound<T> {
    /// As two flags of the command line say.
    pub fn of(wanted: Option<T>, free: bool) -> Self {
        match (wanted, free) {
            (Some(wanted), _) => Self::To(wanted),
            (None, true) => Self::Free,
            (None, false) => Self::Same,
        }
    }
}

/// What is to be otherwise; what is absent stays.
#[derive(Debug, Default)]
pub struct Wanted {
    pub name: Option<String>,
    pub channel: Bound<Channel>,
    pub pattern: Bound<Pattern>,
    pub keywords: Option<Vec<Keyword>>,
    pub target: Option<RoutingTarget>,
    pub priority: Option<i32>,
    pub is_active: Option<bool>,
}

/// Changes it.
pub fn run(
    session: &mut Session,
    deed: &Deed<'_>,
    rule: &RoutingRule,
    wanted: &Wanted,
) -> anyhow::Result<Changed> {
    db::write(session, deed.commit, Exclusion::None, |conn| {
        let before = written(&fresh(conn, deed, rule.id)?);
        let mut after = before.clone();
        if let Some(name) = &wanted.name {
            after.name.clone_from(name);
        }
        match &wanted.channel {
            Bound::Same => {}
            Bound::Free => after.source_channel = None,
            Bound::To(channel) => after.source_channel = Some(*channel),
        }
        match &wanted.pattern {
            Bound::Same => {}
            Bound::Free => after.source_pattern = None,
            Bound::To(pattern) => after.source_pattern = Some(pattern.to_string()),
        }
        if let Some(keywords) = &wanted.keywords {
            after.intent_keywords = words(keywords);
        }
        if let Some(target) = &wanted.target {
            aim(&mut after, target)?;
        }
        after.priority = wanted.priority.unwrap_or(after.priority);
        after.is_active = wanted.is_active.unwrap_or(after.is_active);
        let changed = after != before;
        let mut forgotten = 0;
        if changed {
            let done = routing_rule::update(conn, (deed.workspace.id, rule.id), &after);
            if matches!(
                done,
                Err(Error::DatabaseError(DatabaseErrorKind::UniqueViolation, _))
            ) {
                return Err(taken(&after.name).into());
            }
            done.with_context(|| format!("the rule `{}` cannot be changed", rule.name))?;
            let (old, new) = (told(&before), told(&after));
            forgotten = record(
                conn,
                deed,
                ("update", &rule.id.to_string(), &after.name),
                (differing(&old, &new), differing(&new, &old)),
            )?;
        }
        Ok(Changed {
            rule: fresh(conn, deed, rule.id)?,
            changed,
            forgotten,
        })
    })
}
