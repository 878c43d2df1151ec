//! `automatos rules show`

use std::io::{self, Write};

use serde::Serialize;

use crate::cli::app::App;
use crate::cli::exit::Status;
use crate::cli::near;
use crate::cli::output::{Render, fields};
use crate::error::{Advice, Code};
use crate::scan;

/// Show one rule: why it matters, and what would be all right instead
#[derive(Debug, clap::Args)]
pub struct Args {
    /// Its id
    rule: String,
}

#[derive(Serialize)]
struct Shown {
    id: &'static str,
    title: &'static str,
    group: &'static str,
    severity: &'static str,
    points: u32,
    why: &'static str,
    instead: &'static str,
    taxonomy: &'static [&'static str],
    rules_version: &'static str,
}

pub fn run(args: Args, app: &App) -> anyhow::Result<Status> {
    let found = scan::rules().iter().find(|rule| rule.id == args.rule);
    let rule = found.ok_or_else(|| {
        let known: Vec<&str> = scan::rules().iter().map(|rule| rule.id).collect();
        let message = format!("there is no rule `{}`", args.rule);
        Advice::new(Code::NameUnknown, message).hint(near::hint(&args.rule, &known))
    })?;
    app.out.show(&Shown {
        id: rule.id,
        title: rule.title,
        group: rule.group.words(),
        severity: rule.severity.word(),
        points: rule.points,
        why: rule.why,
        instead: rule.instead,
        taxonomy: rule.taxonomy,
        rules_version: scan::RULES_VERSION,
    })?;
    Ok(Status::Done)
}

impl Render for Shown {
    fn human(&self, out: &mut dyn Write) -> io::Result<()> {
        fields(out, self, &[])
    }
}
