//! Credentials, the keys that seal them, and what is kept of who did what.

mod append_only;
mod keys;
mod life;
mod log;
mod marks;
mod moved;
mod rotation;
mod seeded;
mod settings;
mod values;

use std::io::Write;
use std::process::{Command, Stdio};

use crate::support::{Automatos, Ran};

/// A database with a workspace and a master key.
fn with_a_key() -> Automatos {
    let tool = Automatos::new();
    tool.run("key generate").ok();
    tool.run("workspace create acme").ok();
    tool
}

/// The same with the credential `openai` in it, whose key is `sk-hunter2`.
pub fn with_a_credential() -> Automatos {
    let tool = with_a_key();
    tool.file("openai.yaml", "api_key: sk-hunter2\n");
    tool.run("credential create openai -w acme --type openai_api --from-file openai.yaml")
        .ok();
    tool
}

/// Runs a command that reads this from stdin.
pub fn fed(mut command: Command, text: &str) -> Ran {
    let mut child = command
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .expect("the command starts");
    let mut stdin = child.stdin.take().expect("it is piped");
    // A command that refuses does not read.
    drop(stdin.write_all(text.as_bytes()));
    drop(stdin);
    Ran(child.wait_with_output().expect("the command ends"))
}
