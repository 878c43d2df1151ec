//! Broken seed sets: everything that is wrong is told at once, with its place, and nothing is
//! written.

#![cfg(test)]

mod fields;
mod files;
mod keys;
mod lines;
mod syntax;
mod values;

use serde_json::json;

use crate::seed_state::State;
use crate::support::Automatos;

/// The command, for one broken set after the other.
struct Broken {
    tool: Automatos,
}

impl Broken {
    fn new() -> Self {
        Self {
            tool: Automatos::new(),
        }
    }

    /// What is said of these files. Text may be indented as a whole.
    #[track_caller]
    fn set(&self, files: &[(&str, &str)]) -> String {
        let texts: Vec<(&str, Vec<u8>)> = files
            .iter()
            .map(|(name, text)| (*name, outdented(text).into_bytes()))
            .collect();
        self.bytes(&texts)
    }

    /// The same, byte by byte. Seeding and validating must say the same, to people and to programs,
    /// and leave the database as it is.
    #[track_caller]
    fn bytes(&self, files: &[(&str, Vec<u8>)]) -> String {
        let folder = self.tool.path("seeds");
        if folder.exists() {
            std::fs::remove_dir_all(&folder).expect("the folder can be removed");
        }
        for (name, bytes) in files {
            self.tool.file(&format!("seeds/{name}"), bytes);
        }
        let before = State::of(&self.tool.db);
        let seeded = self.tool.run("seed --dir seeds");
        before.assert_same(&State::of(&self.tool.db));
        assert_eq!((seeded.code(), seeded.stdout().as_str()), (1, ""));

        let mut offline = self.tool.command("seed validate --dir seeds");
        let output = offline
            .env_remove("DATABASE_URL")
            .output()
            .expect("it starts");
        assert_eq!(String::from_utf8_lossy(&output.stderr), seeded.stderr());
        assert_eq!(output.status.code(), Some(1));

        let told = self.tool.run("seed --dir seeds -o json");
        assert_eq!(told.code(), 1);
        let document = told.json();
        let error = &document["error"];
        assert_eq!(
            (&document["ok"], &error["code"]),
            (&json!(false), &json!("SEED.INVALID"))
        );
        let message = error["message"].as_str().expect("a message");
        let causes = error["causes"][0].as_str().expect("what is wrong");
        let said = seeded.stderr();
        let list = said.replace("  because: ", "");
        assert_eq!(list, format!("error: {message}\n{causes}\n"));
        said
    }
}

/// The text without the indentation of its first line, and without the line end before it.
fn outdented(text: &str) -> String {
    let text = text.strip_prefix('\n').unwrap_or(text);
    let depth = text.len() - text.trim_start_matches(' ').len();
    let lines = text
        .lines()
        .map(|line| line.get(depth..).unwrap_or_default());
    lines.flat_map(|line| [line, "\n"]).collect()
}
