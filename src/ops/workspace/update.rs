//! A workspace is changed, paused or resumed.

use anyhow::Context;
use serde_json::Value;

use super::{hold, record, told};
use crate::db::workspace::{self, Changes, Workspace};
use crate::db::{self, Exclusion, Session, seed_known};
use crate::ops::Deed;

/// What is to be done.
#[derive(Debug)]
pub enum Wanted {
    /// Change these fields; what is absent stays.
    Fields {
        name: Option<String>,
        plan: Option<String>,
        plan_limits: Option<Value>,
        settings: Option<Value>,
    },
    /// Its agents do not run until it is resumed, for this reason.
    Pause(String),
    /// Its agents run again.
    Resume,
}

impl Wanted {
    const fn action(&self) -> &'static str {
        match self {
            Self::Fields { .. } => "update",
            Self::Pause(_) => "pause",
            Self::Resume => "resume",
        }
    }

    fn reason(&self) -> Option<&str> {
        match self {
            Self::Pause(reason) => Some(reason),
            Self::Fields { .. } | Self::Resume => None,
        }
    }
}

/// Does it. Pausing what is paused changes the reason only; an audit row is written where something
/// changed.
pub fn run(
    session: &mut Session,
    deed: &Deed<'_>,
    workspace: &Workspace,
    wanted: &Wanted,
) -> anyhow::Result<Workspace> {
    db::write(session, deed.commit, Exclusion::None, |conn| {
        let before = hold(conn, workspace)?;
        let changes = match wanted {
            Wanted::Fields {
                name,
                plan,
                plan_limits,
                settings,
            } => Changes {
                name: name.clone(),
                plan: plan.clone(),
                plan_limits: plan_limits.clone(),
                settings: settings.clone(),
                ..Changes::default()
            },
            Wanted::Pause(reason) => Changes {
                paused_at: Some(Some(match before.paused_at {
                    Some(at) => at,
                    None => seed_known::now(conn)?,
                })),
                paused_reason: Some(Some(reason.clone())),
                ..Changes::default()
            },
            Wanted::Resume => Changes {
                paused_at: Some(None),
                paused_reason: Some(None),
                ..Changes::default()
            },
        };
        let after = workspace::update(conn, before.id, &changes)
            .with_context(|| format!("the workspace `{}` cannot be changed", before.slug))?;
        let (was, is) = (told(&before), told(&after));
        if was != is {
            let why = (wanted.reason(), &was, is);
            record(conn, deed, (wanted.action(), &after), why)?;
        }
        Ok(after)
    })
}
