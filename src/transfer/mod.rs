//! Credentials on their way in and out: `.env` files, JSON, exports of n8n, and files that age encrypted.
//!
//! [`read`] makes typed values of a file's text and says by name, never by value, what it left. Errors say
//! where something is wrong and never repeat the text.

mod address;
mod document;
mod env;
mod n8n;
mod sealed;

use chrono::{DateTime, Utc};

pub use age::x25519::{Identity, Recipient};
pub use document::write;
pub use env::Mapped;
pub use sealed::{decrypt, encrypt, identities, is_encrypted, recipient};

use crate::error::{Advice, Code};
use crate::model::{CredentialEnvironment, CredentialFileFormat, CredentialValues};

/// A credential that was read.
#[derive(Clone)]
pub struct Item {
    /// Its name.
    pub name: String,
    /// The name of its type.
    pub kind: String,
    /// What it is for; nothing where the file does not say.
    pub environment: Option<CredentialEnvironment>,
    /// What it is used for.
    pub description: Option<String>,
    /// Words to find it by.
    pub tags: Vec<String>,
    /// When it stops working.
    pub expires_at: Option<DateTime<Utc>>,
    /// Its values, which the type has not checked yet.
    pub values: CredentialValues,
}

impl Item {
    /// One of which only that is known.
    pub fn new(name: &str, kind: &str, values: CredentialValues) -> Self {
        Self {
            name: name.to_owned(),
            kind: kind.to_owned(),
            environment: None,
            description: None,
            tags: Vec::new(),
            expires_at: None,
            values,
        }
    }
}

/// Something that was not taken over.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize)]
pub struct Left {
    /// Its name in the file.
    pub name: String,
    /// Why, as a phrase.
    pub why: String,
    /// Whether it is a credential, rather than a variable or a field.
    pub is_credential: bool,
}

impl Left {
    /// A whole credential.
    pub fn credential(name: impl Into<String>, why: impl Into<String>) -> Self {
        Self {
            name: name.into(),
            why: why.into(),
            is_credential: true,
        }
    }

    /// A variable or a field.
    fn part(name: impl Into<String>, why: impl Into<String>) -> Self {
        Self {
            is_credential: false,
            ..Self::credential(name, why)
        }
    }
}

/// What a file held.
#[derive(Clone, Default)]
pub struct Read {
    /// What can be stored.
    pub items: Vec<Item>,
    /// What was left.
    pub left: Vec<Left>,
}

/// What the reader is told beside the text.
#[derive(Debug, Clone, Default)]
pub struct Hints {
    /// The type of credentials that name none, with the names of its fields.
    pub kind: Option<(String, Vec<String>)>,
    /// Variables that the table of well-known ones does not have, or has otherwise.
    pub mapped: Vec<Mapped>,
}

/// Reads a text; without a format, from what it looks like. `name` is what messages call it.
pub fn read(
    text: &str,
    format: Option<CredentialFileFormat>,
    hints: &Hints,
    name: &str,
) -> Result<Read, Advice> {
    match format.unwrap_or_else(|| guessed(text)) {
        CredentialFileFormat::Env => env::read(text, hints, name),
        CredentialFileFormat::Json => document::read(text, hints, name),
        CredentialFileFormat::N8n => n8n::read(text, name),
    }
}

/// n8n writes a list whose members have `data`.
fn guessed(text: &str) -> CredentialFileFormat {
    let start = text.trim_start();
    if !start.starts_with(['[', '{']) {
        return CredentialFileFormat::Env;
    }
    let document: Result<serde_json::Value, _> = serde_json::from_str(text);
    let has_data =
        |value: &serde_json::Value| value.get(0).is_some_and(|one| one.get("data").is_some());
    if document.is_ok_and(|document| has_data(&document)) {
        CredentialFileFormat::N8n
    } else {
        CredentialFileFormat::Json
    }
}

fn unreadable(name: &str, why: &str) -> Advice {
    Advice::new(
        Code::CredentialInvalid,
        format!("{name} cannot be imported: {why}"),
    )
}

fn misplaced(name: &str, error: &serde_json::Error) -> Advice {
    let place = format!("{name}:{}:{}", error.line(), error.column());
    Advice::new(
        Code::CredentialInvalid,
        format!("{place}: this is no list of credentials"),
    )
    .hint("each has `name`, `type` and `values`; see `automatos credential import --help`")
}
