//! Results go to stdout in the asked form; remarks go to stderr.

mod cell;
mod document;
mod grid;
mod progress;
mod remark;

use std::fmt::Display;
use std::io::{self, IsTerminal, Write};

use clap::ValueEnum;
use serde::Serialize;

use self::cell::Row;
use self::document::Next;
pub use self::remark::remarker;
use super::near;
use crate::config::{Color, Environment, LogFormat};
use crate::error::{Advice, Code};

/// How results are written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Format {
    /// For people
    Table,
    /// One JSON document
    Json,
    /// One YAML document
    Yaml,
    /// Comma-separated values with a header line
    Csv,
    /// One JSON document a line
    Ndjson,
}

/// Flags that choose the form of the output.
#[derive(Debug, Clone, clap::Args)]
#[group(skip)]
#[command(next_help_heading = "Output options")]
pub struct Flags {
    /// How results are written
    #[arg(
        short,
        long,
        global = true,
        value_name = "FORMAT",
        value_enum,
        env = "AUTOMATOS_OUTPUT",
        hide_env = true,
        default_value = "table",
        hide_short_help = true
    )]
    pub output: Format,

    /// Only these columns, in this order
    #[arg(
        long,
        global = true,
        value_name = "A,B",
        value_delimiter = ',',
        hide_short_help = true
    )]
    pub columns: Vec<String>,

    /// Tables and CSV without their header line
    #[arg(long, global = true, hide_short_help = true)]
    pub no_header: bool,

    /// No remarks on stderr; results and errors stay
    #[arg(short, long, global = true, hide_short_help = true)]
    pub quiet: bool,

    /// Remarks with timings and SQL; twice for more
    #[arg(short, long, global = true, action = clap::ArgAction::Count, hide_short_help = true)]
    pub verbose: u8,
}

/// One thing that can be shown to a person; that it is [`Serialize`] shows it to a program.
pub trait Render: Serialize {
    /// Writes it for a person.
    fn human(&self, out: &mut dyn Write) -> io::Result<()>;
}

/// Part of a list, and where the next part begins.
#[derive(Debug)]
pub struct Page<T> {
    /// The rows.
    pub rows: Vec<T>,
    /// The cursor of the next page; nothing at the end of the list.
    pub next: Option<String>,
}

/// The two streams.
pub struct Output {
    flags: Flags,
    log_format: LogFormat,
    width: Option<u16>,
    styled: bool,
}

impl Output {
    /// Looks at the streams once.
    pub fn new(flags: Flags, color: Color, log_format: LogFormat, variables: &Environment) -> Self {
        let terminal = io::stdout().is_terminal();
        let dumb = variables.has("NO_COLOR") || variables.raw("TERM").is_some_and(|t| t == "dumb");
        Self {
            flags,
            log_format,
            width: terminal.then(grid::terminal_width).flatten(),
            styled: match color {
                Color::Auto => io::stderr().is_terminal() && !dumb,
                Color::Always => true,
                Color::Never => false,
            },
        }
    }

    /// Whether programs read stdout.
    pub fn format(&self) -> Format {
        self.flags.output
    }

    /// How much to say about the work itself.
    pub fn verbosity(&self) -> u8 {
        self.flags.verbose
    }

    /// Whether remarks are left out.
    pub fn is_quiet(&self) -> bool {
        self.flags.quiet
    }

    /// Writes the one result of a command.
    pub fn show(&self, result: &impl Render) -> anyhow::Result<()> {
        let mut out = io::stdout().lock();
        let chosen = !self.flags.columns.is_empty();
        match self.flags.output {
            Format::Table if !chosen => result.human(&mut out)?,
            Format::Json if !chosen => document::json(&mut out, result, Next::NoList)?,
            Format::Json => document::json(&mut out, &self.selected(result)?, Next::NoList)?,
            Format::Yaml => document::yaml(&mut out, &self.selected(result)?)?,
            Format::Ndjson => document::line(&mut out, &self.selected(result)?)?,
            Format::Table | Format::Csv => {
                let row = self.selected(result)?;
                let names: Vec<&str> = row.names().collect();
                self.write_grid(&mut out, std::slice::from_ref(&row), &names)?;
            }
        }
        out.flush()?;
        Ok(())
    }

    /// Writes a list; `columns` are those that a table shows when nothing else was asked for.
    pub fn list<T: Serialize>(&self, page: &Page<T>, columns: &[&str]) -> anyhow::Result<()> {
        let mut out = io::stdout().lock();
        let rows = page
            .rows
            .iter()
            .map(|row| self.selected(row))
            .collect::<anyhow::Result<Vec<_>>>()?;
        match self.flags.output {
            Format::Json => document::json(&mut out, &rows, Next::After(page.next.as_deref()))?,
            Format::Yaml => document::yaml(&mut out, &rows)?,
            Format::Ndjson => {
                for row in &rows {
                    document::line(&mut out, row)?;
                }
            }
            Format::Table | Format::Csv => self.write_grid(&mut out, &rows, columns)?,
        }
        out.flush()?;
        drop(out);
        if let Some(next) = &page.next {
            self.note(format!("more rows: add `--after '{next}'`"))?;
        }
        Ok(())
    }

    /// Writes a remark that is no part of the result.
    pub fn note(&self, remark: impl Display) -> anyhow::Result<()> {
        if !self.flags.quiet {
            self.remark("note", &remark.to_string())?;
        }
        Ok(())
    }

    fn remark(&self, level: &str, text: &str) -> anyhow::Result<()> {
        remark::write(self.log_format, level, text)?;
        Ok(())
    }

    fn write_grid(
        &self,
        out: &mut dyn Write,
        rows: &[Row],
        columns: &[&str],
    ) -> anyhow::Result<()> {
        let names: Vec<&str> = if self.flags.columns.is_empty() {
            columns.to_vec()
        } else {
            self.flags.columns.iter().map(String::as_str).collect()
        };
        let cells = rows.iter().map(|row| row.cells(&names)).collect::<Vec<_>>();
        let header = (!self.flags.no_header).then_some(names.as_slice());
        match self.flags.output {
            Format::Csv => grid::csv(out, header, &cells)?,
            Format::Table | Format::Json | Format::Yaml | Format::Ndjson => {
                grid::table(out, header, &cells, self.width)?;
            }
        }
        Ok(())
    }

    /// The result's fields, or those of them that were asked for.
    fn selected(&self, result: &impl Serialize) -> anyhow::Result<Row> {
        let row = Row::of(result)?;
        let columns = &self.flags.columns;
        if columns.is_empty() {
            return Ok(row);
        }
        let known: Vec<&str> = row.names().collect();
        for column in columns {
            if !known.contains(&column.as_str()) {
                let message = format!("there is no column `{column}`");
                return Err(Advice::new(Code::Usage, message)
                    .hint(near::hint(column, &known))
                    .into());
            }
        }
        Ok(row.only(columns))
    }
}

impl Output {
    /// Streams for a command line that could not be parsed, in that form.
    pub fn for_usage(output: Format) -> Self {
        Self {
            flags: Flags {
                output,
                columns: Vec::new(),
                no_header: false,
                quiet: false,
                verbose: 0,
            },
            log_format: LogFormat::Text,
            width: None,
            styled: false,
        }
    }
}

/// Writes a result's fields one a line, but for the empty ones and those in `except`.
pub fn fields(out: &mut dyn Write, result: &impl Serialize, except: &[&str]) -> io::Result<()> {
    let row = Row::of(result).map_err(io::Error::other)?;
    let shown: Vec<(String, String)> = row
        .fields()
        .filter(|(name, _)| !except.contains(name))
        .map(|(name, value)| (name.replace('_', " "), cell::text(value)))
        .filter(|(_, text)| !text.is_empty())
        .collect();
    let width = shown.iter().map(|(name, _)| name.len()).max().unwrap_or(0);
    for (name, text) in shown {
        writeln!(out, "{name:<width$}  {text}")?;
    }
    Ok(())
}
