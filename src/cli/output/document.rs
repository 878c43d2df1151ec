//! Results as documents for programs: JSON, JSON lines, YAML.

use std::io::Write;

use anyhow::Context;
use serde::Serialize;

use super::cell::Row;

/// The version of the JSON documents on stdout.
pub const SCHEMA_VERSION: u32 = 1;

/// Where the next page of a list begins.
#[derive(Serialize)]
#[serde(untagged)]
pub enum Next<'a> {
    /// There are no pages: it is no list.
    NoList,
    /// After this cursor; nothing at the end.
    After(Option<&'a str>),
}

impl Next<'_> {
    const fn is_no_list(&self) -> bool {
        matches!(self, Self::NoList)
    }
}

/// The one document of `-o json`; a list says where its next page begins.
pub fn json(out: &mut dyn Write, data: &impl Serialize, next: Next<'_>) -> anyhow::Result<()> {
    #[derive(Serialize)]
    struct Document<'a, T> {
        schema_version: u32,
        ok: bool,
        data: &'a T,
        #[serde(skip_serializing_if = "Next::is_no_list")]
        next: Next<'a>,
    }
    let document = Document {
        schema_version: SCHEMA_VERSION,
        ok: true,
        data,
        next,
    };
    let text = serde_json::to_string_pretty(&document).context("the result is no JSON")?;
    writeln!(out, "{text}")?;
    Ok(())
}

pub fn line(out: &mut dyn Write, row: &Row) -> anyhow::Result<()> {
    let text = serde_json::to_string(row).context("the result is no JSON")?;
    writeln!(out, "{text}")?;
    Ok(())
}

pub fn yaml(out: &mut dyn Write, value: &impl Serialize) -> anyhow::Result<()> {
    let text = serde_yaml::to_string(value).context("the result is no YAML")?;
    write!(out, "{text}")?;
    if !text.ends_with('\n') {
        writeln!(out)?;
    }
    Ok(())
}
