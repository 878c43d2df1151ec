//! Consent for what cannot be taken back.

use std::io::{self, BufRead, IsTerminal, Write};

use super::app::App;
use crate::config::Environment;
use crate::error::{Advice, Code};

/// Consent to a destructive command, given beforehand.
#[derive(Debug, clap::Args)]
pub struct Consent {
    /// The name of what is destroyed, to confirm it without a prompt
    #[arg(long, value_name = "NAME")]
    confirm: Option<String>,
}

/// Variables that tools set where an AI agent types the commands.
const AI_AGENTS: &[&str] = &[
    "CLAUDECODE",
    "CURSOR_AGENT",
    "CODEX_SANDBOX",
    "GEMINI_CLI",
    "OPENCODE",
    "CLINE_ACTIVE",
    "AUGMENT_AGENT",
    "AMP_CURRENT_THREAD_ID",
    "AI_AGENT",
];

/// Lets an AI agent destroy things after all.
const ALLOW_AI_AGENT: &str = "AUTOMATOS_ALLOW_AI_AGENT";

impl Consent {
    /// Goes on when the flag carries `name`, or when a person types it. `deed` says what will
    /// happen, as in "reverting 3 migrations drops their tables".
    /// An AI agent's consent counts only where a person has allowed that.
    pub fn ask(&self, app: &App, deed: &str, name: &str) -> anyhow::Result<()> {
        refuse_ai_agent(&app.config.variables, deed)?;
        if let Some(given) = &self.confirm {
            if given == name {
                return Ok(());
            }
            return Err(declined(
                format!("`--confirm {given}` does not name `{name}`"),
                name,
            ));
        }
        let interactive = io::stdin().is_terminal()
            && io::stderr().is_terminal()
            && !app.config.variables.has("CI");
        if !interactive {
            return Err(declined(format!("{deed}; that needs consent"), name));
        }
        write!(io::stderr().lock(), "{deed}.\nType `{name}` to go on: ")?;
        let mut line = String::new();
        io::stdin().lock().read_line(&mut line)?;
        if line.trim() == name {
            return Ok(());
        }
        Err(declined(
            "nothing was done: the name was not typed".to_owned(),
            name,
        ))
    }
}

fn refuse_ai_agent(variables: &Environment, deed: &str) -> Result<(), Advice> {
    let agent = AI_AGENTS.iter().find(|name| variables.has(name));
    match agent {
        Some(agent) if !variables.has(ALLOW_AI_AGENT) => Err(Advice::new(
            Code::ConsentMissing,
            format!("{deed}; an AI agent runs this ({agent} is set), and that needs a person"),
        )
        .hint(format!(
            "let a person run it, or set {ALLOW_AI_AGENT}=1 once a person has agreed"
        ))),
        Some(_) | None => Ok(()),
    }
}

fn declined(message: String, name: &str) -> anyhow::Error {
    Advice::new(Code::ConsentMissing, message)
        .hint(format!("add `--confirm {name}`"))
        .into()
}
