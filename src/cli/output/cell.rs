//! A row as named cells of text, in the order in which its struct declares them.

use std::fmt;

use anyhow::Context;
use serde::de::{MapAccess, Visitor};
use serde::ser::SerializeMap;
use serde::{Deserialize, Deserializer, Serialize, Serializer};
use serde_json::Value;

/// A result's fields by name.
#[derive(Debug, Clone)]
pub struct Row(Vec<(String, Value)>);

impl Row {
    /// Takes the fields of a struct; fails on anything else.
    pub fn of(result: &impl Serialize) -> anyhow::Result<Self> {
        // By way of text, since serde_json's own map sorts its keys.
        let text = serde_json::to_string(result).context("the result is no JSON")?;
        serde_json::from_str(&text).context("the result has no fields")
    }

    /// The names of its fields.
    pub fn names(&self) -> impl Iterator<Item = &str> {
        self.0.iter().map(|(name, _)| name.as_str())
    }

    /// Its fields with their values.
    pub fn fields(&self) -> impl Iterator<Item = (&str, &Value)> {
        self.0.iter().map(|(name, value)| (name.as_str(), value))
    }

    /// The cells of these fields, in this order.
    pub fn cells(&self, names: &[&str]) -> Vec<String> {
        names
            .iter()
            .map(|name| self.get(name).map(text).unwrap_or_default())
            .collect()
    }

    /// The row with these fields only, in this order.
    pub fn only(&self, names: &[String]) -> Self {
        let field = |name: &String| Some((name.clone(), self.get(name)?.clone()));
        Self(names.iter().filter_map(field).collect())
    }

    fn get(&self, name: &str) -> Option<&Value> {
        self.fields()
            .find(|(known, _)| *known == name)
            .map(|(_, value)| value)
    }
}

impl Serialize for Row {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(Some(self.0.len()))?;
        for (name, value) in &self.0 {
            map.serialize_entry(name, value)?;
        }
        map.end()
    }
}

impl<'de> Deserialize<'de> for Row {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_map(Fields)
    }
}

struct Fields;

impl<'de> Visitor<'de> for Fields {
    type Value = Row;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("fields with names")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Row, A::Error> {
        let mut fields = Vec::new();
        while let Some(field) = map.next_entry()? {
            fields.push(field);
        }
        Ok(Row(fields))
    }
}

/// A value as a person reads it in a cell.
pub fn text(value: &Value) -> String {
    match value {
        Value::Null => String::new(),
        Value::String(text) => text.clone(),
        Value::Array(items) if items.iter().all(is_plain) => {
            let texts: Vec<String> = items.iter().map(text).collect();
            texts.join(", ")
        }
        Value::Bool(_) | Value::Number(_) | Value::Array(_) | Value::Object(_) => value.to_string(),
    }
}

fn is_plain(value: &Value) -> bool {
    !value.is_object() && !value.is_array()
}
