//! Writing a seed file, item by item.

use std::io::Write;

use anyhow::Context;
use serde::ser::SerializeMap;
use serde::{Serialize, Serializer};
use serde_json::Value;

use super::kind::Kind;

/// A seed file that is being written.
pub struct Writer<'a> {
    out: &'a mut dyn Write,
    kind: Kind,
    empty: bool,
}

/// An item's fields in their order.
struct Fields<'a>(&'a [(String, Value)]);

impl Serialize for Fields<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(Some(self.0.len()))?;
        for (name, value) in self.0 {
            map.serialize_entry(name, value)?;
        }
        map.end()
    }
}

impl<'a> Writer<'a> {
    /// Writes the head of a file of that kind.
    pub fn begin(out: &'a mut dyn Write, kind: Kind) -> anyhow::Result<Self> {
        writeln!(out, "version: 1\nkind: {kind}\nmode: upsert\nitems:")?;
        Ok(Self {
            out,
            kind,
            empty: true,
        })
    }

    /// Writes one item. Short texts are escaped, so that `${` in them stays as it is.
    pub fn item(&mut self, fields: &[(String, Value)]) -> anyhow::Result<()> {
        let escaped: Vec<(String, Value)> = fields
            .iter()
            .map(|(name, value)| (name.clone(), self.escaped(name, value)))
            .collect();
        let list = [Fields(&escaped)];
        let text = serde_yaml::to_string(&list).context("the item is no YAML")?;
        for line in text.lines() {
            let indent = if line.is_empty() { "" } else { "  " };
            writeln!(self.out, "{indent}{line}")?;
        }
        self.empty = false;
        Ok(())
    }

    /// Ends the file.
    pub fn end(self) -> anyhow::Result<()> {
        if self.empty {
            writeln!(self.out, "  []")?;
        }
        Ok(())
    }

    /// `${` begins a variable when the field of that name is read, unless it is verbatim; `$${` is
    /// what it stands for.
    fn escaped(&self, name: &str, value: &Value) -> Value {
        if self.kind.verbatim().contains(&name) {
            return value.clone();
        }
        match value {
            Value::String(text) => Value::String(text.replace("${", "$${")),
            Value::Array(items) => items.iter().map(|item| self.escaped(name, item)).collect(),
            Value::Object(map) => map
                .iter()
                .map(|(name, value)| (name.clone(), self.escaped(name, value)))
                .collect(),
            Value::Null | Value::Bool(_) | Value::Number(_) => value.clone(),
        }
    }
}
