//! `automatos route unrouted suggest-rule`

use std::io::{self, Write};

use serde::Serialize;
use serde_json::json;

use crate::cli::app::App;
use crate::cli::exit::Status;
use crate::cli::output::Render;
use crate::cli::route::since::Since;
use crate::cli::route::{Place, target};
use crate::db::page::{Column, Page, Sort};
use crate::db::{routing_decision, unrouted_event};
use crate::error::{Advice, Code};
use crate::model::{Channel, RouteType};
use crate::route::{self, Suggestion};

/// How many of the newest requests of either kind are looked at.
const MOST: u32 = 1000;

/// Make a rule of words that unrouted requests share and routed ones do not
///
/// Looks at the newest 1000 of either kind. Nothing is written: the rule is printed as a seed file and
/// as the command that creates it.
#[derive(Debug, clap::Args)]
pub struct Args {
    #[command(flatten)]
    place: Place,

    #[command(flatten)]
    since: Since,

    /// Only requests of this channel, and a rule for it
    #[arg(long, value_enum, hide_possible_values = true)]
    channel: Option<Channel>,

    /// The agent that the rule is to send to (default: the orchestrator)
    #[arg(long, value_name = "AGENT", conflicts_with = "workflow")]
    agent: Option<String>,

    /// The workflow that the rule is to send to
    #[arg(long, value_name = "WORKFLOW")]
    workflow: Option<String>,
}

#[derive(Serialize)]
struct Suggested {
    looked_at: usize,
    #[serde(flatten)]
    suggestion: Suggestion,
    yaml: String,
    command: String,
}

/// What the rule says beside its keywords.
struct Frame {
    workspace: String,
    name: String,
    channel: Option<Channel>,
    /// The field of the seed, the flag of the command, and the name where there is one.
    target: (&'static str, &'static str, Option<String>),
}

pub fn run(args: Args, app: &App) -> anyhow::Result<Status> {
    let conn = &mut app.connect()?.conn;
    let workspace = args.place.find(conn)?;
    let named = (args.agent.as_deref(), args.workflow.as_deref(), true);
    let target = target::find(conn, &workspace, named)?;
    let page = Page {
        limit: Some(MOST - 1),
        sort: Sort {
            column: Column::Created,
            descending: true,
        },
        after: None,
    };
    let since = args.since.since;
    let events = unrouted_event::page(conn, workspace.id, (since, args.channel), &page)?;
    let routed = routing_decision::contents(conn, workspace.id, since, i64::from(MOST))?;
    let unrouted: Vec<&str> = events.iter().map(|event| event.content.as_str()).collect();
    let routed: Vec<&str> = routed.iter().map(String::as_str).collect();
    let suggestion = route::suggest(&unrouted, &routed);
    let words: Vec<&str> = suggestion
        .keywords
        .iter()
        .map(|one| one.keyword.as_str())
        .collect();
    let Some(first) = words.first() else {
        let message = format!(
            "{} unrouted requests share no word that would tell them from routed ones",
            events.len()
        );
        return Err(Advice::new(Code::NameUnknown, message)
            .hint("see `automatos route unrouted list`; `--since` looks further back")
            .into());
    };
    let name = target.as_ref().and_then(|target| target.target.clone());
    let frame = Frame {
        workspace: workspace.slug,
        name: format!("{first} requests"),
        channel: args.channel,
        target: match target.map_or(RouteType::Orchestrate, |target| target.route_type) {
            RouteType::Agent => ("target_agent", "--agent", name),
            RouteType::Workflow => ("target_workflow", "--workflow", name),
            RouteType::Orchestrate => ("target_orchestrate", "--orchestrate", None),
        },
    };
    app.out.show(&Suggested {
        looked_at: events.len(),
        yaml: frame.yaml(&words),
        command: frame.command(&words),
        suggestion,
    })?;
    Ok(Status::Done)
}

impl Frame {
    /// The rule as a seed file. Values are written as JSON, which YAML reads.
    fn yaml(&self, words: &[&str]) -> String {
        let (field, _, name) = &self.target;
        let target = name.as_ref().map_or(json!(true), |name| json!(name));
        let channel = self
            .channel
            .map(|channel| format!("    source_channel: {channel}\n"));
        format!(
            "version: 1\nkind: routing_rules\nitems:\n  - workspace: {}\n    name: {}\n{}    \
             intent_keywords: {}\n    {field}: {target}\n",
            self.workspace,
            json!(self.name),
            channel.unwrap_or_default(),
            json!(words),
        )
    }

    /// The command that creates the rule.
    fn command(&self, words: &[&str]) -> String {
        let (_, flag, name) = &self.target;
        let mut words_of_line = vec![
            "automatos route rule create".to_owned(),
            quoted(&self.name),
            format!("-w {} {flag}", self.workspace),
        ];
        words_of_line.extend(name.as_deref().map(quoted));
        words_of_line.extend(self.channel.map(|channel| format!("--channel {channel}")));
        words_of_line.extend(
            words
                .iter()
                .map(|word| format!("--keyword {}", quoted(word))),
        );
        words_of_line.join(" ")
    }
}

/// A word of a shell.
fn quoted(word: &str) -> String {
    let plain = |c: char| c.is_alphanumeric() || matches!(c, '-' | '_' | '.');
    if !word.is_empty() && word.chars().all(plain) {
        word.to_owned()
    } else {
        format!("'{}'", word.replace('\'', r"'\''"))
    }
}

impl Render for Suggested {
    fn human(&self, out: &mut dyn Write) -> io::Result<()> {
        writeln!(
            out,
            "# {} of {} unrouted requests have one of these words, and {} routed ones",
            self.suggestion.covered, self.looked_at, self.suggestion.routed
        )?;
        for one in &self.suggestion.keywords {
            writeln!(
                out,
                "#   {}: {} unrouted, {} routed",
                one.keyword, one.unrouted, one.routed
            )?;
        }
        write!(out, "{}", self.yaml)?;
        writeln!(out, "# {}", self.command)
    }
}
