//! `automatos config show`

use serde::Serialize;

use crate::cli::app::App;
use crate::cli::exit::Status;
use crate::cli::output::Page;
use crate::cli::redact;

/// Show every setting; secrets are masked
#[derive(Debug, clap::Args)]
pub struct Args {
    /// Also say where each value came from
    #[arg(long)]
    origin: bool,
}

#[derive(Serialize)]
struct Line<'a> {
    setting: &'a str,
    value: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    origin: Option<String>,
}

pub fn run(args: Args, app: &App) -> anyhow::Result<Status> {
    let rows = app
        .config
        .resolved
        .iter()
        .map(|resolved| Line {
            setting: resolved.name,
            // A URL that is no secret can still have a password in it.
            value: resolved.shown().map(redact::passwords),
            origin: args.origin.then(|| resolved.origin.to_string()),
        })
        .collect();
    let columns: &[&str] = if args.origin {
        &["setting", "value", "origin"]
    } else {
        &["setting", "value"]
    };
    app.out.list(&Page { rows, next: None }, columns)?;
    Ok(Status::Done)
}
