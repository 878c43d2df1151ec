//! Remarks and failures on stderr, as text or as JSON lines.

use std::io::{self, Write};

use serde::Serialize;
use serde_json::json;

use super::document::SCHEMA_VERSION;
use super::{Format, Output};
use crate::config::LogFormat;
use crate::error::Advice;

/// Writes remarks to stderr from inside an operation, in the form that was asked for. That stderr
/// is closed is no reason to end the operation.
pub fn remarker(quiet: bool, form: LogFormat) -> Box<dyn Fn(&str) + Send> {
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

/// The one document of `-o json` when the command failed.
#[derive(Serialize)]
struct Failure<'a> {
    schema_version: u32,
    ok: bool,
    error: Explained<'a>,
}

#[derive(Serialize)]
struct Explained<'a> {
    code: &'static str,
    message: &'a str,
    hint: Option<&'a str>,
    #[serde(skip_serializing_if = "<[String]>::is_empty")]
    causes: &'a [String],
}

impl Output {
    /// Writes what went wrong: as JSON on stdout when that was asked for, else for people on
    /// stderr.
    pub fn failure(&self, advice: &Advice, causes: &[String]) -> io::Result<()> {
        if self.flags.output == Format::Json {
            let document = Failure {
                schema_version: SCHEMA_VERSION,
                ok: false,
                error: Explained {
                    code: advice.code.as_str(),
                    message: &advice.message,
                    hint: advice.hint.as_deref(),
                    causes,
                },
            };
            let text = serde_json::to_string_pretty(&document)?;
            return writeln!(io::stdout().lock(), "{text}");
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
            let because = if cause.contains('\n') {
                ""
            } else {
                "  because: "
            };
            writeln!(err, "{because}{cause}")?;
        }
        if let Some(hint) = &advice.hint {
            writeln!(err, "hint: {hint}")?;
        }
        Ok(())
    }
}
