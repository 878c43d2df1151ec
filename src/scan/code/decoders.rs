//! Texts out of what encodes them.

use super::lists::is_written_out;
use super::value::Value;
use crate::scan::labels::Labels;
use crate::scan::{decode, encoding, secret_paths};

/// Letters given by their numbers.
pub fn letters(arguments: &[Value], all: &Value) -> Value {
    let letter = |value: &Value| value.known().parse::<u32>().ok().and_then(char::from_u32);
    let flat = arguments.iter().flat_map(|one| {
        if one.items.is_empty() {
            std::slice::from_ref(one)
        } else {
            &one.items
        }
    });
    let text: Option<String> = flat.map(letter).collect();
    Value {
        text: text.filter(|text| !text.is_empty()).map(Into::into),
        labels: all.labels.with(Labels::DECODED),
        ..Value::default()
    }
}

/// What a decoder gives.
pub fn decoded(path: &str, first: &Value, all: &Value, arguments: &[Value]) -> Value {
    let encoding = arguments.get(1).map(Value::known).unwrap_or_default();
    if path == "Buffer.from" && is_written_out(&first.items) {
        return letters(arguments.get(..1).unwrap_or_default(), all);
    }
    if path == "Buffer.from" && !matches!(encoding, "base64" | "hex" | "base64url") {
        return Value {
            text: first.text.clone(),
            ..all.clone()
        };
    }
    let text = first.known();
    let bytes = match path.rsplit('.').next().unwrap_or_default() {
        "fromhex" | "unhexlify" | "b16decode" => encoding::from_hex(text),
        "b32decode" => encoding::base32(text),
        "b85decode" => encoding::base85(text),
        "decompress" | "loads" | "gunzipSync" | "inflateSync" => None,
        "unescape" => Some(decode::percent(text).into_bytes()),
        "decode" if encoding.contains("rot") => Some(encoding::rot13(text).into_bytes()),
        "from" if encoding == "hex" => encoding::from_hex(text),
        _ => encoding::base64(text),
    };
    let plain = bytes
        .filter(|_| !text.is_empty())
        .map(|bytes| encoding::inflate(&bytes).unwrap_or(bytes))
        .and_then(|bytes| String::from_utf8(bytes).ok());
    let labels = all
        .labels
        .with(Labels::DECODED)
        .with(plain.as_deref().map_or(Labels::NONE, secret_paths::path));
    Value {
        text: plain.map(Into::into),
        labels,
        path: None,
        ..all.clone()
    }
}
