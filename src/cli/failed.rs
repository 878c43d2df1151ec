//! One item of a batch that failed, where the others went on.

use std::io::{self, Write};

use serde::Serialize;

use super::exit;
use crate::error::Advice;

/// Why it failed, as a whole command would say it.
#[derive(Debug, Serialize)]
pub struct Failed {
    code: &'static str,
    message: String,
    causes: Vec<String>,
    hint: Option<String>,
}

impl Failed {
    /// What an error says to people.
    pub fn of(error: &anyhow::Error) -> Self {
        let (advice, causes) = exit::explain(error);
        let Advice {
            code,
            message,
            hint,
        } = advice;
        Self {
            code: code.as_str(),
            message,
            causes,
            hint,
        }
    }

    /// Writes the lines about `item`.
    pub fn write(&self, out: &mut dyn Write, item: &str) -> io::Result<()> {
        writeln!(out, "{item}: failed: {}", self.message)?;
        for cause in &self.causes {
            writeln!(out, "  because: {cause}")?;
        }
        match &self.hint {
            Some(hint) => writeln!(out, "  hint: {hint}"),
            None => Ok(()),
        }
    }
}
