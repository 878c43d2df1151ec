//! From a [`Node`] to a Rust type, by serde, with every mistake placed and in plain words.

use std::borrow::Cow;
use std::fmt::{self, Display};

use serde::de::value::StrDeserializer;
use serde::de::{self, DeserializeSeed, Deserializer, IntoDeserializer, Unexpected, Visitor};
use serde::forward_to_deserialize_any;

use super::node::{Data, Node};
use super::problem::{Finding, Place};
use super::text::AS_IT_STANDS;
use super::variables::{self, Variables};
use super::words::{meant, mend, named, wanted};

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

    /// A mistake told in the words of the file: what a variable stands for may be secret.
    fn veiled(self, mut mistake: Mistake, node: &Node) -> Mistake {
        if let Data::Text(text) = &node.data
            && let Ok(Cow::Owned(value)) = variables::replace(text, self.variables)
            && !value.is_empty()
        {
            mistake.message = mistake.message.replace(&value, text);
        }
        mistake
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
            Data::Map(pairs) => visitor.visit_map(Entries {
                of: self,
                pairs,
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
            .map_err(|mistake| self.of.veiled(mistake, item).at(item.place).under(step))
    }
}

struct Entries<'a> {
    of: Typed<'a>,
    pairs: &'a [(Node, Node)],
    next: usize,
}

impl<'de> de::MapAccess<'de> for Entries<'_> {
    type Error = Mistake;

    fn next_key_seed<K: DeserializeSeed<'de>>(
        &mut self,
        seed: K,
    ) -> Result<Option<K::Value>, Mistake> {
        let Some((key, _)) = self.pairs.get(self.next) else {
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
        match self.pairs.get(step) {
            Some((_, value)) => seed
                .deserialize(self.of.sub(value))
                .map_err(|mistake| self.of.veiled(mistake, value).at(value.place).under(step)),
            None => Err(de::Error::custom("no value is left")),
        }
    }
}
