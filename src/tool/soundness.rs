//! Whether a value is a JSON Schema: the keywords that catalogues use have the shapes that drafts 7
//! and 2020-12 give them, all the way down. Keywords that are not known may be anything, as the
//! drafts say. References must be texts; they are not followed.

use serde_json::Value;

const TYPES: &[&str] = &[
    "array", "boolean", "integer", "null", "number", "object", "string",
];
/// Deeper ones are refused: no model could use them.
const DEEPEST: usize = 64;

/// Says what is wrong and where, as in `properties.title.type: …`.
pub fn check(schema: &Value) -> Result<(), String> {
    at(schema, "", 0)
}

fn at(schema: &Value, place: &str, depth: usize) -> Result<(), String> {
    let Value::Object(keywords) = schema else {
        return if schema.is_boolean() {
            Ok(())
        } else {
            Err(format!("{}it is no schema", prefix(place)))
        };
    };
    if depth > DEEPEST {
        return Err(format!("{}it is more than {DEEPEST} deep", prefix(place)));
    }
    for (keyword, value) in keywords {
        let place = if place.is_empty() {
            keyword.clone()
        } else {
            format!("{place}.{keyword}")
        };
        keyword_at(keyword, value, &place, depth)?;
    }
    Ok(())
}

fn prefix(place: &str) -> String {
    if place.is_empty() {
        String::new()
    } else {
        format!("{place}: ")
    }
}

fn keyword_at(keyword: &str, value: &Value, place: &str, depth: usize) -> Result<(), String> {
    let ensure = |holds: bool, what: &str| {
        if holds {
            Ok(())
        } else {
            Err(format!("{place}: it is no {what}"))
        }
    };
    match keyword {
        "type" => ensure(is_type(value), "type or list of types"),
        "properties" | "patternProperties" | "$defs" | "definitions" | "dependentSchemas" => {
            let Some(schemas) = value.as_object() else {
                return ensure(false, "object of schemas");
            };
            schemas
                .iter()
                .try_for_each(|(name, schema)| at(schema, &format!("{place}.{name}"), depth + 1))
        }
        "allOf" | "anyOf" | "oneOf" | "prefixItems" => match value.as_array() {
            Some(schemas) if !schemas.is_empty() => each(schemas, place, depth),
            Some(_) | None => ensure(false, "list of schemas with one at least"),
        },
        "items" => match value.as_array() {
            // Draft 7 lets a tuple be written so.
            Some(schemas) => each(schemas, place, depth),
            None => at(value, place, depth + 1),
        },
        "additionalProperties"
        | "additionalItems"
        | "not"
        | "if"
        | "then"
        | "else"
        | "contains"
        | "propertyNames"
        | "unevaluatedItems"
        | "unevaluatedProperties" => at(value, place, depth + 1),
        "required" => ensure(is_set_of_texts(value), "list of different texts"),
        "enum" | "examples" => ensure(value.is_array(), "list"),
        "minLength" | "maxLength" | "minItems" | "maxItems" | "minProperties" | "maxProperties"
        | "minContains" | "maxContains" => ensure(is_count(value), "whole number from 0 on"),
        "minimum" | "maximum" | "exclusiveMinimum" | "exclusiveMaximum" => {
            ensure(value.is_number(), "number")
        }
        "multipleOf" => ensure(value.as_f64().is_some_and(|it| it > 0.0), "number above 0"),
        "uniqueItems" | "readOnly" | "writeOnly" | "deprecated" => {
            ensure(value.is_boolean(), "boolean")
        }
        "title" | "description" | "$ref" | "$schema" | "$id" | "$comment" | "format"
        | "pattern" | "contentEncoding" | "contentMediaType" => ensure(value.is_string(), "text"),
        _ => Ok(()),
    }
}

fn each(schemas: &[Value], place: &str, depth: usize) -> Result<(), String> {
    schemas
        .iter()
        .enumerate()
        .try_for_each(|(index, schema)| at(schema, &format!("{place}[{index}]"), depth + 1))
}

fn is_type(value: &Value) -> bool {
    match value {
        Value::String(word) => TYPES.contains(&word.as_str()),
        Value::Array(words) => {
            let known = |word: &Value| word.as_str().is_some_and(|word| TYPES.contains(&word));
            !words.is_empty() && words.iter().all(known) && differ(words)
        }
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::Object(_) => false,
    }
}

fn is_set_of_texts(value: &Value) -> bool {
    let list = value.as_array();
    list.is_some_and(|list| list.iter().all(Value::is_string) && differ(list))
}

fn is_count(value: &Value) -> bool {
    value.as_u64().is_some()
        || value
            .as_f64()
            .is_some_and(|it| it >= 0.0 && it.fract() == 0.0)
}

fn differ(values: &[Value]) -> bool {
    values
        .iter()
        .enumerate()
        .all(|(index, value)| !values.iter().take(index).any(|other| other == value))
}
