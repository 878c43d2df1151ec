//! Credentials that n8n exported in the clear: a list of `name`, `type` and `data`.

mod known;

use serde::Deserialize;
use serde_json::Value;

use super::address::{self, set};
use super::{Item, Left, Read, misplaced, unreadable};
use crate::error::Advice;
use crate::model::{CredentialValues, FieldValue};
use known::{Field, Kind, Shape};

/// What n8n writes; its further members are about itself.
#[derive(Deserialize)]
struct Entry {
    name: String,
    r#type: String,
    data: Value,
}

/// Reads the list. What has no type here, and members of `data` that no field takes, are said by name.
pub fn read(text: &str, name: &str) -> Result<Read, Advice> {
    let entries: Vec<Entry> =
        serde_json::from_str(text).map_err(|error| misplaced(name, &error))?;
    let mut read = Read::default();
    for entry in entries {
        if entry.data.is_string() {
            let why = format!("n8n encrypted the values of `{}`", entry.name);
            return Err(unreadable(name, &why)
                .hint("export them with `n8n export:credentials --all --decrypted`"));
        }
        let Some(kind) = known::KINDS.iter().find(|kind| kind.n8n == entry.r#type) else {
            let why = format!("n8n's type `{}` has no counterpart here", entry.r#type);
            read.left.push(Left::credential(entry.name, why));
            continue;
        };
        match taken_over(kind, &entry, &mut read.left) {
            Ok(values) => read.items.push(Item::new(&entry.name, kind.ours, values)),
            Err(why) => read.left.push(Left::credential(entry.name, why)),
        }
    }
    Ok(read)
}

fn taken_over(
    kind: &Kind,
    entry: &Entry,
    left: &mut Vec<Left>,
) -> Result<CredentialValues, &'static str> {
    let mut values = CredentialValues::default();
    for (field, text) in kind.fixed {
        set(&mut values, field, text);
    }
    for Field { from, to, shape } in kind.fields {
        let Some(value) = entry.data.pointer(from).and_then(FieldValue::of) else {
            continue;
        };
        shaped(&value, *shape, to, &mut values)?;
    }
    let members = entry.data.as_object().into_iter().flatten();
    let is_used = |name: &str| {
        let mut paths = kind.fields.iter().map(|field| field.from);
        paths.any(|path| path.split('/').nth(1) == Some(name))
    };
    let is_empty = |value: &Value| match value {
        Value::Null | Value::Bool(false) => true,
        Value::String(text) => text.is_empty(),
        Value::Array(list) => list.is_empty(),
        Value::Object(map) => map.is_empty(),
        Value::Bool(true) | Value::Number(_) => false,
    };
    for (name, _) in members.filter(|(name, value)| !is_used(name) && !is_empty(value)) {
        let name = format!("{}: {name}", entry.name);
        left.push(Left::part(name, "no field takes it"));
    }
    Ok(values)
}

/// Puts a value of n8n into the form that the field has here.
fn shaped(
    value: &FieldValue,
    shape: Shape,
    to: &str,
    values: &mut CredentialValues,
) -> Result<(), &'static str> {
    let text = value.expose();
    match shape {
        Shape::Same => {
            values.set(to.to_owned(), value.clone());
        }
        Shape::Url => set(values, to, text.trim_end_matches('/')),
        Shape::PostgresSsl => match text.as_str() {
            "verify" => set(values, to, "verify-full"),
            other => set(values, to, other),
        },
        Shape::MysqlSsl => match text.as_str() {
            "true" => set(values, to, "REQUIRED"),
            _ => set(values, to, "DISABLED"),
        },
        Shape::Address => {
            let found = address::taken_apart(&text).map(|(_, found)| found);
            values.extend(found.ok_or("its connection string cannot be taken apart")?);
        }
        Shape::Server => {
            let server = url::Url::parse(&text).map_err(|_| "its address is no URL")?;
            let encrypts = server.scheme() == "https";
            set(values, "host", server.host_str().unwrap_or_default());
            values.set("use_tls".to_owned(), FieldValue::Boolean(encrypts));
            if let Some(port) = server.port_or_known_default() {
                values.set("port".to_owned(), FieldValue::Number(port.into()));
            }
        }
    }
    Ok(())
}
