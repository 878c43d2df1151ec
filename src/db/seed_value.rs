//! Values as PostgreSQL reads them from text.

use serde_json::Value;

use super::seed_column::Type;

/// A value as PostgreSQL reads it from text; nothing for null.
pub fn text(value: &Value, kind: Type) -> Option<String> {
    match (value, kind) {
        (Value::Null, _) => None,
        (Value::Array(items), Type::TextArray) => Some(array_literal(items)),
        (_, Type::Json) => Some(value.to_string()),
        (Value::String(text), _) => Some(text.clone()),
        (Value::Bool(_) | Value::Number(_) | Value::Array(_) | Value::Object(_), _) => {
            Some(value.to_string())
        }
    }
}

/// `{"a","b"}`, with `\` before quotes and itself.
fn array_literal(items: &[Value]) -> String {
    let quoted: Vec<String> = items
        .iter()
        .map(|item| {
            let text = item
                .as_str()
                .map_or_else(|| item.to_string(), ToOwned::to_owned);
            format!("\"{}\"", text.replace('\\', r"\\").replace('"', "\\\""))
        })
        .collect();
    format!("{{{}}}", quoted.join(","))
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::{Type, array_literal, text};

    #[test]
    fn values_become_what_postgresql_reads() {
        assert_eq!(text(&json!(null), Type::Scalar("text")), None);
        assert_eq!(
            text(&json!(0.5), Type::Scalar("float8")),
            Some("0.5".to_owned())
        );
        assert_eq!(
            text(&json!({"a": 1}), Type::Json),
            Some("{\"a\":1}".to_owned())
        );
        assert_eq!(
            array_literal(&[json!("a\"b"), json!("c\\d"), json!("e,f")]),
            "{\"a\\\"b\",\"c\\\\d\",\"e,f\"}"
        );
    }
}
