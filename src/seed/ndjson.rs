//! A seed file of JSON lines, read line by line in bounded memory. The first line may be a header.

use std::io::{self, BufRead, BufReader};
use std::ops::ControlFlow;

use serde::de::IgnoredAny;
use serde_json::{Map, Value};

use super::guard::Guard;
use super::header::Header;
use super::kind::Kind;
use super::node::{Data, Node};
use super::piece::{Piece, Take};
use super::problem::{Finding, Place};
use super::source::Source;
use super::yaml;

/// Reads a file of JSON lines to its end, or to where it cannot be read on. Gives its header
/// and its SHA-256.
pub fn read(source: &Source, take: Take<'_>) -> io::Result<(Header, String)> {
    let (guard, seen) = Guard::new(source.open()?);
    let mut reader = BufReader::with_capacity(64 * 1024, guard);
    let mut lines = Lines {
        header: Header::new(source.kind()),
        number: 0,
        begun: false,
        take,
    };
    let mut line = Vec::new();
    loop {
        line.clear();
        let flow = match reader.read_until(b'\n', &mut line) {
            Ok(0) => ControlFlow::Break(()),
            Ok(_) => lines.one(&line),
            Err(error) => {
                let stopped = seen.borrow().stopped.clone();
                lines.last(stopped.ok_or(error)?)
            }
        };
        if flow.is_break() {
            break;
        }
        seen.borrow_mut()
            .item_done(Place::new(lines.number.saturating_add(1), 1));
    }
    let header = lines.header;
    Ok((header, reader.into_inner().finish()?))
}

struct Lines<'a> {
    header: Header,
    number: u32,
    /// A line that is not blank has been read.
    begun: bool,
    take: Take<'a>,
}

impl Lines<'_> {
    fn one(&mut self, line: &[u8]) -> ControlFlow<()> {
        self.number = self.number.saturating_add(1);
        // The guard lets nothing else through but the first bytes of a character that is cut off
        // by the end of the file, and then the next reading fails.
        let line = std::str::from_utf8(line)
            .unwrap_or_default()
            .trim_end_matches(['\n', '\r']);
        let line = if self.number == 1 {
            line.strip_prefix('\u{feff}').unwrap_or(line)
        } else {
            line
        };
        if line.trim().is_empty() {
            return ControlFlow::Continue(());
        }
        let first = !std::mem::replace(&mut self.begun, true);
        if first && is_header(line) {
            return self.header(line);
        }
        if let Some(kind) = self.header.kind {
            return self.item(kind, line);
        }
        let place = Place::new(self.number, 1);
        let finding = Finding::new(place, "the first line must say what kind the items are").hint(
            Some(r#"begin with {"version": 1, "kind": "personas"}"#.to_owned()),
        );
        self.last(finding)
    }

    /// Tells of what ends the reading.
    fn last(&mut self, finding: Finding) -> ControlFlow<()> {
        (self.take)(Piece::Finding(finding))?;
        ControlFlow::Break(())
    }

    fn item(&mut self, kind: Kind, line: &str) -> ControlFlow<()> {
        let place = Place::new(self.number, 1);
        // Variables, and what JSON can write but no database can store, take the careful way.
        let plain = !line.contains("${") && !line.contains("\\u0000");
        let error = match kind.read_json(line) {
            Ok(parts) if plain => {
                return (self.take)(Piece::Parts(&self.header, kind, place, parts));
            }
            Ok(_) => None,
            // Where the line is no JSON at all, that comes first.
            Err(error) => serde_json::from_str::<IgnoredAny>(line)
                .err()
                .or(Some(error)),
        };
        if let Some(error) = &error
            && !error.is_data()
        {
            let finding = self.syntax(line, error);
            return (self.take)(Piece::Finding(finding));
        }
        match (yaml::line(line), error) {
            (Some(mut node), _) => {
                place_on(&mut node, self.number);
                (self.take)(Piece::Item(&self.header, kind, node))
            }
            (None, error) => {
                let finding = match error {
                    Some(error) => self.syntax(line, &error),
                    None => Finding::new(place, "this line is nested too deeply"),
                };
                (self.take)(Piece::Finding(finding))
            }
        }
    }

    fn syntax(&self, line: &str, error: &serde_json::Error) -> Finding {
        let message = error.to_string();
        let message = message.split(" at line ").next().unwrap_or_default();
        let message = if message == "recursion limit exceeded" {
            "nested too deeply"
        } else {
            message
        };
        // The error counts bytes, from one.
        let before = line.get(..error.column().saturating_sub(1)).unwrap_or(line);
        let column = u32::try_from(before.chars().count() + 1).unwrap_or(u32::MAX);
        Finding::new(
            Place::new(self.number, column),
            format!("not JSON: {message}"),
        )
        .hint(
            error
                .is_eof()
                .then(|| "an item stands on one line".to_owned()),
        )
    }

    fn header(&mut self, line: &str) -> ControlFlow<()> {
        let Some(Node {
            data: Data::Map(entries),
            ..
        }) = yaml::line(line)
        else {
            return ControlFlow::Continue(());
        };
        for (mut key, mut value) in entries {
            place_on(&mut key, self.number);
            place_on(&mut value, self.number);
            let result = match self.header.field(&key) {
                Ok("items") => Err(Finding::new(
                    key.place,
                    "in JSON lines each item has its own line",
                )),
                Ok(field) => self.header.take(field, &value),
                Err(finding) => Err(finding),
            };
            if let Err(finding) = result {
                (self.take)(Piece::Finding(finding))?;
            }
        }
        ControlFlow::Continue(())
    }
}

fn is_header(line: &str) -> bool {
    serde_json::from_str::<Map<String, Value>>(line)
        .is_ok_and(|map| map.contains_key("kind") && map.contains_key("version"))
}

/// Moves a tree that was read as line one to its real line.
fn place_on(node: &mut Node, line: u32) {
    node.place.line = line;
    match &mut node.data {
        Data::List(items) => items.iter_mut().for_each(|item| place_on(item, line)),
        Data::Map(entries) => {
            for (key, value) in entries {
                place_on(key, line);
                place_on(value, line);
            }
        }
        Data::Null
        | Data::Boolean(_)
        | Data::Signed(_)
        | Data::Unsigned(_)
        | Data::Float(_)
        | Data::Text(_) => {}
    }
}
