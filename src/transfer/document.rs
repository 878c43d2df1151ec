//! The document that `credential export` encrypts, and lists of credentials in the same form.

use std::io::Write;

use chrono::{DateTime, Utc};
use serde::Deserialize;
use serde_json::json;
use zeroize::Zeroizing;

use super::{Hints, Item, Left, Read, misplaced, unreadable};
use crate::error::Advice;
use crate::model::{CredentialEnvironment, CredentialValues};

const FORMAT: &str = "automatos-credentials";
const VERSION: u32 = 1;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Whole {
    format: String,
    version: u32,
    credentials: Vec<Entry>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Entry {
    name: String,
    #[serde(rename = "type")]
    kind: Option<String>,
    environment: Option<String>,
    description: Option<String>,
    #[serde(default)]
    tags: Vec<String>,
    expires_at: Option<DateTime<Utc>>,
    values: CredentialValues,
}

/// Reads it. One without a type takes that of the hints.
pub fn read(text: &str, hints: &Hints, name: &str) -> Result<Read, Advice> {
    let entries = if text.trim_start().starts_with('{') {
        let whole: Whole = serde_json::from_str(text).map_err(|error| misplaced(name, &error))?;
        if whole.format != FORMAT || whole.version != VERSION {
            let why = format!("it is no `{FORMAT}` of version {VERSION}");
            return Err(unreadable(name, &why));
        }
        whole.credentials
    } else {
        serde_json::from_str(text).map_err(|error| misplaced(name, &error))?
    };
    let mut read = Read::default();
    for entry in entries {
        let kind = entry.kind.or_else(|| Some(hints.kind.as_ref()?.0.clone()));
        let Some(kind) = kind else {
            let why = "it names no type; `--type` would";
            read.left.push(Left::credential(entry.name, why));
            continue;
        };
        let environment = entry
            .environment
            .as_deref()
            .and_then(CredentialEnvironment::parse);
        if entry.environment.is_some() && environment.is_none() {
            let words = CredentialEnvironment::WORDS.join(", ");
            let why = format!("the environment of `{}` is none of {words}", entry.name);
            return Err(unreadable(name, &why));
        }
        read.items.push(Item {
            name: entry.name,
            kind,
            environment,
            description: entry.description,
            tags: entry.tags,
            expires_at: entry.expires_at,
            values: entry.values,
        });
    }
    Ok(read)
}

/// Writes the document in the clear, for the encryption that follows. The memory is wiped.
pub fn write(items: &[Item]) -> anyhow::Result<Zeroizing<Vec<u8>>> {
    let mut parts = Vec::with_capacity(items.len());
    for item in items {
        let about = json!({
            "name": item.name, "type": item.kind, "environment": item.environment,
            "description": item.description, "tags": item.tags, "expires_at": item.expires_at,
        });
        parts.push((about.to_string(), item.values.plain()?));
    }
    let room: usize = parts.iter().map(|(a, b)| a.len() + b.len() + 16).sum();
    // What does not grow is never copied.
    let mut out = Zeroizing::new(Vec::with_capacity(room + 100));
    let head = json!({"format": FORMAT, "version": VERSION}).to_string();
    write!(out, "{},\"credentials\":[", head.trim_end_matches('}'))?;
    for (at, (about, values)) in parts.iter().enumerate() {
        let comma = if at == 0 { "" } else { "," };
        write!(out, "{comma}{},\"values\":", about.trim_end_matches('}'))?;
        out.extend_from_slice(values);
        out.push(b'}');
    }
    out.extend_from_slice(b"]}\n");
    Ok(out)
}
