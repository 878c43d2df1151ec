//! `automatos route rule update`

use crate::cli::app::App;
use crate::cli::exit::Status;
use crate::cli::route::{Place, deed, target};
use crate::db::Commit;
use crate::model::Channel;
use crate::ops::route::rule::update::{self, Bound, Wanted};
use crate::route::{Keyword, Pattern};

/// Change a rule; what it decided before is forgotten
#[derive(Debug, clap::Args)]
#[expect(
    clippy::struct_excessive_bools,
    reason = "each is a switch of the command line"
)]
#[command(override_usage = "automatos route rule update [OPTIONS] --workspace <WORKSPACE> <RULE>")]
#[command(group(clap::ArgGroup::new("change").multiple(true).required(true)))]
pub struct Args {
    /// Its name or id
    rule: String,

    #[command(flatten)]
    place: Place,

    /// Its name
    #[arg(long, group = "change", value_parser = super::name)]
    name: Option<String>,

    /// Only for requests of this channel
    #[arg(long, value_enum, hide_possible_values = true, group = "change")]
    channel: Option<Channel>,

    /// For requests of every channel
    #[arg(long, group = "change", conflicts_with = "channel")]
    any_channel: bool,

    /// Only where the whole source matches: * is any text, ? one character
    #[arg(long, value_name = "PATTERN", group = "change")]
    pattern: Option<Pattern>,

    /// For requests of every source
    #[arg(long, group = "change", conflicts_with = "pattern")]
    no_pattern: bool,

    /// A word instead of those it has; may be repeated
    #[arg(long = "keyword", value_name = "WORD", group = "change")]
    keywords: Vec<Keyword>,

    /// For requests with any words
    #[arg(long, group = "change", conflicts_with = "keywords")]
    no_keywords: bool,

    /// Send to this agent
    #[arg(long, value_name = "AGENT", group = "change", conflicts_with_all = ["workflow", "orchestrate"])]
    agent: Option<String>,

    /// Send to this workflow
    #[arg(
        long,
        value_name = "WORKFLOW",
        group = "change",
        conflicts_with = "orchestrate"
    )]
    workflow: Option<String>,

    /// Let the orchestrator choose
    #[arg(long, group = "change")]
    orchestrate: bool,

    /// Of the rules that fit the highest wins
    #[arg(
        long,
        value_name = "N",
        group = "change",
        allow_negative_numbers = true
    )]
    priority: Option<i32>,

    /// Use it again
    #[arg(long, group = "change", conflicts_with = "inactive")]
    active: bool,

    /// Use it no more
    #[arg(long, group = "change")]
    inactive: bool,

    /// Do it all, report it, and roll it back
    #[arg(long)]
    dry_run: bool,
}

pub fn run(args: Args, app: &App) -> anyhow::Result<Status> {
    let commit = Commit::unless(args.dry_run);
    let mut session = app.connect_to_write(commit)?;
    let workspace = args.place.find(&mut session.conn)?;
    let rule = super::find(&mut session.conn, &workspace, &args.rule)?;
    let named = (
        args.agent.as_deref(),
        args.workflow.as_deref(),
        args.orchestrate,
    );
    let given = !args.keywords.is_empty() || args.no_keywords;
    let wanted = Wanted {
        target: target::find(&mut session.conn, &workspace, named)?,
        name: args.name,
        channel: Bound::of(args.channel, args.any_channel),
        pattern: Bound::of(args.pattern, args.no_pattern),
        keywords: given.then_some(args.keywords),
        priority: args.priority,
        is_active: (args.active || args.inactive).then_some(args.active),
    };
    let deed = deed(app, &workspace, commit);
    super::show(app, &update::run(&mut session, &deed, &rule, &wanted)?)
}
