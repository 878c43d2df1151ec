//! `automatos route rule list`

use crate::cli::app::App;
use crate::cli::exit::Status;
use crate::cli::output::Page;
use crate::cli::route::Place;
use crate::db::routing_rule::{self, Filter};
use crate::error::{Advice, Code};
use crate::model::Channel;

/// List the rules of a workspace in the order in which they are tried
#[derive(Debug, clap::Args)]
pub struct Args {
    #[command(flatten)]
    place: Place,

    /// Only rules for this channel
    #[arg(long, value_enum, hide_possible_values = true)]
    channel: Option<Channel>,

    /// Only rules that are in use
    #[arg(long)]
    active: bool,

    /// At most so many rows; 0 is all
    #[arg(long, value_name = "N", default_value_t = 50)]
    limit: u32,

    /// Begin after this cursor of an earlier page
    #[arg(long, value_name = "CURSOR", allow_hyphen_values = true, value_parser = cursor)]
    after: Option<(i32, i64)>,

    /// Only rules with this text in name or keywords
    #[arg(long, value_name = "TEXT")]
    search: Option<String>,
}

pub fn run(args: Args, app: &App) -> anyhow::Result<Status> {
    let conn = &mut app.connect()?.conn;
    let workspace = args.place.find(conn)?;
    let filter = Filter {
        channel: args.channel,
        is_active: args.active.then_some(true),
        search: args.search,
    };
    let limit = usize::try_from(args.limit)?;
    let fetch = if limit == 0 {
        i64::MAX
    } else {
        i64::from(args.limit) + 1
    };
    let mut rows = routing_rule::page(conn, workspace.id, &filter, (args.after, fetch))?;
    let more = limit > 0 && rows.len() > limit;
    if more {
        rows.truncate(limit);
    }
    let last = rows.last().filter(|_| more);
    let next = last.map(|row| format!("{}@{}", row.priority, row.id));
    let columns = [
        "priority",
        "name",
        "source_channel",
        "source_pattern",
        "intent_keywords",
        "route_type",
        "target",
        "is_active",
    ];
    app.out.list(&Page { rows, next }, &columns)?;
    Ok(Status::Done)
}

/// A priority and the id of the rule.
fn cursor(text: &str) -> Result<(i32, i64), Advice> {
    let parsed = text
        .split_once('@')
        .and_then(|(priority, id)| Some((priority.parse().ok()?, id.parse().ok()?)));
    parsed.ok_or_else(|| Advice::new(Code::Usage, "take it from `next` of the page before"))
}
