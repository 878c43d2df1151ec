//! Values of settings and data files, found with their place, without trusting the file to be well formed.

/// A text value with the path of keys that leads to it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Value {
    /// The keys from the top, joined with dots; list items add nothing.
    pub path: String,
    /// The text, unescaped.
    pub text: String,
    /// Where it begins in the file's text.
    pub start: usize,
    /// Where it ends.
    pub end: usize,
    /// Which list or object it stands in, counted from the top.
    pub holder: usize,
}

/// Deeper nesting than this is read without its paths.
const DEPTH: usize = 64;
/// More values than this are not listed.
const MOST: usize = 200_000;

/// Every string of a JSON text, comments and trailing commas allowed.
pub fn json(text: &str) -> Vec<Value> {
    let bytes = text.as_bytes();
    let mut values = Vec::new();
    let mut keys: Vec<(String, bool, usize)> = Vec::new();
    let mut holders = 0;
    let mut deeper: usize = 0;
    let mut pending: Option<String> = None;
    let mut at = 0;
    while let Some(byte) = bytes.get(at).copied() {
        match byte {
            b'"' => {
                let (content, end) = string(text, at);
                let colon = bytes
                    .get(end..)
                    .and_then(|tail| tail.iter().find(|unit| !unit.is_ascii_whitespace()))
                    == Some(&b':');
                let object = keys.last().is_some_and(|(_, object, _)| *object);
                if colon && object {
                    pending = Some(content);
                } else if values.len() < MOST {
                    let path = path(&keys, pending.as_deref());
                    values.push(Value {
                        path,
                        text: content,
                        start: at,
                        end,
                        holder: keys.last().map_or(0, |(_, _, holder)| *holder),
                    });
                    pending = None;
                }
                at = end;
                continue;
            }
            b'{' | b'[' => {
                holders += 1;
                if keys.len() < DEPTH {
                    keys.push((pending.take().unwrap_or_default(), byte == b'{', holders));
                } else {
                    deeper += 1;
                }
            }
            b'}' | b']' => {
                if deeper > 0 {
                    deeper -= 1;
                } else {
                    keys.pop();
                }
                pending = None;
            }
            b',' => pending = None,
            b'/' if bytes.get(at + 1) == Some(&b'/') => {
                at = bytes
                    .get(at..)
                    .and_then(|tail| tail.iter().position(|unit| *unit == b'\n'))
                    .map_or(bytes.len(), |index| at + index);
            }
            _ => {}
        }
        at += 1;
    }
    values
}

fn path(keys: &[(String, bool, usize)], last: Option<&str>) -> String {
    let mut out = String::new();
    for part in keys.iter().map(|(name, _, _)| name.as_str()).chain(last) {
        if !part.is_empty() {
            if !out.is_empty() {
                out.push('.');
            }
            out.push_str(part);
        }
    }
    out
}

/// Reads the quoted string that begins at a byte; gives its content and the byte after it.
fn string(text: &str, start: usize) -> (String, usize) {
    let mut out = String::new();
    let mut letters = text.get(start + 1..).unwrap_or_default().char_indices();
    while let Some((index, letter)) = letters.next() {
        match letter {
            '"' => return (out, start + 1 + index + 1),
            '\\' => match letters.next() {
                Some((_, 'n')) => out.push('\n'),
                Some((_, 't')) => out.push('\t'),
                Some((_, 'u')) => {
                    let digits: String = letters.by_ref().take(4).map(|(_, digit)| digit).collect();
                    out.extend(
                        u32::from_str_radix(&digits, 16)
                            .ok()
                            .and_then(char::from_u32),
                    );
                }
                Some((_, other)) => out.push(other),
                None => break,
            },
            other => out.push(other),
        }
    }
    (out, text.len())
}

/// A line's key, if it has one, and its value.
fn key_and_value(content: &str) -> (&str, &str) {
    let split = content
        .split_once(": ")
        .or_else(|| content.strip_suffix(':').map(|key| (key, "")))
        .or_else(|| content.split_once(" = "))
        .or_else(|| content.split_once('='));
    split
        .filter(|(key, _)| !key.contains(' ') && !key.contains('"'))
        .map_or(("", content), |(key, value)| (key.trim(), value.trim()))
}

/// Every `key: value` and `key = value` line of YAML, TOML and INI texts, with block values joined.
pub fn lines(text: &str) -> Vec<Value> {
    let mut values: Vec<Value> = Vec::new();
    let mut stack: Vec<(usize, String)> = Vec::new();
    let mut block: Option<(usize, usize)> = None;
    let mut at = 0;
    for (number, line) in text.split_inclusive('\n').enumerate() {
        let start = at;
        at += line.len();
        let trimmed = line.trim();
        let indent = line.len() - line.trim_start().len();
        if trimmed.is_empty() || values.len() >= MOST {
            continue;
        }
        if let Some((index, base)) = block {
            if indent > base {
                if let Some(value) = values.get_mut(index) {
                    value.text.push_str(trimmed);
                    value.text.push('\n');
                    value.end = at;
                }
                continue;
            }
            block = None;
        }
        if trimmed.starts_with('#') {
            continue;
        }
        let content = trimmed.trim_start_matches("- ");
        let inner = indent + (trimmed.len() - content.len());
        while stack.last().is_some_and(|(depth, _)| *depth >= inner) {
            stack.pop();
        }
        let (key, value) = key_and_value(content);
        let names = stack.iter().map(|(_, name)| name.as_str());
        let parents: Vec<&str> = names.chain((!key.is_empty()).then_some(key)).collect();
        let plain = value.trim_matches(['"', '\'']);
        if matches!(value, "|" | ">" | "|-" | ">-" | "|+" | ">+") {
            values.push(Value {
                path: parents.join("."),
                text: String::new(),
                start: at,
                end: at,
                holder: number,
            });
            block = Some((values.len() - 1, indent));
        } else if !plain.is_empty() {
            let from = line.find(plain).map_or(start, |offset| start + offset);
            values.push(Value {
                path: parents.join("."),
                text: plain.to_owned(),
                start: from,
                end: from + plain.len(),
                holder: number,
            });
        }
        if value.is_empty() && !key.is_empty() && stack.len() < DEPTH {
            stack.push((inner, key.to_owned()));
        }
    }
    values
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn json_values_know_their_keys() {
        let values = json("{\"a\": {\"b\": [\"x\", \"y\\u0041\"]}, // no\n \"c\": \"z\",}");
        let seen: Vec<_> = values
            .iter()
            .map(|value| (value.path.as_str(), value.text.as_str()))
            .collect();
        assert_eq!(seen, [("a.b", "x"), ("a.b", "yA"), ("c", "z")]);
    }

    #[test]
    fn yaml_blocks_are_joined() {
        let values =
            lines("on: push\njobs:\n  build:\n    run: |\n      one\n      two\n    name: x\n");
        let seen: Vec<_> = values
            .iter()
            .map(|value| (value.path.as_str(), value.text.as_str()))
            .collect();
        assert_eq!(
            seen,
            [
                ("on", "push"),
                ("jobs.build.run", "one\ntwo\n"),
                ("jobs.build.name", "x")
            ]
        );
    }
}
