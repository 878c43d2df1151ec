//! JSON in which nothing is said twice.

use std::fmt;

use serde::de::{DeserializeSeed, Deserializer, Error, MapAccess, SeqAccess, Visitor};
use serde_json::{Map, Number, Value};

/// Parses JSON, a byte order mark before it allowed. A key that stands twice in one object is refused,
/// since readers differ in which they take; so is a NUL, which no database text can hold.
pub fn parse(bytes: &[u8]) -> serde_json::Result<Value> {
    let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
    let mut deserializer = serde_json::Deserializer::from_slice(bytes);
    let value = Strict.deserialize(&mut deserializer)?;
    deserializer.end()?;
    Ok(value)
}

/// Text without a NUL in it.
pub fn without_nul<E: Error>(text: String) -> Result<String, E> {
    if text.contains('\0') {
        return Err(E::custom("a string holds a NUL"));
    }
    Ok(text)
}

struct Strict;

impl<'de> DeserializeSeed<'de> for Strict {
    type Value = Value;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Value, D::Error> {
        deserializer.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for Strict {
    type Value = Value;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("JSON")
    }

    fn visit_unit<E: Error>(self) -> Result<Value, E> {
        Ok(Value::Null)
    }

    fn visit_bool<E: Error>(self, value: bool) -> Result<Value, E> {
        Ok(Value::Bool(value))
    }

    fn visit_i64<E: Error>(self, value: i64) -> Result<Value, E> {
        Ok(Value::from(value))
    }

    fn visit_u64<E: Error>(self, value: u64) -> Result<Value, E> {
        Ok(Value::from(value))
    }

    fn visit_f64<E: Error>(self, value: f64) -> Result<Value, E> {
        let number = Number::from_f64(value).ok_or_else(|| E::custom("a number is not finite"))?;
        Ok(Value::Number(number))
    }

    fn visit_str<E: Error>(self, text: &str) -> Result<Value, E> {
        without_nul(text.to_owned()).map(Value::String)
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut items: A) -> Result<Value, A::Error> {
        let mut list = Vec::new();
        while let Some(item) = items.next_element_seed(Self)? {
            list.push(item);
        }
        Ok(Value::Array(list))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut pairs: A) -> Result<Value, A::Error> {
        let mut map = Map::new();
        while let Some(key) = pairs.next_key::<String>()? {
            let key = without_nul(key)?;
            let value = pairs.next_value_seed(Self)?;
            if map.contains_key(&key) {
                return Err(A::Error::custom(format!("the key `{key}` stands twice")));
            }
            map.insert(key, value);
        }
        Ok(Value::Object(map))
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn json_is_taken_as_it_stands() {
        let text = b"\xef\xbb\xbf {\"a\": [1, -2, 0.5, null, true, \"x\"], \"b\": {}} ";
        assert_eq!(
            parse(text).unwrap(),
            json!({"a": [1, -2, 0.5, null, true, "x"], "b": {}})
        );
    }

    #[test]
    fn what_readers_differ_about_is_refused() {
        let cases: [(&[u8], &str); 6] = [
            (br#"{"a": 1, "b": 2, "a": 3}"#, "the key `a` stands twice"),
            (
                br#"{"x": [{"a": 1, "\u0061": 3}]}"#,
                "the key `a` stands twice",
            ),
            (br#"{"a": "\u0000"}"#, "a string holds a NUL"),
            (br#"{"\u0000": 1}"#, "a string holds a NUL"),
            (br#"{"a": 1} {"a": 2}"#, "trailing characters"),
            (br#"{"a": 1e999}"#, "out of range"),
        ];
        for (text, words) in cases {
            let cause = parse(text).unwrap_err().to_string();
            assert!(cause.contains(words), "{cause}");
        }
        assert!(parse("[".repeat(100_000).as_bytes()).is_err());
    }
}
