//! Personas as a seed file.

use std::io::Write;

use serde_json::Value;

use super::told;
use crate::db::persona::Persona;
use crate::db::seed_table;
use crate::error::{Advice, Code};
use crate::seed::{Kind, Writer};

/// Writes them as one seed file. Such a file holds personas for all: one of a workspace is refused
/// unless it is to become one.
pub fn run(out: &mut dyn Write, personas: &[Persona], as_global: bool) -> anyhow::Result<()> {
    if let Some(own) = personas.iter().find(|one| one.workspace_id.is_some())
        && !as_global
    {
        let message = format!("the persona `{}` is one workspace's own", own.slug);
        return Err(Advice::new(Code::PersonaScope, message)
            .hint("`--as-global` writes it as one for all")
            .into());
    }
    let order = seed_table::fields(Kind::Personas.as_str())?;
    let mut writer = Writer::begin(out, Kind::Personas)?;
    for persona in personas {
        let mut fields = told(persona);
        let fields: Vec<(String, Value)> = order
            .iter()
            .filter_map(|field| fields.remove_entry(*field))
            .filter(|(_, value)| !value.is_null())
            .collect();
        writer.item(&fields)?;
    }
    writer.end()
}
