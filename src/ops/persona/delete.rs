//! A persona that no agent speaks with is removed.

use anyhow::Context;
use serde::Serialize;
use serde_json::{Value, json};

use super::{hold, record, told};
use crate::db::persona::{self, Persona};
use crate::db::{self, Exclusion, Session};
use crate::error::{Advice, Code};
use crate::ops::Deed;

/// So many agents are named when they keep a persona from being removed.
const NAMED: i64 = 5;

/// A persona that is gone.
#[derive(Debug, Serialize)]
pub struct Deleted {
    #[serde(flatten)]
    pub persona: Persona,
    /// How many agents speak with another one now.
    pub reassigned: usize,
}

/// Removes it, its agents given another one where that was asked for; refused while agents have it.
pub fn run(
    session: &mut Session,
    deed: &Deed<'_>,
    persona: &Persona,
    reassign: Option<&Persona>,
) -> anyhow::Result<Deleted> {
    let slug = &persona.slug;
    db::write(session, deed.commit, Exclusion::None, |conn| {
        let before = hold(conn, persona)?;
        let reassigned = match reassign {
            Some(other) => {
                check_reach(&before, other)?;
                persona::reassign(conn, before.id, other.id)?
            }
            None => 0,
        };
        let users = persona::agents(conn, before.id, NAMED)?;
        if !users.is_empty() {
            let count = persona::agent_count(conn, before.id)?;
            let names: Vec<String> = users
                .iter()
                .map(|(workspace, agent)| format!("`{agent}` of `{workspace}`"))
                .collect();
            let more = if count > NAMED { ", ..." } else { "" };
            let message = format!(
                "{count} agents speak with the persona `{slug}`: {}{more}",
                names.join(", ")
            );
            return Err(Advice::new(Code::PersonaInUse, message)
                .hint("give them another with `--reassign PERSONA`")
                .into());
        }
        persona::delete(conn, before.id)
            .with_context(|| format!("the persona `{slug}` cannot be deleted"))?;
        let after = json!({
            "reassigned": reassigned, "to": reassign.map(|other| &other.slug),
        });
        let told = (&Value::Object(told(&before)), after);
        record(conn, deed, ("delete", &before), told)?;
        Ok(Deleted {
            persona: before,
            reassigned,
        })
    })
}

/// Every workspace that could use the one must be able to use the other.
fn check_reach(persona: &Persona, other: &Persona) -> Result<(), Advice> {
    let reaches = other
        .workspace_id
        .is_none_or(|owner| persona.workspace_id == Some(owner));
    if reaches && persona.id != other.id {
        return Ok(());
    }
    let message = format!(
        "agents that speak with `{}` cannot be given `{}`",
        persona.slug, other.slug
    );
    Err(Advice::new(Code::PersonaInUse, message)
        .hint("name another persona: one for all, or one of the same workspace"))
}
