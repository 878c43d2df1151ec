//! A file that defines one thing: YAML or JSON, or standard input.

use std::fs::File;
use std::io::{self, Read};
use std::path::Path;

use anyhow::Context;

use crate::error::{Advice, Code};
use crate::seed::{self, Definition, Fields, Problems};

/// The most that one definition may have, as one item of a seed file.
const MOST_BYTES: u64 = 16 * 1024 * 1024;

/// Reads and checks it; everything that is wrong is told at once.
pub fn read(definition: Definition, path: &Path) -> anyhow::Result<Fields> {
    check(definition, &name(path), &text(path)?)
}

/// Checks a text that defines something.
pub fn check(definition: Definition, name: &str, text: &str) -> anyhow::Result<Fields> {
    explained(name, definition.read(name, text))
}

/// Reads a mapping that may hold anything JSON can.
pub fn mapping(path: &Path) -> anyhow::Result<Fields> {
    let name = name(path);
    explained(&name, seed::mapping(&name, &text(path)?))
}

fn explained(name: &str, read: Result<Fields, Problems>) -> anyhow::Result<Fields> {
    read.map_err(|problems| {
        let words = if problems.list.len() == 1 {
            "a problem"
        } else {
            "problems"
        };
        anyhow::Error::new(problems).context(Advice::new(
            Code::DefinitionInvalid,
            format!("{name} has {words}"),
        ))
    })
}

fn name(path: &Path) -> String {
    if is_input(path) {
        "standard input".to_owned()
    } else {
        path.display().to_string()
    }
}

/// The text of a file, or of standard input where its name is `-`.
pub fn text(path: &Path) -> anyhow::Result<String> {
    let explain = || Advice::new(Code::FileRead, format!("cannot read {}", path.display()));
    let mut text = String::new();
    let read = if is_input(path) {
        io::stdin()
            .lock()
            .take(MOST_BYTES + 1)
            .read_to_string(&mut text)
    } else {
        let file = File::open(path).with_context(explain)?;
        file.take(MOST_BYTES + 1).read_to_string(&mut text)
    };
    let bytes = read.with_context(explain)?;
    if u64::try_from(bytes).is_ok_and(|bytes| bytes <= MOST_BYTES) {
        return Ok(text);
    }
    let message = format!("{} is larger than {MOST_BYTES} bytes", path.display());
    Err(Advice::new(Code::FileRead, message).into())
}

fn is_input(path: &Path) -> bool {
    path.as_os_str() == "-"
}
