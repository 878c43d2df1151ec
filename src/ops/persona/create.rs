//! A new persona, for all or for one workspace.

use anyhow::Context;
use serde_json::{Map, Value, json};
use uuid::Uuid;

use super::{checked, record, told};
use crate::db::persona::{self, Persona, Place};
use crate::db::workspace::Workspace;
use crate::db::{self, Exclusion, Session};
use crate::error::{Advice, Code};
use crate::model::{PersonaScope, Slug};
use crate::ops::Deed;

/// Creates it in that workspace, or for all.
pub fn run(
    session: &mut Session,
    deed: &Deed<'_>,
    workspace: Option<&Workspace>,
    (slug, fields): (&Slug, &Map<String, Value>),
) -> anyhow::Result<Persona> {
    let mut fields = fields.clone();
    fields.insert("slug".to_owned(), json!(slug));
    let fields = checked(slug.as_str(), &fields)?;
    db::write(session, deed.commit, Exclusion::None, |conn| {
        let place = Place {
            id: Uuid::now_v7(),
            slug: slug.as_str(),
            scope: match workspace {
                Some(_) => PersonaScope::Workspace,
                None => PersonaScope::Global,
            },
            workspace_id: workspace.map(|workspace| workspace.id),
        };
        let created = persona::insert(conn, place, &fields)
            .with_context(|| format!("the persona `{slug}` cannot be created"))?
            .ok_or_else(|| {
                let whose = match workspace {
                    Some(workspace) => format!("the workspace `{}` has", workspace.slug),
                    None => "there is".to_owned(),
                };
                Advice::new(
                    Code::NameTaken,
                    format!("{whose} a persona `{slug}` already"),
                )
                .hint("choose another slug")
            })?;
        let after = Value::Object(told(&created));
        record(conn, deed, ("create", &created), (&json!({}), after))?;
        Ok(created)
    })
}
