//! The layers only look down, and each thing is said in one place.

mod rooms;

use std::fs;
use std::path::Path;

use self::rooms::{HOME, MAY_NAME};
use crate::support::{code, sources};

/// Rooms of drawers: what has no room of its own names a missing concept.
const NO_ROOM: &[&str] = &[
    "utils", "util", "helpers", "common", "types", "prelude", "misc",
];

const MOST_LINES: usize = 300;

#[test]
fn layers_only_look_down() {
    for (path, text) in sources(Path::new("src")) {
        let at = path
            .strip_prefix("src")
            .expect("it is in there")
            .with_extension("");
        let Some((room, allowed)) = MAY_NAME.iter().find(|(room, _)| at.starts_with(room)) else {
            continue;
        };
        assert!(
            !text.contains("crate::{"),
            "{} names rooms in bulk",
            path.display()
        );
        for (other, _) in MAY_NAME {
            let named = text
                .split(&format!("crate::{other}"))
                .skip(1)
                .any(|rest| !rest.starts_with(|c: char| c.is_alphanumeric() || c == '_'));
            assert!(
                !named || other == room || allowed.contains(other),
                "{} names crate::{other}",
                path.display()
            );
        }
    }
}

#[test]
fn every_room_of_the_map_has_its_rule() {
    let map = fs::read_to_string("src/lib.rs").expect("the map");
    for line in map.lines() {
        let Some(room) = line
            .strip_prefix("mod ")
            .and_then(|rest| rest.strip_suffix(';'))
        else {
            continue;
        };
        assert!(
            MAY_NAME.iter().any(|(known, _)| *known == room),
            "which layer is {room}?"
        );
        assert!(
            map.contains(&format!("`{room}`")),
            "the map does not explain {room}"
        );
    }
}

/// Where modules are open to the rest of the crate, because they are called through their name.
const OPEN: &[&str] = &[
    "src/db/mod.rs",
    "src/ops",
    "src/package/mod.rs",
    "src/scan/mod.rs",
    "src/seed/mod.rs",
];

#[test]
fn modules_are_private() {
    for (path, text) in sources(Path::new("src")) {
        let is_open = OPEN.iter().any(|open| path.starts_with(open));
        let declared = text
            .lines()
            .find(|line| line.trim().starts_with("pub mod "));
        assert!(
            is_open || declared.is_none(),
            "{}: {declared:?}",
            path.display()
        );
    }
}

#[test]
fn things_are_said_in_one_place() {
    for (path, text) in sources(Path::new("src")) {
        let code = code(&text);
        for (word, homes) in HOME {
            let home = homes.iter().any(|home| path.starts_with(home));
            assert!(
                home || !code.contains(word),
                "{} says `{word}`; that belongs in {homes:?}",
                path.display()
            );
        }
    }
}

#[test]
fn verbs_change_nothing_themselves() {
    for (path, text) in sources(Path::new("src/cli")) {
        for write in [
            "insert", "upsert", "update", "delete", "store", "remember", "record",
        ] {
            let words = [format!("::{write}("), format!("::{write}_")];
            let own = words.iter().any(|word| code(&text).contains(word));
            assert!(
                !own,
                "{} writes to the database; that belongs in src/ops",
                path.display()
            );
        }
    }
}

#[test]
fn files_stay_small() {
    let mut large = Vec::new();
    for (path, text) in sources(Path::new("src"))
        .into_iter()
        .chain(sources(Path::new("tests")))
    {
        let lines = text.lines().count();
        // Collections of broken seed files are not read from top to bottom.
        let is_exempt = path.ends_with("db/schema.rs") || path.starts_with("src/seed/tests");
        if lines > MOST_LINES && !is_exempt {
            large.push(format!("{}: {lines} lines", path.display()));
        }
    }
    assert!(large.is_empty(), "{large:#?}");
}

#[test]
fn every_file_says_what_it_is_for() {
    for (path, text) in sources(Path::new("src"))
        .into_iter()
        .chain(sources(Path::new("tests")))
    {
        assert!(
            text.starts_with("//! "),
            "{} does not begin with a `//!` line",
            path.display()
        );
    }
}

#[test]
fn nothing_is_called_after_a_drawer() {
    for (path, _) in sources(Path::new("src")) {
        let named = path.iter().any(|part| {
            NO_ROOM
                .iter()
                .any(|word| part == *word || part == format!("{word}.rs").as_str())
        });
        assert!(!named, "{} names no concept", path.display());
    }
}

#[test]
fn nothing_is_left_to_do_later() {
    let words = ["TO", "FIX", "unimpl", "X"]
        .iter()
        .zip(["DO", "ME", "emented!", "XX"]);
    let words: Vec<String> = words.map(|(a, b)| format!("{a}{b}")).collect();
    for (path, text) in sources(Path::new("src"))
        .into_iter()
        .chain(sources(Path::new("tests")))
    {
        for word in &words {
            let said = text
                .split(|c: char| !c.is_alphanumeric() && c != '!')
                .any(|said| said == word);
            assert!(!said, "{} says {word}", path.display());
        }
        let ignored = format!("#[ig{}", "nore");
        assert!(!text.contains(&ignored), "{} skips a test", path.display());
    }
}

#[test]
fn the_top_level_shows_only_what_it_must() {
    let known = [
        "Cargo.lock",
        "Cargo.toml",
        "LICENSE",
        "README.md",
        "migrations",
        "seed-data",
        "src",
        "target",
        "tests",
    ];
    for entry in fs::read_dir(".").expect("the top level") {
        let name = entry
            .expect("an entry")
            .file_name()
            .to_string_lossy()
            .into_owned();
        assert!(
            name.starts_with('.') || known.contains(&name.as_str()),
            "{name}"
        );
    }
}
