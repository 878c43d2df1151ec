//! Makefiles, read as the shell reads their recipes.

use super::resolve::Value;
use crate::scan::role::file_name;

/// Whether a file is one of make's.
pub fn is_named(path: &str) -> bool {
    let name = file_name(path).to_ascii_lowercase();
    name.rsplit('.').next() == Some("mk") || name.contains("makefile")
}

/// The text with references as the shell writes them, byte for byte at the same place, and the variables that are
/// set in it.
pub fn recipes(text: &str) -> (String, Vec<(String, Value)>) {
    let mut out = String::with_capacity(text.len());
    let mut values: Vec<(String, Value)> = Vec::new();
    for line in text.split_inclusive('\n') {
        let line = plain(line);
        if let Some((name, set)) = assignment(&line) {
            let text = values.iter().fold(set.to_owned(), |text, (name, value)| {
                text.replace(&format!("${{{name}}}"), &value.text)
            });
            values.push((name.to_owned(), Value::of_path(&text)));
        }
        out.push_str(&line);
    }
    (out, values)
}

/// `$(NAME)` becomes `${NAME}`, and `$$` the one that the shell gets.
fn plain(line: &str) -> String {
    let mut out = String::with_capacity(line.len());
    let mut rest = line;
    while let Some(at) = rest.find('$') {
        let (before, after) = rest.split_at(at);
        out.push_str(before);
        let name = after
            .strip_prefix("$(")
            .and_then(|after| after.split_once(')'))
            .map(|(name, _)| name)
            .filter(|name| is_name(name));
        if let Some(name) = name {
            out.push_str("${");
            out.push_str(name);
            out.push('}');
            rest = after.get(name.len() + 3..).unwrap_or_default();
        } else if let Some(after) = after.strip_prefix("$$") {
            out.push_str(" $");
            rest = after;
        } else {
            out.push('$');
            rest = after.get(1..).unwrap_or_default();
        }
    }
    out.push_str(rest);
    out
}

fn is_name(text: &str) -> bool {
    !text.is_empty()
        && text
            .bytes()
            .all(|byte| byte.is_ascii_alphanumeric() || byte == b'_')
}

/// `NAME := value`, in any of its forms.
fn assignment(line: &str) -> Option<(&str, &str)> {
    let (head, value) = line.trim_end().split_once('=')?;
    let name = head.trim_end_matches([':', '?', '+', '!']).trim();
    (is_name(name) && !line.starts_with('\t')).then(|| (name, value.trim()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn references_are_as_the_shell_writes_them() {
        let text = "DIR := $(HOME)/.config\nUNIT = $(DIR)/unit\nall:\n\t@echo $$x $(shell date) > $(UNIT)\n";
        let (recipes, values) = recipes(text);
        assert_eq!(recipes.len(), text.len());
        assert!(recipes.contains("@echo  $x $(shell date) > ${UNIT}"));
        assert_eq!(values[1].1.text, "${HOME}/.config/unit");
    }
}
