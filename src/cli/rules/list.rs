//! `automatos rules list`

use serde::Serialize;

use crate::cli::app::App;
use crate::cli::exit::Status;
use crate::cli::output::Page;
use crate::scan;

/// List the rules of the plugin scanner
#[derive(Debug, clap::Args)]
pub struct Args {}

#[derive(Serialize)]
struct Line {
    id: &'static str,
    group: &'static str,
    severity: &'static str,
    points: u32,
    title: &'static str,
}

pub fn run(_: Args, app: &App) -> anyhow::Result<Status> {
    let rows = scan::rules()
        .iter()
        .map(|rule| Line {
            id: rule.id,
            group: rule.group.words(),
            severity: rule.severity.word(),
            points: rule.points,
            title: rule.title,
        })
        .collect();
    let page = Page { rows, next: None };
    app.out
        .list(&page, &["id", "severity", "points", "title"])?;
    app.out.note(format!("rules {}", scan::RULES_VERSION))?;
    Ok(Status::Done)
}
