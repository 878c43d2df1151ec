//! From a [`Node`] to a Rust type, by serde, with every mistake placed and in plain words.

use std::fmt::{self, Display};

use serde::de::value::StrDeserializer;
use serde::de::{self, DeserializeSeed, Deserializer, IntoDeserializer, Unexpected, Visitor};
use serde::forward_to_deserialize_any;

use super::node::{Data, Node};
use super::problem::{Finding, Place};
use super::text::AS_IT_STANDS;
use super::variables::{self, Variables};

/// A mistake in a tree and the way to it: the position of each entry or item, outermost first.
#[derive(Debug)]
pub struct Mistake {
    pub path: Vec<usize>,
    pub message: String,
    pub hint: Option<String>,
    pub place: Option<Place>,
    /// A field is missing from the mapping that the path leads to.
    pub missing: bool,
}

impl Mistake {
    fn of(message: String) -> Self {
        Self {
            path: Vec::new(),
            message,
            hint: None,
            place: None,
            missing: false,
        }
    }

    fn at(mut self, place: Place) -> Self {
        self.place.get_or_insert(place);
        self
    }

    fn under(mut self, step: usize) -> Self {
        self.path.insert(0, step);
        self
    }

    /// What to tell about it.
    pub fn finding(&self) -> Finding {
        Finding::new(self.place.unwrap_or(Place::FILE), self.message.clone())
            .hint(self.hint.clone())
    }
}

impl Display for Mistake {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.message)
    }
}

impl std::error::Error for Mistake {}

impl de::Error for Mistake {
    fn custom<T: Display>(message: T) -> Self {
        Self::of(message.to_string())
    }

    fn invalid_type(found: Unexpected<'_>, expected: &dyn de::Expected) -> Self {
        let wanted = wanted(&expected.to_string());
        let mut mistake = Self::of(format!("expected {wanted}, found {}", named(found)));
        mistake.hint = mend(found, &wanted);
        mistake
    }

    fn invalid_value(found: Unexpected<'_>, expected: &dyn de::Expected) -> Self {
        let wanted = wanted(&expected.to_string());
        Self::of(format!("expected {wanted}, found {}", named(found)))
    }

    fn unknown_variant(found: &str, words: &'static [&'static str]) -> Self {
        let mut mistake = Self::of(format!("`{found}` is not one of {}", words.join(", ")));
        mistake.hint = meant(found, words);
        mistake
    }

    fn unknown_field(found: &str, fields: &'static [&'static str]) -> Self {
        let mut mistake = Self::of(format!("unknown field `{found}`"));
        mistake.hint =
            meant(found, fields).or_else(|| Some(format!("known: {}", fields.join(", "))));
        mistake
    }

    fn missing_field(field: &'static str) -> Self {
        let mut mistake = Self::of(format!("missing field `{field}`"));
        mistake.missing = true;
        mistake
    }
}

/// `did you mean …?`, where one of the words is near enough.
pub fn meant(found: &str, words: &[&str]) -> Option<String> {
    let distance = |word: &&&str| strsim::damerau_levenshtein(found, word);
    let near = words.iter().min_by_key(distance)?;
    let allowed = (found.chars().count().max(near.chars().count()) / 3).max(1);
    (strsim::damerau_levenshtein(found, near) <= allowed).then(|| format!("did you mean `{near}`?"))
}

/// How to write what was meant, where that is plain.
fn mend(found: Unexpected<'_>, wanted: &str) -> Option<String> {
    let hint = match (found, wanted) {
        (
            Unexpected::Bool(_)
            | Unexpected::Unsigned(_)
            | Unexpected::Signed(_)
            | Unexpected::Float(_),
            "text",
        ) => "put it in quotes",
        (Unexpected::Unit, "text") => "write \"\" for empty text, or leave the field out",
        (Unexpected::Str("true" | "false"), "true or false") => "write it without quotes",
        (Unexpected::Str("yes" | "on"), "true or false") => "write true",
        (Unexpected::Str("no" | "off"), "true or false") => "write false",
        (Unexpected::Str(text), _) if wanted.contains("number") && text.parse::<f64>().is_ok() => {
            "write it without quotes"
        }
        _ => return None,
    };
    Some(hint.to_owned())
}

fn wanted(expected: &str) -> String {
    match expected {
        "a string" | "a borrowed string" | "string" | "str" => "text".to_owned(),
        "a boolean" => "true or false".to_owned(),
        "a sequence" => "a list".to_owned(),
        "f32" | "f64" => "a number".to_owned(),
        "u8" | "u16" | "u32" | "u64" => "a whole number that is not negative".to_owned(),
        "i8" | "i16" | "i32" | "i64" => "a whole number".to_owned(),
        other if other.starts_with("struct ") || other == "a map" => "a mapping".to_owned(),
        other => other.to_owned(),
    }
}

fn named(found: Unexpected<'_>) -> String {
    match found {
        Unexpected::Bool(value) => format!("`{value}`"),
        Unexpected::Unsigned(value) => format!("the number {value}"),
        Unexpected::Signed(value) => format!("the number {value}"),
        Unexpected::Float(value) => format!("the number {value}"),
        Unexpected::Str(value) if value.chars().count() <= 60 => format!("the text \"{value}\""),
        Unexpected::Str(_) => "a text".to_owned(),
        Unexpected::Unit | Unexpected::Option => "null".to_owned(),
        Unexpected::Seq => "a list".to_owned(),
        Unexpected::Map => "a mapping".to_owned(),
        other => other.to_string(),
    }
}

/// Reads a node as whatever type is asked for.
#[derive(Clone, Copy)]
pub struct Typed<'a> {
    node: &'a Node,
    variables: Variables<'a>,
    /// Variables are not to be replaced.
    as_it_stands: bool,
}

impl<'a> Typed<'a> {
    /// A node in whose short texts variables are replaced.
    pub fn new(node: &'a Node, variables: Variables<'a>) -> Self {
        Self {
            node,
            variables,
            as_it_stands: false,
        }
    }

    fn sub(self, node: &'a Node) -> Self {
        Self { node, ..self }
    }

    fn visit<'de, V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Mistake> {
        match &self.node.data {
            Data::Null => visitor.visit_unit(),
            Data::Boolean(value) => visitor.visit_bool(*value),
            Data::Signed(value) => visitor.visit_i64(*value),
            Data::Unsigned(value) => visitor.visit_u64(*value),
            Data::Float(value) => visitor.visit_f64(*value),
            Data::Text(text) if self.as_it_stands => visitor.visit_str(text),
            Data::Text(text) => match variables::replace(text, self.variables) {
                Ok(text) => visitor.visit_str(&text),
                Err(undefined) => Err(undefined.mistake()),
            },
            Data::List(items) => visitor.visit_seq(List {
                of: self,
                items,
                next: 0,
            }),
            Data::Map(entries) => visitor.visit_map(Entries {
                of: self,
                entries,
                next: 0,
            }),
        }
    }
}

impl variables::Undefined {
    fn mistake(self) -> Mistake {
        let mut mistake = Mistake::of(self.to_string());
        mistake.hint = Some(self.hint());
        mistake
    }
}

impl<'de> Deserializer<'de> for Typed<'_> {
    type Error = Mistake;

    fn deserialize_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Mistake> {
        self.visit(visitor)
            .map_err(|mistake| mistake.at(self.node.place))
    }

    fn deserialize_option<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Mistake> {
        let value = if self.node.data == Data::Null {
            visitor.visit_none()
        } else {
            visitor.visit_some(self)
        };
        value.map_err(|mistake| mistake.at(self.node.place))
    }

    fn deserialize_newtype_struct<V: Visitor<'de>>(
        self,
        name: &'static str,
        visitor: V,
    ) -> Result<V::Value, Mistake> {
        let as_it_stands = self.as_it_stands || name == AS_IT_STANDS;
        visitor
            .visit_newtype_struct(Self {
                as_it_stands,
                ..self
            })
            .map_err(|mistake| mistake.at(self.node.place))
    }

    forward_to_deserialize_any! {
        bool i8 i16 i32 i64 i128 u8 u16 u32 u64 u128 f32 f64 char str string bytes byte_buf
        unit unit_struct seq tuple tuple_struct map struct enum identifier ignored_any
    }
}

struct List<'a> {
    of: Typed<'a>,
    items: &'a [Node],
    next: usize,
}

impl<'de> de::SeqAccess<'de> for List<'_> {
    type Error = Mistake;

    fn next_element_seed<T: DeserializeSeed<'de>>(
        &mut self,
        seed: T,
    ) -> Result<Option<T::Value>, Mistake> {
        let Some(item) = self.items.get(self.next) else {
            return Ok(None);
        };
        let step = self.next;
        self.next += 1;
        seed.deserialize(self.of.sub(item))
            .map(Some)
            .map_err(|mistake| mistake.at(item.place).under(step))
    }
}

struct Entries<'a> {
    of: Typed<'a>,
    entries: &'a [(Node, Node)],
    next: usize,
}

impl<'de> de::MapAccess<'de> for Entries<'_> {
    type Error = Mistake;

    fn next_key_seed<K: DeserializeSeed<'de>>(
        &mut self,
        seed: K,
    ) -> Result<Option<K::Value>, Mistake> {
        let Some((key, _)) = self.entries.get(self.next) else {
            return Ok(None);
        };
        // Keys that are no text were found before; see `item`.
        let text = if let Data::Text(text) = &key.data {
            text
        } else {
            ""
        };
        let deserializer: StrDeserializer<'_, Mistake> = text.into_deserializer();
        seed.deserialize(deserializer)
            .map(Some)
            .map_err(|mistake| mistake.at(key.place).under(self.next))
    }

    fn next_value_seed<T: DeserializeSeed<'de>>(&mut self, seed: T) -> Result<T::Value, Mistake> {
        let step = self.next;
        self.next += 1;
        match self.entries.get(step) {
            Some((_, value)) => seed
                .deserialize(self.of.sub(value))
                .map_err(|mistake| mistake.at(value.place).under(step)),
            None => Err(de::Error::custom("no value is left")),
        }
    }
}
