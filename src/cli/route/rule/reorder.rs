//! `automatos route rule reorder`

use std::io::{self, Write};

use crate::cli::app::App;
use crate::cli::exit::Status;
use crate::cli::output::Render;
use crate::cli::route::{Place, deed};
use crate::db::Commit;
use crate::db::routing_rule::RoutingRule;
use crate::ops::route::rule::reorder::{self, Reordered};

/// Put rules first, in this order, and the others after them as they are
///
/// All priorities are given anew: the last rule has 10, each one before it 10 more.
#[derive(Debug, clap::Args)]
pub struct Args {
    /// Names or ids of rules, the first to be tried first
    #[arg(value_name = "RULE", required = true)]
    rules: Vec<String>,

    #[command(flatten)]
    place: Place,

    /// Do it all, report it, and roll it back
    #[arg(long)]
    dry_run: bool,
}

pub fn run(args: Args, app: &App) -> anyhow::Result<Status> {
    let commit = Commit::unless(args.dry_run);
    let mut session = app.connect_to_write(commit)?;
    let workspace = args.place.find(&mut session.conn)?;
    let mut first: Vec<RoutingRule> = Vec::new();
    for name in &args.rules {
        let rule = super::find(&mut session.conn, &workspace, name)?;
        if first.iter().all(|one| one.id != rule.id) {
            first.push(rule);
        }
    }
    let deed = deed(app, &workspace, commit);
    let done = reorder::run(&mut session, &deed, &first)?;
    if done.moved == 0 {
        app.out.note("nothing to do: it was so already")?;
    }
    app.out.show(&done)?;
    Ok(Status::Done)
}

impl Render for Reordered {
    fn human(&self, out: &mut dyn Write) -> io::Result<()> {
        for rule in &self.rules {
            writeln!(out, "{:>6}  {}", rule.priority, rule.name)?;
        }
        Ok(())
    }
}
