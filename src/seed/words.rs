//! Plain words for what was expected, what was found and what was meant.

use serde::de::Unexpected;

/// `did you mean …?`, where one of the words is near enough.
pub fn meant(found: &str, words: &[&str]) -> Option<String> {
    let distance = |word: &&&str| strsim::damerau_levenshtein(found, word);
    let near = words.iter().min_by_key(distance)?;
    let allowed = (found.chars().count().max(near.chars().count()) / 3).max(1);
    (strsim::damerau_levenshtein(found, near) <= allowed).then(|| format!("did you mean `{near}`?"))
}

/// How to write what was meant, where that is plain.
pub fn mend(found: Unexpected<'_>, wanted: &str) -> Option<String> {
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

/// What a type asks for, in plain words.
pub fn wanted(expected: &str) -> String {
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

/// What was found, in plain words.
pub fn named(found: Unexpected<'_>) -> String {
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
