//! Text within its limit: short text, in which variables are replaced, and prose, in which they
//! are not.

use std::borrow::Cow;
use std::fmt;
use std::marker::PhantomData;

use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde::de::{Deserialize, Deserializer, Error, Visitor};
use serde::{Serialize, Serializer};

/// The name under which [`Prose`] asks a deserializer for text as it stands.
pub const AS_IT_STANDS: &str = "as it stands";

/// No limit but that of an item.
pub const UNLIMITED: usize = usize::MAX;

/// One to `MAX` characters, not only blanks: a name, a category, a URL. `${VAR}` is replaced.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Text<const MAX: usize>(String);

/// Up to `MAX` characters of text for people or models: prompts, descriptions, instructions.
/// `${VAR}` stays as it is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Prose<const MAX: usize = UNLIMITED>(String);

/// A name that programs know something by: letters, digits, `_`, `-` and `.`, at most 100. `${VAR}`
/// is replaced.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Word(String);

/// A nested type in which `${VAR}` stays as it is.
#[derive(Debug, Clone, PartialEq)]
pub struct AsItStands<T>(pub T);

/// A link: `http` or `https`, at most 500 characters. `${VAR}` is replaced.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Link(String);

impl<const MAX: usize> Text<MAX> {
    /// The text itself.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl<const MAX: usize> Prose<MAX> {
    /// The text itself.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl Word {
    /// The word itself.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// What is wrong with a text of at most `max` characters, if anything.
fn fault(text: &str, max: usize) -> Option<String> {
    // Fewer bytes than allowed characters: there is nothing to count.
    if text.len() <= max {
        return None;
    }
    let length = text.chars().count();
    (length > max).then(|| format!("{length} characters are too many: at most {max}"))
}

impl<'de, const MAX: usize> Deserialize<'de> for Text<MAX> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = String::deserialize(deserializer)?;
        if text.trim().is_empty() {
            return Err(D::Error::custom("this may not be empty"));
        }
        match fault(&text, MAX) {
            Some(fault) => Err(D::Error::custom(fault)),
            None => Ok(Self(text)),
        }
    }
}

impl<'de, const MAX: usize> Deserialize<'de> for Prose<MAX> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Inner<const MAX: usize>;

        impl<'de, const MAX: usize> Visitor<'de> for Inner<MAX> {
            type Value = Prose<MAX>;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a string")
            }

            fn visit_newtype_struct<D: Deserializer<'de>>(
                self,
                deserializer: D,
            ) -> Result<Self::Value, D::Error> {
                let text = String::deserialize(deserializer)?;
                match fault(&text, MAX) {
                    Some(fault) => Err(D::Error::custom(fault)),
                    None => Ok(Prose(text)),
                }
            }
        }

        deserializer.deserialize_newtype_struct(AS_IT_STANDS, Inner)
    }
}

impl<'de, T: Deserialize<'de>> Deserialize<'de> for AsItStands<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Inner<T>(PhantomData<T>);

        impl<'de, T: Deserialize<'de>> Visitor<'de> for Inner<T> {
            type Value = AsItStands<T>;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a value")
            }

            fn visit_newtype_struct<D: Deserializer<'de>>(
                self,
                deserializer: D,
            ) -> Result<Self::Value, D::Error> {
                T::deserialize(deserializer).map(AsItStands)
            }
        }

        deserializer.deserialize_newtype_struct(AS_IT_STANDS, Inner(PhantomData))
    }
}

impl<'de> Deserialize<'de> for Word {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = Text::<100>::deserialize(deserializer)?.0;
        let allowed = |c: char| c.is_ascii_alphanumeric() || ['_', '-', '.'].contains(&c);
        if text.chars().all(allowed) {
            Ok(Self(text))
        } else {
            Err(D::Error::custom(format!(
                "`{text}` may only have letters, digits, `_`, `-` and `.`"
            )))
        }
    }
}

impl<'de> Deserialize<'de> for Link {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = Text::<500>::deserialize(deserializer)?.0;
        let rest = text
            .strip_prefix("https://")
            .or_else(|| text.strip_prefix("http://"));
        let good = rest.is_some_and(|rest| {
            !rest.is_empty() && !rest.starts_with('/') && !rest.contains(char::is_whitespace)
        });
        if good {
            Ok(Self(text))
        } else {
            Err(D::Error::custom(format!(
                "`{text}` is not a URL: it must begin with https:// or http://"
            )))
        }
    }
}

impl<const MAX: usize> Serialize for Text<MAX> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(&self.0)
    }
}

impl<const MAX: usize> Serialize for Prose<MAX> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(&self.0)
    }
}

impl Serialize for Word {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(&self.0)
    }
}

impl<T: Serialize> Serialize for AsItStands<T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        self.0.serialize(serializer)
    }
}

impl Serialize for Link {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(&self.0)
    }
}

impl<const MAX: usize> JsonSchema for Text<MAX> {
    fn inline_schema() -> bool {
        true
    }

    fn schema_name() -> Cow<'static, str> {
        format!("Text{MAX}").into()
    }

    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        json_schema!({ "type": "string", "minLength": 1, "maxLength": MAX })
    }
}

impl<const MAX: usize> JsonSchema for Prose<MAX> {
    fn inline_schema() -> bool {
        true
    }

    fn schema_name() -> Cow<'static, str> {
        format!("Prose{MAX}").into()
    }

    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        if MAX == UNLIMITED {
            json_schema!({ "type": "string" })
        } else {
            json_schema!({ "type": "string", "maxLength": MAX })
        }
    }
}

impl JsonSchema for Word {
    fn inline_schema() -> bool {
        true
    }

    fn schema_name() -> Cow<'static, str> {
        "Word".into()
    }

    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        json_schema!({ "type": "string", "maxLength": 100, "pattern": "^[A-Za-z0-9_.-]+$" })
    }
}

impl<T: JsonSchema> JsonSchema for AsItStands<T> {
    fn inline_schema() -> bool {
        T::inline_schema()
    }

    fn schema_name() -> Cow<'static, str> {
        T::schema_name()
    }

    fn schema_id() -> Cow<'static, str> {
        T::schema_id()
    }

    fn json_schema(generator: &mut SchemaGenerator) -> Schema {
        T::json_schema(generator)
    }
}

impl JsonSchema for Link {
    fn inline_schema() -> bool {
        true
    }

    fn schema_name() -> Cow<'static, str> {
        "Link".into()
    }

    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        json_schema!({ "type": "string", "maxLength": 500, "pattern": "^https?://[^/\\s]\\S*$" })
    }
}
