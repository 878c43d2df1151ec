//! What changes personas, global or of one workspace.

pub mod create;
pub mod delete;
pub mod export;
pub mod update;

use diesel::PgConnection;
use serde_json::{Map, Value, json};

use super::Deed;
use crate::db::audit_event::{self, Change};
use crate::db::persona::{self, Fields, Persona};
use crate::db::workspace::PLATFORM;
use crate::error::{Advice, Code};
use crate::seed::{self, Kind};

/// The fields of a persona, checked by the rules of seed files; what is absent has its default.
fn checked(slug: &str, fields: &Map<String, Value>) -> anyhow::Result<Fields> {
    let checked = seed::check_alone(Kind::Personas, fields).map_err(|faults| {
        let lines: Vec<String> = faults
            .iter()
            .map(|fault| match fault.field.as_str() {
                "" => fault.message.clone(),
                field => format!("{field}: {}", fault.message),
            })
            .collect();
        let message = format!("the persona `{slug}` cannot be so: {}", lines.join("; "));
        Advice::new(Code::Usage, message).hint("see `automatos seed schema personas`")
    })?;
    let mut whole = Kind::Personas.defaults();
    whole.extend(checked);
    Ok(serde_json::from_value(Value::Object(whole))?)
}

/// Holds the persona to the end of the transaction.
fn hold(conn: &mut PgConnection, persona: &Persona) -> anyhow::Result<Persona> {
    persona::hold(conn, persona.id)?.ok_or_else(|| {
        let message = format!("the persona `{}` was removed meanwhile", persona.slug);
        Advice::new(Code::NameUnknown, message).into()
    })
}

/// Writes the audit row: the workspace's, or the platform's for a persona for all.
fn record(
    conn: &mut PgConnection,
    deed: &Deed<'_>,
    (action, persona): (&str, &Persona),
    (before, after): (&Value, Value),
) -> anyhow::Result<()> {
    let change = Change {
        workspace_id: persona.workspace_id.unwrap_or(PLATFORM),
        actor: deed.actor,
        command: deed.command,
        object_type: "persona",
        object_id: &persona.id.to_string(),
        object_name: &persona.slug,
        action,
        after,
    };
    audit_event::insert_explained(conn, &change, None, before)?;
    Ok(())
}

/// The fields of a persona that people set, in the form of seed files.
fn told(persona: &Persona) -> Map<String, Value> {
    let fields = json!({
        "slug": persona.slug, "name": persona.name, "description": persona.description,
        "system_prompt": persona.system_prompt, "voice_description": persona.voice_description,
        "category": persona.category, "tags": persona.tags,
        "suggested_temperature": persona.suggested_temperature,
        "suggested_models": persona.suggested_models, "source": persona.source,
        "source_url": persona.source_url, "is_active": persona.is_active,
    });
    fields.as_object().cloned().unwrap_or_default()
}
