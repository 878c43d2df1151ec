//! `plugin scan --llm` against a model that says what a test tells it to.

mod answers;
mod failures;
mod key;
mod settings;
mod stored;
mod talked;

use std::process::Command;

use serde_json::Value;

use crate::support::{Answer, Automatos, ModelServer, Ran};

/// The key that must never be seen.
const KEY: &str = "sk-Zebra_7-Quokka.31";

const HONEST: &str =
    "---\nname: sorter\ndescription: Sorts lists\n---\nSort the list the user gives.\n";

/// A model, and the plugin it is asked about.
struct Scene {
    automatos: Automatos,
    server: ModelServer,
    protocol: &'static str,
}

impl Scene {
    fn new(text: &str, answers: &'static [Answer]) -> Self {
        let automatos = Automatos::reading();
        automatos.file("plugin/SKILL.md", text);
        Self {
            automatos,
            server: ModelServer::start(answers),
            protocol: "openai",
        }
    }

    fn command(&self, line: &str) -> Command {
        let mut command = self.automatos.bare(line);
        command
            .env("AUTOMATOS_LLM_PROTOCOL", self.protocol)
            .env("AUTOMATOS_LLM_URL", self.server.url())
            .env("AUTOMATOS_LLM_MODEL", "oracle-1")
            .env("AUTOMATOS_LLM_API_KEY", KEY)
            .env("AUTOMATOS_LLM_TIMEOUT", "20s");
        command
    }

    /// Scans with a threshold, so that the exit code tells.
    fn run(&self, more: &str) -> Ran {
        Ran::of(self.command(&format!("plugin scan plugin --llm --fail-on review {more}")))
    }

    /// The plugin's part of the JSON, after a run that ends with that code.
    #[track_caller]
    fn judged(&self, code: i32) -> Value {
        let ran = self.run("-o json").ends_with(code);
        ran.data()["plugins"][0].take()
    }
}

/// Status of the judge, verdict and risk of both.
fn outcome(judged: &Value) -> (String, String, u64) {
    let text = |value: &Value| value.as_str().expect("a word").to_owned();
    (
        text(&judged["opinion"]["status"]),
        text(&judged["combined"]["verdict"]),
        judged["combined"]["risk_score"].as_u64().expect("a number"),
    )
}

fn is(status: &str, verdict: &str, risk: u64) -> (String, String, u64) {
    (status.to_owned(), verdict.to_owned(), risk)
}
