//! The JSON Schema of seed files, made from the Rust types, for editors.

use schemars::generate::SchemaSettings;
use serde_json::{Value, json};

use super::header::{DEFAULT_SET, Mode};
use super::kind::Kind;

/// The JSON Schema (2020-12) of a YAML seed file of a kind.
pub fn schema(kind: Kind) -> Value {
    let mut generator = SchemaSettings::draft2020_12().into_generator();
    let mut item = Value::from(kind.item_schema(&mut generator));
    let shared = item.as_object_mut().and_then(|item| {
        item.remove("$schema");
        item.remove("$defs")
    });
    let mut whole = json!({
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": format!("Seed file of {kind}"),
        "type": "object",
        "properties": {
            "version": { "const": 1, "description": "The version of the format." },
            "kind": { "const": kind.as_str(), "description": "What the items are." },
            "mode": {
                "enum": Mode::WORDS,
                "default": Mode::Upsert.as_str(),
                "description": "create: only add missing rows; upsert: also update; sync: also remove, with --prune.",
            },
            "set": {
                "type": "string",
                "pattern": "^[a-z0-9]+(-[a-z0-9]+)*$",
                "default": DEFAULT_SET,
                "description": "Whose rows these are in the ledger.",
            },
            "items": { "type": "array", "items": item, "description": "The rows." },
        },
        "required": ["version", "kind", "items"],
        "additionalProperties": false,
    });
    if let (Some(whole), Some(shared)) = (whole.as_object_mut(), shared) {
        whole.insert("$defs".to_owned(), shared);
    }
    whole
}
