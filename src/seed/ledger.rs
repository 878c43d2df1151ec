//! What is remembered of a row: each field as it was written, or its hash where it is long.

use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};

use super::canonical;

/// What the tool wrote to a row last time, by one seed set. Stored as it serialises.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Entry {
    /// This set created the row; it was not adopted.
    pub created: bool,
    /// [`super::Item::hash`] of the item.
    pub hash: String,
    /// Each field as [`keep`] gave it, or `operator` where it was never the seed's.
    pub fields: Map<String, Value>,
}

impl Entry {
    /// An entry that remembers no field yet.
    pub fn new(created: bool, hash: &str) -> Self {
        Self {
            created,
            hash: hash.to_owned(),
            fields: Map::new(),
        }
    }

    /// Whether that is what is remembered of a field.
    pub fn remembers(&self, field: &str, value: &Value) -> bool {
        self.fields.get(field).is_some_and(|kept| same(kept, value))
    }

    /// Whether a row is as it was written.
    pub fn is(&self, live: &Map<String, Value>) -> bool {
        let now = |field: &str| live.get(field).unwrap_or(&Value::Null);
        self.fields
            .keys()
            .all(|field| self.remembers(field, now(field)))
    }

    /// Remembers that of a field.
    pub fn remember(&mut self, field: &str, value: &Value) {
        self.fields.insert(field.to_owned(), keep(value));
    }
}

/// Begins the hash of a long value.
const LONG: &str = "sha256:";
/// Stands for a field that was never the seed's: whatever the row has is the operator's.
const THEIRS: &str = "operator";
/// A value whose canonical text is longer than this, in bytes, is remembered as a hash.
const LONGEST: usize = 256;

/// What to remember of a value: itself, or `sha256:…` of its canonical text if that is longer than 256 bytes. A text
/// that looks like a hash is always remembered as one, so that the two cannot be mixed up; so is the text `operator`.
pub fn keep(value: &Value) -> Value {
    let looks = value
        .as_str()
        .is_some_and(|text| is_hash(text) || text == THEIRS);
    if looks || canonical::longer(value, LONGEST) {
        return Value::String(format!("{LONG}{}", canonical::hash(value)));
    }
    let mut value = value.clone();
    canonical::settle(&mut value);
    value
}

/// Whether a value is the one that is remembered.
pub fn same(kept: &Value, value: &Value) -> bool {
    match kept.as_str() {
        Some(hash) if is_hash(hash) => keep(value).as_str() == Some(hash),
        Some(THEIRS) => false,
        Some(_) | None => canonical::equal_column(kept, value),
    }
}

/// What to remember of a field that is the operator's.
pub fn theirs() -> Value {
    Value::String(THEIRS.to_owned())
}

/// Whether a field is remembered as the operator's.
pub fn is_theirs(kept: &Value) -> bool {
    kept.as_str() == Some(THEIRS)
}

fn is_hash(text: &str) -> bool {
    text.starts_with(LONG)
}
