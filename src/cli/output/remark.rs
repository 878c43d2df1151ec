//! Remarks and failures on stderr, as text or as JSON lines.

use std::io::{self, Write};

use serde_json::json;

use super::document::SCHEMA_VERSION;
use super::{Format, Output};
use crate::config::LogFormat;
use crate::error::Advice;

/// Writes remarks to stderr from inside an operation, in the form that was asked for. That stderr
/// is closed is no reason to end the operation.
pub fn remarker(quiet: bool, form: LogFormat) -> Box<dyn Fn(&str)> {
    Box::new(move |text| {
        if !quiet {
            drop(write(form, "note", text));
        }
    })
}

pub fn write(form: LogFormat, level: &str, text: &str) -> io::Result<()> {
    let mut err = io::stderr().lock();
    match form {
        LogFormat::Text => writeln!(err, "{text}"),
        LogFormat::Json => writeln!(err, "{}", json!({"level": level, "message": text})),
    }
}

impl Output {
    /// Writes what went wrong: as JSON on stdout when that was asked for, else for people on
    /// stderr.
    pub fn failure(&self, advice: &Advice, causes: &[String]) -> io::Result<()> {
        if self.flags.output == Format::Json {
            let mut error = json!({
                "code": advice.code.as_str(),
                "message": advice.message,
                "hint": advice.hint,
            });
            if let (Some(error), false) = (error.as_object_mut(), causes.is_empty()) {
                error.insert("causes".to_owned(), json!(causes));
            }
            let document = json!({"schema_version": SCHEMA_VERSION, "ok": false, "error": error});
            return writeln!(io::stdout().lock(), "{document:#}");
        }
        let mut err = io::stderr().lock();
        if self.log_format == LogFormat::Json {
            let line = json!({
                "level": "error", "code": advice.code.as_str(), "message": advice.message,
                "causes": causes, "hint": advice.hint,
            });
            return writeln!(err, "{line}");
        }
        let bold = if self.styled {
            anstyle::AnsiColor::Red.on_default().bold()
        } else {
            anstyle::Style::new()
        };
        writeln!(err, "{bold}error:{bold:#} {}", advice.message)?;
        for cause in causes {
            // A list of problems speaks for itself.
            let because = if cause.contains('\n') { "" } else { "  because: " };
            writeln!(err, "{because}{cause}")?;
        }
        if let Some(hint) = &advice.hint {
            writeln!(err, "hint: {hint}")?;
        }
        Ok(())
    }
}
