//! `automatos route rule create`

use crate::cli::app::App;
use crate::cli::exit::Status;
use crate::cli::route::{Place, target};
use crate::db::Commit;
use crate::db::routing_target::RoutingTarget;
use crate::model::Channel;
use crate::ops::route::rule::create::{self, Wanted};
use crate::route::{Keyword, Pattern};

/// Create a rule that sends requests to one agent, one workflow or the orchestrator
#[derive(Debug, clap::Args)]
pub struct Args {
    /// The name by which it is known in its workspace
    #[arg(value_parser = super::name)]
    name: String,

    #[command(flatten)]
    place: Place,

    /// Only for requests of this channel
    #[arg(long, value_enum, hide_possible_values = true)]
    channel: Option<Channel>,

    /// Only where the whole source matches: * is any text, ? one character
    #[arg(long, value_name = "PATTERN")]
    pattern: Option<Pattern>,

    /// Only for requests with this word, or another that is given too; may be repeated
    #[arg(long = "keyword", value_name = "WORD")]
    keywords: Vec<Keyword>,

    /// Send to this agent
    #[arg(long, value_name = "AGENT", group = "target", required_unless_present_any = ["workflow", "orchestrate"])]
    agent: Option<String>,

    /// Send to this workflow
    #[arg(long, value_name = "WORKFLOW", group = "target")]
    workflow: Option<String>,

    /// Let the orchestrator choose
    #[arg(long, group = "target")]
    orchestrate: bool,

    /// Of the rules that fit the highest wins
    #[arg(
        long,
        value_name = "N",
        default_value_t = 0,
        allow_negative_numbers = true
    )]
    priority: i32,

    /// Do not use it yet
    #[arg(long)]
    inactive: bool,

    /// Do it all, report it, and roll it back
    #[arg(long)]
    dry_run: bool,
}

pub fn run(args: Args, app: &App) -> anyhow::Result<Status> {
    let commit = Commit::unless(args.dry_run);
    let mut session = app.connect_to_write(commit)?;
    let workspace = args.place.find(&mut session.conn)?;
    let named = (
        args.agent.as_deref(),
        args.workflow.as_deref(),
        args.orchestrate,
    );
    let target = target::find(&mut session.conn, &workspace, named)?;
    let wanted = Wanted {
        name: args.name,
        channel: args.channel,
        pattern: args.pattern,
        keywords: args.keywords,
        target: target.unwrap_or_else(RoutingTarget::orchestrator),
        priority: args.priority,
        is_active: !args.inactive,
    };
    let deed = crate::cli::route::deed(app, &workspace, commit);
    super::show(app, &create::run(&mut session, &deed, &wanted)?)
}
