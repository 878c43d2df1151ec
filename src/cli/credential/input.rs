//! Where the values of a credential come from. None is ever taken from the command line, and what
//! cannot be read is never repeated.

use std::fs;
use std::io::{self, IsTerminal, Read};
use std::path::{Path, PathBuf};

use anyhow::Context;
use zeroize::Zeroizing;

use super::prompt;
use crate::cli::app::App;
use crate::error::{Advice, Code};
use crate::model::{CredentialForm, CredentialValues, FieldValue, Secret};

/// More than all fields of any type.
const MOST_BYTES: u64 = 1024 * 1024;

/// Where values come from.
#[derive(Debug, clap::Args)]
#[group(skip)]
#[command(next_help_heading = "Values")]
pub struct Args {
    /// Read the fields from stdin, as JSON or YAML
    #[arg(long)]
    from_stdin: bool,

    /// Read the fields from a file, as JSON or YAML
    #[arg(long, value_name = "FILE", conflicts_with = "from_stdin")]
    from_file: Option<PathBuf>,

    /// Take a field from an environment variable; may be repeated
    // Taken apart below, so that what is wrong with it is not repeated.
    #[arg(long, value_name = "FIELD=VARIABLE")]
    from_env: Vec<String>,
}

impl Args {
    /// Whether any flag names a source.
    pub fn is_given(&self) -> bool {
        self.from_stdin || self.from_file.is_some() || !self.from_env.is_empty()
    }

    /// The values that the flags name; nothing where there are none.
    pub fn read(&self, app: &App) -> anyhow::Result<Option<CredentialValues>> {
        if !self.is_given() {
            return Ok(None);
        }
        let mut values = match &self.from_file {
            _ if self.from_stdin => parse(&text(io::stdin().lock(), "stdin")?, "stdin")?,
            Some(path) => of_file(path)?,
            None => CredentialValues::default(),
        };
        for (at, pair) in self.from_env.iter().enumerate() {
            let (field, value) = of_variable(app, at, pair)?;
            if values.set(field.to_owned(), value) {
                let message = format!("`{field}` is given twice");
                return Err(Advice::new(Code::Usage, message).into());
            }
        }
        Ok(Some(values))
    }

    /// The values that the flags name, else what a person types.
    pub fn read_or_ask(
        &self,
        app: &App,
        form: &CredentialForm,
    ) -> anyhow::Result<CredentialValues> {
        if let Some(values) = self.read(app)? {
            return Ok(values);
        }
        let interactive = io::stdin().is_terminal()
            && io::stderr().is_terminal()
            && !app.config.variables.has("CI");
        if !interactive {
            return Err(Advice::new(Code::Usage, "no values were given")
                .hint("add `--from-stdin`, `--from-file FILE` or `--from-env FIELD=VARIABLE`")
                .into());
        }
        prompt::ask(form)
    }
}

fn of_variable<'a>(app: &App, at: usize, pair: &'a str) -> anyhow::Result<(&'a str, FieldValue)> {
    let wrong = |message: String| {
        Advice::new(Code::Usage, message).hint(
            "write the name of a field and that of a variable: `--from-env api_key=OPENAI_API_KEY`",
        )
    };
    let number = at + 1;
    let (field, variable) = pair
        .split_once('=')
        .ok_or_else(|| wrong(format!("`--from-env` number {number} has no `=`")))?;
    let value = app
        .config
        .variables
        .utf8(variable)
        .and_then(Secret::new)
        .ok_or_else(|| {
            wrong(format!(
                "the variable of `--from-env` number {number} is not set, or is no text"
            ))
        })?;
    Ok((field, FieldValue::Text(value)))
}

fn of_file(path: &Path) -> anyhow::Result<CredentialValues> {
    let name = path.display().to_string();
    let file = fs::File::open(path).with_context(|| unreadable(&name))?;
    parse(&text(file, &name)?, &name)
}

/// All there is to read, as text; the memory is wiped.
pub fn text(from: impl Read, name: &str) -> anyhow::Result<Zeroizing<String>> {
    // What does not grow is never copied.
    let mut bytes = Zeroizing::new(Vec::with_capacity(64 * 1024));
    from.take(MOST_BYTES + 1)
        .read_to_end(&mut bytes)
        .with_context(|| unreadable(name))?;
    if bytes.len() as u64 > MOST_BYTES {
        let message = format!("{name} has more than {MOST_BYTES} bytes");
        return Err(Advice::new(Code::CredentialInvalid, message).into());
    }
    let text = std::str::from_utf8(&bytes)
        .map_err(|_| Advice::new(Code::CredentialInvalid, format!("{name} is no UTF-8")))?;
    Ok(Zeroizing::new(text.to_owned()))
}

fn unreadable(name: &str) -> Advice {
    Advice::new(Code::FileRead, format!("{name} cannot be read"))
}

/// Reads JSON where the text begins like it, else YAML. Only the place of an error is said: its
/// words may repeat the text.
fn parse(text: &str, name: &str) -> anyhow::Result<CredentialValues> {
    let wrong = |form: &str, place: Option<(usize, usize)>| {
        let place = place.map_or_else(String::new, |(line, column)| format!(":{line}:{column}"));
        let message = format!("{name}{place}: this is no {form} of fields with their values");
        Advice::new(Code::CredentialInvalid, message)
            .hint("write each field once, as in `api_key: \"...\"`")
    };
    if text.trim_start().starts_with('{') {
        return serde_json::from_str(text)
            .map_err(|error| wrong("JSON object", Some((error.line(), error.column()))).into());
    }
    serde_yaml::from_str(text).map_err(|error| {
        let place = error.location().map(|at| {
            let number = |number: u64| usize::try_from(number).unwrap_or(usize::MAX);
            (number(at.line()), number(at.column()))
        });
        wrong("YAML", place).into()
    })
}
