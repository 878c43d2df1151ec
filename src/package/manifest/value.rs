//! Values of forms that are not ours, taken where they have a shape that makes sense.

use serde_json::Value;

/// The text of a plain value; none when there is nothing in it.
pub fn text_of(value: &Value) -> Option<String> {
    match value {
        Value::String(text) => Some(text.trim().to_owned()).filter(|text| !text.is_empty()),
        Value::Number(number) => Some(number.to_string()),
        Value::Bool(value) => Some(value.to_string()),
        Value::Null | Value::Array(_) | Value::Object(_) => None,
    }
}

/// A name, or the name in an object that has one.
pub fn name_of(value: &Value) -> Option<String> {
    text_of(value.get("name").unwrap_or(value))
}

/// A list of words as authors write it: a list, or one text with commas between.
pub fn words(value: Option<&Value>) -> Vec<String> {
    match value {
        Some(Value::Array(list)) => list.iter().filter_map(text_of).collect(),
        Some(Value::String(text)) => {
            let words = text
                .split(',')
                .map(str::trim)
                .filter(|word| !word.is_empty());
            words.map(str::to_owned).collect()
        }
        Some(Value::Null | Value::Bool(_) | Value::Number(_) | Value::Object(_)) | None => {
            Vec::new()
        }
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn what_makes_sense_is_taken() {
        assert_eq!(text_of(&json!(" a ")), Some("a".to_owned()));
        assert_eq!(text_of(&json!(1.5)), Some("1.5".to_owned()));
        assert_eq!(text_of(&json!("")), None);
        assert_eq!(
            name_of(&json!({"name": "A", "email": "a@b"})),
            Some("A".to_owned())
        );
        assert_eq!(name_of(&json!("A")), Some("A".to_owned()));
        assert_eq!(name_of(&json!({"email": "a@b"})), None);
        assert_eq!(words(Some(&json!(["a", 2, null]))), ["a", "2"]);
        assert_eq!(words(Some(&json!("a, b,,"))), ["a", "b"]);
        assert!(words(Some(&json!({"a": 1}))).is_empty());
    }
}
