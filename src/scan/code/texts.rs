//! Texts that calls put together or take apart.

use super::lists::ITEMS;
use super::tree::{Call, Expression};
use super::value::{Value, variable};
use crate::scan::labels::{Labels, PARAMETERS};
use crate::scan::{encoding, secret_paths};

/// Methods of texts whose result can be told.
pub fn method(call: &Call, owner: &Value, arguments: &[Value]) -> Option<Value> {
    let Expression::Member(_, name) = &call.callee else {
        return None;
    };
    let first = arguments.first().map(Value::known).unwrap_or_default();
    let text = owner.text.as_deref();
    let result = |text: String, labels: Labels| {
        Some(Value {
            text: Some(text.into()),
            labels: owner.labels.with(labels),
            ..owner.clone()
        })
    };
    match name.as_str() {
        "join"
            if text.is_some_and(|text| text.len() < 4)
                || (arguments.len() <= 1 && !owner.items.is_empty()) =>
        {
            Some(strung(owner, arguments, first))
        }
        "replace" | "replaceAll" if text.is_some() && arguments.len() == 2 => {
            let with = arguments.get(1).map(Value::known).unwrap_or_default();
            let new = text?.replace(first, with);
            (new.len() < 20_000).then_some(())?;
            result(new, Labels::NONE).map(|value| Value {
                assembled: true,
                ..value
            })
        }
        "reverse" if !owner.items.is_empty() => Some(Value {
            items: owner.items.iter().rev().cloned().collect(),
            ..owner.clone()
        }),
        "iterdir" if text.is_some() => result(format!("{}/*", text?), Labels::NONE),
        "split" if text.is_some() && arguments.is_empty() => {
            Some(taken_apart(owner, text?.split_whitespace()))
        }
        "split" if text.is_some() && first.is_empty() => Some(spelled_out(owner)),
        "split" if text.is_some() => Some(taken_apart(owner, text?.split(first))),
        "format" if text.is_some() => {
            let mut value = owner.clone();
            if let Some(filled) = filled(text?, arguments) {
                value.text = Some(filled.into());
                value.assembled = true;
            }
            for argument in arguments {
                value.join(argument);
            }
            Some(value)
        }
        "strip" | "trim" | "decode" | "encode" | "toString" | "lower" | "toLowerCase"
            if text.is_some() =>
        {
            let rotates = name == "decode" && matches!(first, "rot13" | "rot_13" | "hex");
            let plain = text?.to_owned();
            if rotates {
                result(encoding::rot13(&plain), Labels::DECODED)
            } else {
                result(plain, Labels::NONE)
            }
        }
        _ => None,
    }
}

/// A template with its places filled, if every one of them is known.
fn filled(template: &str, arguments: &[Value]) -> Option<String> {
    let mut out = String::new();
    let mut rest = template;
    let mut next = 0;
    while let Some((before, after)) = rest.split_once('{') {
        let (key, tail) = after.split_once('}')?;
        let at = if key.is_empty() {
            next += 1;
            next - 1
        } else {
            key.parse().ok()?
        };
        out.push_str(before);
        out.push_str(arguments.get(at)?.text.as_deref()?);
        rest = tail;
        if out.len() > 20_000 {
            return None;
        }
    }
    out.push_str(rest);
    Some(out)
}

/// What a callee and its arguments hold together.
pub fn gathered(callee: &Value, arguments: &[Value]) -> Value {
    let mut all = Value {
        labels: callee.labels,
        keys: callee.keys.clone(),
        origin: callee.origin,
        ..Value::default()
    };
    for argument in arguments {
        all.join(argument);
    }
    all
}

/// A variable of the environment whose name is an argument.
pub fn asked_variable(name: &Value) -> Value {
    if name.text.is_some() {
        return variable(name.known());
    }
    Value {
        labels: Labels::KEY,
        keys: ["*".to_owned()].into(),
        ..Value::default()
    }
}

/// What a call gives back that only changes the form of what it is given.
pub fn same(callee: &Value, owner: &Value, first: Value, all: Value) -> Value {
    let path = callee.path.as_deref().unwrap_or_default();
    let method = path.rsplit('.').next().unwrap_or_default();
    let encodes = method == "hex"
        || method == "toString" && matches!(first.known(), "hex" | "base64" | "base64url");
    let all = if encodes {
        all.marked(Labels::ENCODED)
    } else {
        all
    };
    Value {
        text: first.text.clone().or_else(|| owner.text.clone()),
        items: if first.items.is_empty() {
            owner.items.clone()
        } else {
            first.items
        },
        path: callee.path.clone().filter(|path| path.contains("()")),
        ..all
    }
}

/// A text as a list of its parts.
fn taken_apart<'text>(owner: &Value, parts: impl Iterator<Item = &'text str>) -> Value {
    let part = |text| {
        let mut part = Value::text(text);
        part.join(owner);
        part
    };
    Value {
        items: parts.take(ITEMS).map(part).collect(),
        text: None,
        path: None,
        ..owner.clone()
    }
}

/// A text as a list of its letters.
fn spelled_out(owner: &Value) -> Value {
    let letters = owner.known().chars().take(ITEMS);
    Value {
        items: letters
            .map(|letter| Value::text(&letter.to_string()))
            .collect(),
        text: None,
        ..owner.clone()
    }
}

/// The items of a list with a text between them.
fn strung(owner: &Value, arguments: &[Value], first: &str) -> Value {
    let (items, glue) = if owner.items.is_empty() {
        let items = arguments.first().map(|one| one.items.clone());
        (items.unwrap_or_default(), owner.known())
    } else {
        (owner.items.clone(), first)
    };
    let mut all = arguments.first().cloned().unwrap_or_default();
    all.join(owner);
    let spelled = arguments
        .first()
        .filter(|_| items.is_empty() && glue.is_empty())
        .and_then(|one| one.text.clone());
    let texts: Option<Vec<&str>> = items.iter().map(|item| item.text.as_deref()).collect();
    all.text = texts
        .filter(|texts| !texts.is_empty())
        .map(|texts| texts.join(glue).into())
        .or(spelled);
    all.assembled = true;
    all.labels = all.labels.with(secret_paths::path(all.known()));
    all.items = Vec::new();
    all.path = None;
    all
}

/// The parameters whose places are held in a text.
pub fn hole_names(text: &str) -> Vec<usize> {
    text.split("${__")
        .skip(1)
        .filter_map(|part| part.split('}').next())
        .filter_map(|digits| digits.parse().ok())
        .take(256)
        .collect()
}

/// A text with its places filled by the arguments.
pub fn substituted(value: &Value, arguments: &[Value]) -> Value {
    let mut out = Value {
        labels: value.labels.real(),
        ..value.clone()
    };
    for (index, argument) in arguments.iter().enumerate().take(PARAMETERS) {
        if value.labels.any(Labels::parameter(index)) {
            out.join(argument);
            if value.labels.any(Labels::OPENED) {
                out.labels = out.labels.without(Labels::OPENED).read();
            }
            if out.text.is_none() || out.known().starts_with("${__") {
                out.text.clone_from(&argument.text);
            }
        }
    }
    out
}

/// A module named by a text.
pub fn imported(first: &Value) -> Value {
    let path = first
        .text
        .as_deref()
        .map(|text| text.trim_start_matches("node:").into());
    Value {
        path,
        assembled: first.assembled || first.labels.any(Labels::DECODED),
        labels: first.labels.only(Labels::DECODED),
        ..Value::default()
    }
}

/// A member named by a text.
pub fn got(first: &Value, name: &Value) -> Value {
    let owner = first.path.clone().unwrap_or_default();
    let builtin = matches!(&*owner, "__builtins__" | "builtins" | "__import__()");
    let path = if builtin {
        name.text.clone()
    } else {
        name.text
            .as_ref()
            .map(|text| format!("{owner}.{text}").into())
    };
    Value {
        path,
        assembled: name.assembled || name.labels.any(Labels::DECODED) || builtin,
        labels: first.labels,
        ..Value::default()
    }
}

/// Parts of a path, joined.
pub fn joined_path(arguments: &[Value], all: &Value) -> Value {
    let parts: Vec<&str> = arguments
        .iter()
        .map(|argument| argument.text.as_deref().unwrap_or("*"))
        .collect();
    let text = parts.join("/");
    Value {
        labels: all.labels.with(secret_paths::path(&text)),
        text: Some(text.into()),
        path: None,
        ..all.clone()
    }
}
