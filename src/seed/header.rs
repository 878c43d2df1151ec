//! What a seed file says before its items: version, kind, mode, set.

use std::str::FromStr;

use super::kind::Kind;
use super::node::{Data, Node};
use super::problem::{Finding, Place};
use super::words::meant;
use crate::model::{Slug, text_enum};

text_enum! {
    /// What a file may do to rows.
    Mode {
        /// Add rows that are missing; touch none that are there.
        Create = "create",
        /// Add rows, and update those that are there.
        Upsert = "upsert",
        /// The same; with `--prune` also remove rows that are no longer in the file.
        Sync = "sync",
    }
}

/// The set that a file belongs to unless it says otherwise.
pub const DEFAULT_SET: &str = "default";

/// The version of the format that this tool reads.
const VERSION: u64 = 1;

/// The fields of a file, in the order in which they should stand.
pub const FIELDS: &[&str] = &["version", "kind", "mode", "set", "items"];

/// What has been read of a header.
#[derive(Debug, Clone)]
pub struct Header {
    /// The kind, once it is known. The file's name may have told it.
    pub kind: Option<Kind>,
    /// Upsert unless the file says otherwise.
    pub mode: Mode,
    /// Whose rows these are in the ledger.
    pub set: String,
    from_name: Option<Kind>,
    seen: Vec<(&'static str, Place)>,
    in_items: bool,
}

impl Header {
    /// An empty header of a file whose name tells this kind, or none.
    pub fn new(from_name: Option<Kind>) -> Self {
        Self {
            kind: from_name,
            mode: Mode::Upsert,
            set: DEFAULT_SET.to_owned(),
            from_name,
            seen: Vec::new(),
            in_items: false,
        }
    }

    /// Notes a key and tells which field it is, or what is wrong with it.
    pub fn field(&mut self, key: &Node) -> Result<&'static str, Finding> {
        let Data::Text(text) = &key.data else {
            return Err(Finding::new(key.place, "the name of a field must be text"));
        };
        let Some(field) = FIELDS.iter().copied().find(|field| field == text) else {
            let hint =
                meant(text, FIELDS).unwrap_or_else(|| format!("known: {}", FIELDS.join(", ")));
            return Err(Finding::new(key.place, format!("unknown field `{text}`")).hint(Some(hint)));
        };
        if let Some((_, place)) = self.seen.iter().find(|(seen, _)| *seen == field) {
            let hint = format!("it is on line {} already", place.line);
            return Err(
                Finding::new(key.place, format!("duplicate field `{field}`")).hint(Some(hint)),
            );
        }
        self.seen.push((field, key.place));
        if self.in_items && field != "items" && field != "version" {
            let message = format!("`{field}` must stand before `items`");
            return Err(Finding::new(key.place, message));
        }
        self.in_items |= field == "items";
        Ok(field)
    }

    /// Takes the value of a field other than `items`.
    pub fn take(&mut self, field: &str, value: &Node) -> Result<(), Finding> {
        let wrong = |message: String| Finding::new(value.place, message);
        match field {
            "version" => match value.data {
                Data::Unsigned(VERSION) => Ok(()),
                _ => Err(wrong(format!(
                    "this tool reads version {VERSION} of the format"
                ))),
            },
            "kind" => {
                let kind = Kind::from_str(text(value)?)
                    .map_err(|unknown| wrong(unknown.to_string()).hint(Some(unknown.hint())))?;
                self.kind = Some(kind);
                match self.from_name {
                    Some(named) if named != kind => Err(wrong(format!(
                        "the kind is {kind}, but the name of the file says {named}"
                    ))),
                    Some(_) | None => Ok(()),
                }
            }
            "mode" => {
                let word = text(value)?;
                self.mode = Mode::parse(word).ok_or_else(|| {
                    wrong(format!("`{word}` is not one of {}", Mode::WORDS.join(", ")))
                        .hint(meant(word, Mode::WORDS))
                })?;
                Ok(())
            }
            _ => {
                let set = text(value)?
                    .parse::<Slug>()
                    .map_err(|bad| wrong(bad.to_string()))?;
                self.set = set.to_string();
                Ok(())
            }
        }
    }

    /// What should have been there by the end of the file.
    pub fn missing(&self) -> Vec<Finding> {
        if self.seen.is_empty() {
            let finding = Finding::new(Place::FILE, "there is nothing in this file");
            return vec![finding.hint(Some(format!(
                "begin it with `version: {VERSION}`, `kind:` and `items:`"
            )))];
        }
        let needed = ["version", "kind", "items"].into_iter();
        let lacking = needed.filter(|field| !self.seen.iter().any(|(seen, _)| seen == field));
        lacking
            .map(|field| {
                let finding = Finding::new(Place::new(1, 1), format!("missing field `{field}`"));
                finding.hint(example(field, self.from_name))
            })
            .collect()
    }
}

fn example(field: &str, kind: Option<Kind>) -> Option<String> {
    match field {
        "version" => Some(format!("begin the file with `version: {VERSION}`")),
        "kind" => Some(match kind {
            Some(kind) => format!("add `kind: {kind}`"),
            None => format!("add `kind:` and one of {}", Kind::WORDS.join(", ")),
        }),
        _ => None,
    }
}

fn text(node: &Node) -> Result<&str, Finding> {
    match &node.data {
        Data::Text(text) => Ok(text),
        Data::Null
        | Data::Boolean(_)
        | Data::Signed(_)
        | Data::Unsigned(_)
        | Data::Float(_)
        | Data::List(_)
        | Data::Map(_) => Err(Finding::new(node.place, "expected text")),
    }
}
