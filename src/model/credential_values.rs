//! The values of a credential's fields. They cannot be shown: no `Debug`, no `Serialize`, and texts
//! are wiped from memory.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt;

use serde::de::{Error, MapAccess, Visitor};
use serde::{Deserialize, Deserializer};
use serde_json::{Number, Value};
use zeroize::Zeroizing;

use super::Secret;

/// The value of one field.
#[derive(Clone)]
pub enum FieldValue {
    /// Text, which may be a secret. Never empty: an empty text is no value.
    Text(Secret),
    Number(Number),
    Boolean(bool),
}

/// Values by the names of their fields. Reading a name twice is an error; a null or an empty text says that a field
/// has no value.
#[derive(Clone, Default)]
pub struct CredentialValues {
    values: BTreeMap<String, FieldValue>,
    /// The fields that were said to have none.
    emptied: BTreeSet<String>,
}

impl FieldValue {
    /// Whether it is that value, as a type of credential writes one.
    pub fn is(&self, value: &Value) -> bool {
        match (self, value) {
            (Self::Text(text), Value::String(value)) => text.expose() == value,
            (Self::Number(number), Value::Number(value)) => number.as_f64() == value.as_f64(),
            (Self::Boolean(flag), Value::Bool(value)) => flag == value,
            (Self::Text(_) | Self::Number(_) | Self::Boolean(_), _) => false,
        }
    }

    /// A default of a type of credential; nothing where it is no text, number or boolean.
    pub fn of(value: &Value) -> Option<Self> {
        match value {
            Value::String(text) => Secret::new(text.clone()).map(Self::Text),
            Value::Number(number) => Some(Self::Number(number.clone())),
            Value::Bool(flag) => Some(Self::Boolean(*flag)),
            Value::Null | Value::Array(_) | Value::Object(_) => None,
        }
    }

    /// It as text, for the one place that sends or reveals it.
    pub fn expose(&self) -> Zeroizing<String> {
        Zeroizing::new(match self {
            Self::Text(text) => text.expose().to_owned(),
            Self::Number(number) => number.to_string(),
            Self::Boolean(flag) => flag.to_string(),
        })
    }
}

impl CredentialValues {
    /// The value of that field.
    pub fn get(&self, name: &str) -> Option<&FieldValue> {
        self.values.get(name)
    }

    /// Sets a field; answers whether it was set already.
    pub fn set(&mut self, name: String, value: FieldValue) -> bool {
        self.values.insert(name, value).is_some()
    }

    /// Takes a field away.
    pub fn remove(&mut self, name: &str) -> Option<FieldValue> {
        self.values.remove(name)
    }

    /// Whether nothing is said of any field.
    pub fn is_empty(&self) -> bool {
        self.values.is_empty() && self.emptied.is_empty()
    }

    /// The fields that were said to have no value, by name.
    pub fn emptied(&self) -> impl Iterator<Item = &str> {
        self.emptied.iter().map(String::as_str)
    }

    /// The fields that have a value, by name.
    pub fn names(&self) -> impl Iterator<Item = &str> {
        self.values.keys().map(String::as_str)
    }

    /// The fields with their values, by name.
    pub fn iter(&self) -> impl Iterator<Item = (&str, &FieldValue)> {
        self.values
            .iter()
            .map(|(name, value)| (name.as_str(), value))
    }

    /// The fields of `others` too; where both have one, that of `others`. What `others` says to have no value has none.
    pub fn extend(&mut self, others: Self) {
        self.values.retain(|name, _| !others.emptied.contains(name));
        self.emptied
            .retain(|name| !others.values.contains_key(name));
        self.values.extend(others.values);
        self.emptied.extend(others.emptied);
    }

    /// The plain text that is sealed: a JSON object. The memory is wiped.
    pub fn plain(&self) -> serde_json::Result<Zeroizing<Vec<u8>>> {
        let size = |value: &FieldValue| match value {
            // An escaped byte takes six at most.
            FieldValue::Text(text) => 6 * text.expose().len(),
            FieldValue::Number(_) | FieldValue::Boolean(_) => 32,
        };
        let room: usize = self
            .iter()
            .map(|(name, it)| 6 * name.len() + size(it) + 8)
            .sum();
        // What does not grow is never copied.
        let mut out = Zeroizing::new(Vec::with_capacity(room + 2));
        out.push(b'{');
        for (at, (name, value)) in self.iter().enumerate() {
            if at > 0 {
                out.push(b',');
            }
            serde_json::to_writer(&mut *out, name)?;
            out.push(b':');
            match value {
                FieldValue::Text(text) => serde_json::to_writer(&mut *out, text.expose())?,
                FieldValue::Number(number) => serde_json::to_writer(&mut *out, number)?,
                FieldValue::Boolean(flag) => serde_json::to_writer(&mut *out, flag)?,
            }
        }
        out.push(b'}');
        Ok(out)
    }
}

/// A value, or nothing where it is null or an empty text.
struct Given(Option<FieldValue>);

impl<'de> Deserialize<'de> for Given {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Any;
        impl Visitor<'_> for Any {
            type Value = Given;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("text, a number, true or false")
            }

            fn visit_str<E: Error>(self, text: &str) -> Result<Given, E> {
                Ok(Given(Secret::new(text.to_owned()).map(FieldValue::Text)))
            }

            fn visit_string<E: Error>(self, text: String) -> Result<Given, E> {
                Ok(Given(Secret::new(text).map(FieldValue::Text)))
            }

            fn visit_bool<E: Error>(self, flag: bool) -> Result<Given, E> {
                Ok(Given(Some(FieldValue::Boolean(flag))))
            }

            fn visit_i64<E: Error>(self, number: i64) -> Result<Given, E> {
                Ok(Given(Some(FieldValue::Number(number.into()))))
            }

            fn visit_u64<E: Error>(self, number: u64) -> Result<Given, E> {
                Ok(Given(Some(FieldValue::Number(number.into()))))
            }

            fn visit_f64<E: Error>(self, number: f64) -> Result<Given, E> {
                let number = Number::from_f64(number).ok_or_else(|| E::custom("no number"))?;
                Ok(Given(Some(FieldValue::Number(number))))
            }

            fn visit_unit<E: Error>(self) -> Result<Given, E> {
                Ok(Given(None))
            }

            fn visit_none<E: Error>(self) -> Result<Given, E> {
                Ok(Given(None))
            }
        }
        deserializer.deserialize_any(Any)
    }
}

impl<'de> Deserialize<'de> for CredentialValues {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Fields;
        impl<'de> Visitor<'de> for Fields {
            type Value = CredentialValues;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("names of fields with their values")
            }

            fn visit_map<A: MapAccess<'de>>(
                self,
                mut map: A,
            ) -> Result<CredentialValues, A::Error> {
                let mut values = CredentialValues::default();
                while let Some((name, Given(value))) = map.next_entry::<String, Given>()? {
                    let is_there = values.get(&name).is_some() || values.emptied.contains(&name);
                    match value {
                        Some(value) => drop(values.set(name, value)),
                        None => drop(values.emptied.insert(name)),
                    }
                    if is_there {
                        return Err(A::Error::custom("a field is there twice"));
                    }
                }
                Ok(values)
            }
        }
        deserializer.deserialize_map(Fields)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values_are_read_back_as_they_were_written() {
        let text = r#"{"a":"q\"\\\u0001ü","b":5432,"c":true,"d":-1.5}"#;
        let values: CredentialValues = serde_json::from_str(text).ok().unwrap();
        let plain = values.plain().unwrap();
        assert_eq!(
            serde_json::from_slice::<Value>(&plain).unwrap(),
            serde_json::from_str::<Value>(text).unwrap()
        );
        assert!(plain.capacity() >= plain.len());
    }

    #[test]
    fn nothing_and_an_empty_text_are_no_values() {
        let values: CredentialValues = serde_json::from_str(r#"{"a":"","b":null}"#).ok().unwrap();
        assert_eq!(values.names().count(), 0);
        assert_eq!(values.emptied().collect::<Vec<_>>(), ["a", "b"]);
        let mut before: CredentialValues = serde_json::from_str(r#"{"a":"x","c":1}"#).ok().unwrap();
        before.extend(values);
        assert_eq!(before.names().collect::<Vec<_>>(), ["c"]);
    }

    #[test]
    fn a_name_that_is_there_twice_and_a_list_are_refused() {
        for text in [
            r#"{"a":"x","a":"y"}"#,
            r#"{"a":null,"a":"y"}"#,
            r#"{"a":["x"]}"#,
            r#"["x"]"#,
        ] {
            assert!(
                serde_json::from_str::<CredentialValues>(text).is_err(),
                "{text}"
            );
        }
    }
}
