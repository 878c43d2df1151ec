//! An agent is changed by a JSON merge patch of its fields.

use anyhow::Context;
use serde_json::{Map, Value};

use super::document::{self, Document};
use super::{Equipment, Equipped, chosen, difference, hold, language_model, record};
use crate::db::agent::{self, Agent};
use crate::db::workspace::Workspace;
use crate::db::{self, Exclusion, Session};
use crate::error::{Advice, Code};
use crate::ops::Deed;

/// Fields that a patch cannot change, and the command that does.
const ELSEWHERE: &[(&str, &str)] = &[
    (
        "workspace",
        "automatos agent clone AGENT --to-workspace OTHER",
    ),
    ("skills", "automatos agent assign AGENT --skill SKILL"),
    ("plugins", "automatos agent assign AGENT --plugin PLUGIN"),
    ("tools", "automatos agent assign AGENT --tool APP"),
];

/// Changes it; `action` is what the audit trail calls that.
pub fn run(
    session: &mut Session,
    deed: &Deed<'_>,
    (workspace, agent): (&Workspace, &Agent),
    (action, patch): (&str, &Map<String, Value>),
) -> anyhow::Result<Equipped> {
    if let Some((field, command)) = ELSEWHERE
        .iter()
        .find(|(field, _)| patch.contains_key(*field))
    {
        let message = format!("`{field}` of an agent is not changed by `update`");
        return Err(Advice::new(Code::Usage, message)
            .hint(format!("use `{command}`"))
            .into());
    }
    db::write(session, deed.commit, Exclusion::None, |conn| {
        let row = hold(conn, agent)?;
        let before = Equipment::of(conn, agent)?;
        let slug = before.persona.as_ref().map(|persona| persona.slug.as_str());
        let old = document::of_row(&row, slug);
        let mut fields = old.clone();
        document::merge(&mut fields, patch);
        let document = Document::of(&workspace.slug, &fields)?;
        let persona_id = match &document.persona {
            Some(name) if !patch.contains_key("persona") && Some(name.as_str()) == slug => {
                row.persona_id
            }
            Some(name) => Some(chosen::persona(conn, workspace, name)?.id),
            None => None,
        };
        let warnings = language_model::check(conn, workspace.id, &document.model_config)?;
        let columns = document.columns(persona_id);
        if document.name != row.name && agent::is_taken(conn, agent, &document.name)? {
            let message = format!(
                "the workspace `{}` has an agent `{}` already",
                workspace.slug, document.name
            );
            return Err(Advice::new(Code::NameTaken, message)
                .hint("choose another name")
                .into());
        }
        let new = serde_json::to_value(&document).context("the agent is no document")?;
        let (was, is) = difference(&Value::Object(old), &new);
        let changed = was != is || persona_id != row.persona_id;
        let row = if changed {
            let row = agent::update(conn, agent, &columns)
                .with_context(|| format!("the agent `{}` cannot be changed", agent.name))?;
            record(conn, deed, (action, &row.agent()), (&was, is))?;
            row
        } else {
            row
        };
        let equipment = Equipment::of(conn, agent)?;
        Ok(Equipped {
            agent: row,
            changes: before.changes(&equipment),
            equipment,
            changed,
            warnings,
        })
    })
}
