//! Consent for what cannot be taken back.

use std::io::{self, BufRead, IsTerminal, Write};

use super::app::App;
use crate::error::{Advice, Code};

/// Consent to a destructive command, given beforehand.
#[derive(Debug, clap::Args)]
pub struct Consent {
    /// The name of what is destroyed, to confirm it without a prompt
    #[arg(long, value_name = "NAME")]
    confirm: Option<String>,
}

impl Consent {
    /// Goes on when the flag carries `name`, or when a person types it. `deed` says what will
    /// happen, as in "reverting 3 migrations drops their tables".
    pub fn ask(&self, app: &App, deed: &str, name: &str) -> anyhow::Result<()> {
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

fn declined(message: String, name: &str) -> anyhow::Error {
    Advice::new(Code::ConsentMissing, message)
        .hint(format!("add `--confirm {name}`"))
        .into()
}
