//! Frontmatter that is no YAML, read line by line.
//!
//! Authors write `description: Use when: always` and the like, and the hosts they write for let it
//! pass. The rules, in full:
//!
//! - A line that begins with a word of letters, digits, `_` and `-`, then a colon, then a space or
//!   nothing, begins a key. The rest of the line is its value, quotes around it taken off.
//! - Lines that are indented, or begin with `- ` while the value is empty, belong to the key above.
//! - After `|` they are its text, after `>` its text with spaces for line ends; after a value they
//!   continue it. Where there is no value, they are a list when each begins with `- `, keys and
//!   values when each has a key, and else text.
//! - `[a, b]` is a list. Everything else is text; nothing is a number.
//! - Blank lines and lines that begin with `#` are skipped. A key that stands twice, or a line that
//!   belongs to no key, is an error: what it means is anyone's guess.

use serde_json::{Map, Value};

use super::frontmatter::Fault;

/// Reads frontmatter by the rules above. The error names the line.
pub fn parse(block: &str) -> Result<Value, Fault> {
    let mut keys: Vec<Key<'_>> = Vec::new();
    for (number, line) in block.lines().enumerate() {
        let indented = line.starts_with([' ', '\t']);
        let item = line.starts_with("- ") || line == "-";
        match (keys.last_mut(), key_of(line)) {
            (Some(key), _) if indented || line.is_empty() => key.below.push(line),
            (Some(key), _) if item && key.value.is_empty() => key.below.push(line),
            (_, _) if line.trim().is_empty() || line.starts_with('#') => {}
            (_, Some((name, value))) if !indented => keys.push(Key {
                // The line above the block counts too.
                line: number + 2,
                name,
                value,
                below: Vec::new(),
            }),
            (_, Some(_) | None) => {
                let cause = format!("line {} of its frontmatter has no key", number + 1);
                return Err(Fault::new(number + 2, cause));
            }
        }
    }
    let mut map = Map::new();
    for key in keys {
        if map.contains_key(key.name) {
            let cause = format!("its frontmatter says `{}` twice", key.name);
            return Err(Fault::new(key.line, cause));
        }
        map.insert(key.name.to_owned(), key.read()?);
    }
    Ok(Value::Object(map))
}

/// A key with its value and the lines that belong to it.
struct Key<'a> {
    /// The line of the file that begins it, from one.
    line: usize,
    name: &'a str,
    value: &'a str,
    below: Vec<&'a str>,
}

impl Key<'_> {
    fn read(&self) -> Result<Value, Fault> {
        let lines: Vec<&str> = self.below.iter().map(|line| line.trim()).collect();
        let filled = || lines.iter().copied().filter(|line| !line.is_empty());
        if self.value.starts_with('|') {
            return Ok(Value::from(lines.join("\n").trim()));
        }
        let text = filled().collect::<Vec<&str>>().join(" ");
        if self.value.starts_with('>') {
            return Ok(Value::from(text));
        }
        if !self.value.is_empty() {
            return Ok(plain(format!("{} {text}", self.value).trim()));
        }
        if filled().all(|line| line.starts_with("- ") || line == "-") {
            let items = filled().map(|line| plain(line.trim_start_matches('-').trim()));
            let list: Vec<Value> = items.collect();
            return Ok(if list.is_empty() {
                Value::Null
            } else {
                Value::from(list)
            });
        }
        match filled().map(key_of).collect::<Option<Vec<_>>>() {
            Some(pairs) => self.inner(&pairs),
            None => Ok(Value::from(text)),
        }
    }

    fn inner(&self, pairs: &[(&str, &str)]) -> Result<Value, Fault> {
        let mut map = Map::new();
        for (name, value) in pairs {
            if map.insert((*name).to_owned(), plain(value)).is_some() {
                let cause = format!("its frontmatter says `{name}` twice in `{}`", self.name);
                return Err(Fault::new(self.line, cause));
            }
        }
        Ok(Value::Object(map))
    }
}

/// The key and the value of a line that has a key.
fn key_of(line: &str) -> Option<(&str, &str)> {
    let (name, value) = line.trim_start().split_once(':')?;
    let word = |byte: u8| byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'-');
    let good =
        name.starts_with(|first: char| first.is_ascii_alphanumeric()) && name.bytes().all(word);
    let apart = value.is_empty() || value.starts_with([' ', '\t']);
    (good && apart).then(|| (name, value.trim()))
}

fn plain(text: &str) -> Value {
    let list = text
        .strip_prefix('[')
        .and_then(|rest| rest.strip_suffix(']'));
    if let Some(list) = list {
        let items = list
            .split(',')
            .map(str::trim)
            .filter(|item| !item.is_empty());
        return items.map(unquoted).collect();
    }
    Value::from(unquoted(text))
}

fn unquoted(text: &str) -> &str {
    let inside = |quote| {
        text.strip_prefix(quote)
            .and_then(|rest| rest.strip_suffix(quote))
    };
    inside('"').or_else(|| inside('\'')).unwrap_or(text)
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn each_rule_holds() {
        let block = "# a note\nname: \"a\"\ndescription: Use when: always\n  and: ever\nlong: |\n  one:\n\n  two\n\
                     folded: >-\n  one\n  two\ntags: [x, 'y']\nallowed-tools:\n- Read\n- Bash(git: *)\n\
                     metadata:\n  author: B: C\n  version: '1.10'\nnotes:\n  just text\n  more: text\nempty:\n";
        let expected = json!({
            "name": "a",
            "description": "Use when: always and: ever",
            "long": "one:\n\ntwo",
            "folded": "one two",
            "tags": ["x", "y"],
            "allowed-tools": ["Read", "Bash(git: *)"],
            "metadata": {"author": "B: C", "version": "1.10"},
            "notes": "just text more: text",
            "empty": null,
        });
        assert_eq!(parse(block).unwrap(), expected);
    }

    #[test]
    fn what_anyone_could_read_differently_is_refused() {
        let cases = [
            ("name: a\nname: b", "says `name` twice"),
            ("metadata:\n  a: 1\n  a: 2", "says `a` twice in `metadata`"),
            ("name: a\nand so on", "line 2"),
            ("- a: b: c", "line 1"),
            ("  name: a", "line 1"),
        ];
        for (block, words) in cases {
            let cause = parse(block).unwrap_err().cause;
            assert!(cause.contains(words), "{cause}");
        }
    }
}
