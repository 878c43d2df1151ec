//! One form for equal values: numbers by value, keys in order. Hashes and comparisons go by it.

use serde_json::{Map, Number, Value};

use crate::model::Digest;

/// Below this every whole number has a floating-point number of its own.
const EXACT: f64 = 9_007_199_254_740_992.0;

/// Whether two values are equal: numbers by value (1 is 1.0), arrays in order, objects by key.
pub fn equal(a: &Value, b: &Value) -> bool {
    match (a, b) {
        (Value::Number(a), Value::Number(b)) => same_number(a, b),
        (Value::Array(a), Value::Array(b)) => {
            a.len() == b.len() && a.iter().zip(b).all(|(a, b)| equal(a, b))
        }
        (Value::Object(a), Value::Object(b)) => {
            let same = |(key, a): (&String, &Value)| b.get(key).is_some_and(|b| equal(a, b));
            a.len() == b.len() && a.iter().all(same)
        }
        _ => a == b,
    }
}

/// Whether two values of one column are equal. A number may come back as text, in whatever scale
/// its column has: 0.5 is "0.5000".
pub fn equal_column(a: &Value, b: &Value) -> bool {
    match (a, b) {
        (Value::Number(number), Value::String(text))
        | (Value::String(text), Value::Number(number)) => {
            let parsed = serde_json::from_str::<Number>(text);
            parsed.is_ok_and(|parsed| same_number(&parsed, number))
        }
        _ => equal(a, b),
    }
}

fn same_number(a: &Number, b: &Number) -> bool {
    number(a) == number(b)
}

/// The one form of a number: whole numbers without a fraction part.
fn number(value: &Number) -> Number {
    match value.as_f64() {
        Some(float) if value.is_f64() && float.fract() == 0.0 && float.abs() < EXACT => {
            format!("{float:.0}")
                .parse()
                .map_or_else(|_| value.clone(), |whole: i64| Number::from(whole))
        }
        Some(_) | None => value.clone(),
    }
}

/// Puts every number in a value into its one form.
pub fn settle(value: &mut Value) {
    match value {
        Value::Number(inner) => *inner = number(inner),
        Value::Array(items) => items.iter_mut().for_each(settle),
        Value::Object(map) => map.values_mut().for_each(settle),
        Value::Null | Value::Bool(_) | Value::String(_) => {}
    }
}

/// The value as JSON text: no blanks, keys in order, numbers in their one form.
pub fn text(value: &Value) -> String {
    let mut out = String::new();
    write(value, &mut out);
    out
}

/// Whether the canonical text of a value is longer than so many bytes. For a text this counts its
/// own bytes, and nothing is written.
pub fn longer(value: &Value, bytes: usize) -> bool {
    match value {
        Value::Null | Value::Bool(_) | Value::Number(_) => false,
        Value::String(text) => text.len() > bytes,
        Value::Array(_) | Value::Object(_) => text(value).len() > bytes,
    }
}

fn write(value: &Value, out: &mut String) {
    match value {
        Value::Array(items) => {
            out.push('[');
            for (index, item) in items.iter().enumerate() {
                if index > 0 {
                    out.push(',');
                }
                write(item, out);
            }
            out.push(']');
        }
        Value::Object(map) => write_object(map, out),
        Value::Number(inner) => out.push_str(&number(inner).to_string()),
        Value::Null | Value::Bool(_) | Value::String(_) => out.push_str(&value.to_string()),
    }
}

fn write_object(map: &Map<String, Value>, out: &mut String) {
    // The map keeps its keys in order unless some crate asks serde_json to keep insertion order.
    let mut entries: Vec<_> = map.iter().collect();
    entries.sort_by_key(|(key, _)| *key);
    write_entries(&entries, out);
}

fn write_entries(entries: &[(&String, &Value)], out: &mut String) {
    out.push('{');
    for (index, (key, value)) in entries.iter().enumerate() {
        if index > 0 {
            out.push(',');
        }
        out.push_str(&Value::String((*key).clone()).to_string());
        out.push(':');
        write(value, out);
    }
    out.push('}');
}

/// The SHA-256 of the canonical text of some fields, but for those left out, in hex.
pub fn hash_fields(fields: &Map<String, Value>, left_out: &[&str]) -> String {
    let mut kept: Vec<_> = fields
        .iter()
        .filter(|(key, _)| !left_out.contains(&key.as_str()))
        .collect();
    kept.sort_by_key(|(key, _)| *key);
    let mut out = String::new();
    write_entries(&kept, &mut out);
    Digest::of(out.as_bytes()).to_string()
}

/// The SHA-256 of the canonical text, as 64 hexadecimal digits.
pub fn hash(value: &Value) -> String {
    Digest::of(text(value).as_bytes()).to_string()
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn numbers_are_equal_by_value() {
        assert!(equal(&json!({"a": [1, 2.5]}), &json!({"a": [1.0, 2.50]})));
        assert!(!equal(&json!([1, 2]), &json!([2, 1])));
        assert!(!equal(&json!({"a": 1}), &json!({"a": "1"})));
        assert!(!equal(
            &json!(9_007_199_254_740_993_u64),
            &json!(9_007_199_254_740_992_u64)
        ));
        assert!(equal(&json!(-0.0), &json!(0)));
    }

    #[test]
    fn a_numeric_column_may_come_back_as_text_in_its_own_scale() {
        assert!(equal_column(&json!(0.5), &json!("0.5000")));
        assert!(equal_column(&json!(3), &json!("3.00")));
        assert!(!equal_column(&json!("1"), &json!("1.0")));
        assert!(!equal_column(&json!(1), &json!("one")));
    }

    #[test]
    fn equal_values_have_one_text_and_one_hash() {
        let a = json!({"b": 1.0, "a": [null, "x"]});
        assert_eq!(text(&a), r#"{"a":[null,"x"],"b":1}"#);
        assert_eq!(hash(&a), hash(&json!({"a": [null, "x"], "b": 1})));
    }
}
