//! Frontmatter: the lines between `---` and `---` at the top of a Markdown file.

use serde::Deserialize;
use serde::de::DeserializeOwned;
use serde_json::Value;

use super::loose;
use super::value::text_of;

/// How many parts of a document aliases may repeat.
const MOST_ALIASED: usize = 1_000;

/// Why frontmatter cannot be read, and on which line of its file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fault {
    /// The line of the file, from one.
    pub line: usize,
    /// What is wrong, as a phrase about the file.
    pub cause: String,
}

impl Fault {
    /// Something wrong on that line.
    pub fn new(line: usize, cause: impl Into<String>) -> Self {
        Self {
            line,
            cause: cause.into(),
        }
    }
}

/// Frontmatter that has been understood.
#[derive(Debug)]
pub struct Front {
    /// What it says; always an object.
    pub value: Value,
    /// `metadata.version` or `version`, letter by letter: YAML takes `1.10` for the number 1.1.
    pub version: Option<String>,
    /// Why it is no YAML, when it had to be read line by line.
    pub loose: Option<String>,
}

/// Versions as they are written.
#[derive(Debug, Deserialize)]
struct Versions {
    version: Option<String>,
    metadata: Option<Inner>,
}

#[derive(Debug, Deserialize)]
struct Inner {
    version: Option<String>,
}

/// Reads frontmatter as YAML or, where that fails, line by line. The error says why it cannot be read at
/// all.
pub fn parse(block: &str) -> Result<Front, Fault> {
    let (value, loose) = match yaml::<Value>(block) {
        Ok(value) => (value, None),
        Err(cause) => (loose::parse(block)?, Some(first_line(&cause.to_string()))),
    };
    if !value.is_object() {
        return Err(Fault::new(
            2,
            "its frontmatter is no list of keys and values",
        ));
    }
    if holds_nul(&value) {
        return Err(Fault::new(2, "its frontmatter holds a NUL"));
    }
    let version = match (&loose, yaml::<Versions>(block)) {
        (None, Ok(said)) => said
            .metadata
            .and_then(|inner| inner.version)
            .or(said.version),
        // A version that is no plain text, or a file that is no YAML.
        (None, Err(_)) | (Some(_), _) => version_in(&value),
    };
    Ok(Front {
        value,
        version,
        loose,
    })
}

/// Reads YAML in which aliases do not multiply: the parser's own limits let a few hundred bytes become
/// a million events.
fn yaml<T: DeserializeOwned>(block: &str) -> Result<T, serde_yaml::Error> {
    let options = serde_yaml::options! {
        budget: serde_yaml::budget! {
            max_recorded_anchor_events: MOST_ALIASED,
        },
        alias_limits: serde_yaml::alias_limits! {
            max_total_replayed_events: MOST_ALIASED,
        },
    };
    serde_yaml::from_str_with_options(block, options)
}

fn version_in(value: &Value) -> Option<String> {
    let inner = value.get("metadata").and_then(|inner| inner.get("version"));
    inner
        .and_then(text_of)
        .or_else(|| value.get("version").and_then(text_of))
}

/// The frontmatter of a Markdown file, without the lines around it. The error says why there is none.
pub fn block(text: &str) -> Result<&str, Fault> {
    split(text).map(|(block, _)| block)
}

/// The frontmatter of a Markdown file and what comes after it.
pub fn split(text: &str) -> Result<(&str, &str), Fault> {
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    let (first, rest) = text.split_once('\n').unwrap_or((text, ""));
    if first.trim_end() != "---" {
        return Err(Fault::new(1, "it does not begin with frontmatter"));
    }
    let mut length = 0;
    for line in rest.split_inclusive('\n') {
        if matches!(line.trim_end(), "---" | "...") {
            let (block, end) = rest.split_at(length);
            return Ok((block, end.split_at(line.len()).1));
        }
        length += line.len();
    }
    Err(Fault::new(1, "its frontmatter has no end"))
}

/// The line of the file on which `block` says `key`; the first where it does not.
pub fn line_of(block: &str, key: &str) -> usize {
    let says = |line: &str| {
        line.strip_prefix(key)
            .is_some_and(|rest| rest.trim_start().starts_with(':'))
    };
    block.lines().position(says).map_or(1, |at| at + 2)
}

fn first_line(text: &str) -> String {
    let line = text.lines().next().unwrap_or_default();
    line.strip_prefix("error: ").unwrap_or(line).to_owned()
}

fn holds_nul(value: &Value) -> bool {
    match value {
        Value::String(text) => text.contains('\0'),
        Value::Array(list) => list.iter().any(holds_nul),
        Value::Object(map) => map
            .iter()
            .any(|(key, value)| key.contains('\0') || holds_nul(value)),
        Value::Null | Value::Bool(_) | Value::Number(_) => false,
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn parse(text: &str) -> Result<Front, Fault> {
        super::parse(block(text)?)
    }

    #[test]
    fn what_comes_after_the_frontmatter_is_left_as_it_is() {
        let (block, body) = split("---\nname: a\n---\n\n# A\n---\n").unwrap();
        assert_eq!((block, body), ("name: a\n", "\n# A\n---\n"));
        assert_eq!(split("---\nname: a\n---").unwrap().1, "");
    }

    #[test]
    fn a_fault_is_on_its_line() {
        assert_eq!(parse("# A").unwrap_err().line, 1);
        assert_eq!(
            parse("---\nname: a\nand so on: b: c\nno key\n---\n")
                .unwrap_err()
                .line,
            3
        );
        assert_eq!(
            parse("---\nname: a: b\nname: c\n---\n").unwrap_err().line,
            3
        );
        assert_eq!(line_of("a: 1\nname: x\n", "name"), 3);
    }

    #[test]
    fn frontmatter_is_yaml() {
        let front =
            parse("\u{feff}---\r\nname: a\r\nmetadata:\r\n  version: 1.10\r\n---\r\n# A\r\n")
                .unwrap();
        assert_eq!(front.value["name"], "a");
        assert_eq!(front.version.as_deref(), Some("1.10"));
        assert_eq!(front.loose, None);
    }

    #[test]
    fn an_alias_may_repeat_a_little() {
        let front = parse("---\nname: &x a\ntags: &y [*x, b]\nkeywords: *y\n---\n").unwrap();
        assert_eq!(
            (front.value["keywords"].clone(), front.loose),
            (json!(["a", "b"]), None)
        );
    }

    #[test]
    fn the_version_may_stand_in_two_places() {
        let version = |text: &str| parse(&format!("---\n{text}\n---\n")).unwrap().version;
        assert_eq!(version("version: 2"), Some("2".to_owned()));
        assert_eq!(
            version("version: 2\nmetadata: {version: 3.0}"),
            Some("3.0".to_owned())
        );
        assert_eq!(version("version: 2\nmetadata: none"), Some("2".to_owned()));
        assert_eq!(version("name: x"), None);
        assert_eq!(version("version: [1]"), None);
    }

    #[test]
    fn what_is_no_yaml_is_read_line_by_line() {
        let front =
            parse("---\nname: a\ndescription: Use when: always\nversion: 1.10\n---\n").unwrap();
        let expected = json!({"name": "a", "description": "Use when: always", "version": "1.10"});
        assert_eq!(front.value, expected);
        assert_eq!(front.version.as_deref(), Some("1.10"));
        assert!(front.loose.unwrap().contains("line 2"));
    }

    #[test]
    fn a_file_without_whole_frontmatter_is_refused() {
        for bad in [
            "",
            "# Title",
            "---",
            "---\nname: a\n",
            " ---\nname: a\n---\n",
            "---\n- a\n---\n",
        ] {
            assert!(parse(bad).is_err(), "{bad:?}");
        }
        assert!(parse("---\nname: \"a\\0b\"\n---\n").is_err());
    }
}
