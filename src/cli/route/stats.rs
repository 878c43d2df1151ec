//! `automatos route stats`

use std::io::{self, IsTerminal, Write};

use chrono::{DateTime, Utc};
use serde::Serialize;

use super::Place;
use super::since::Since;
use crate::cli::app::App;
use crate::cli::exit::Status;
use crate::cli::output::Render;
use crate::db::routing_decision::{self, Tally};

const LONGEST_BAR: i64 = 30;

/// Count decisions, hits of the cache, corrections and unrouted requests, by channel
#[derive(Debug, clap::Args)]
pub struct Args {
    #[command(flatten)]
    place: Place,

    #[command(flatten)]
    since: Since,
}

#[derive(Serialize)]
struct Stats {
    since: DateTime<Utc>,
    decisions: i64,
    cached: i64,
    /// The share of decisions that came from the cache, 0 to 1; nothing without decisions.
    hit_rate: Option<f64>,
    corrected: i64,
    unrouted: i64,
    channels: Vec<Tally>,
    #[serde(skip)]
    bars: bool,
}

pub fn run(args: Args, app: &App) -> anyhow::Result<Status> {
    let conn = &mut app.connect()?.conn;
    let workspace = args.place.find(conn)?;
    let since = args.since.since;
    let channels = routing_decision::tallies(conn, workspace.id, since)?;
    let sum = |of: fn(&Tally) -> i64| channels.iter().map(of).sum::<i64>();
    let (decisions, cached) = (sum(|one| one.decisions), sum(|one| one.cached));
    app.out.show(&Stats {
        since,
        decisions,
        cached,
        hit_rate: share(cached, decisions),
        corrected: sum(|one| one.corrected),
        unrouted: sum(|one| one.unrouted),
        channels,
        bars: io::stdout().is_terminal(),
    })?;
    Ok(Status::Done)
}

/// To four places, so that it reads the same everywhere.
#[expect(
    clippy::cast_precision_loss,
    reason = "nobody counts more than 2^53 decisions"
)]
fn share(part: i64, whole: i64) -> Option<f64> {
    (whole > 0).then(|| (part as f64 / whole as f64 * 1e4).round() / 1e4)
}

impl Render for Stats {
    fn human(&self, out: &mut dyn Write) -> io::Result<()> {
        let rate = match self.hit_rate {
            Some(rate) => format!(" ({:.1} %)", rate * 100.0),
            None => String::new(),
        };
        writeln!(
            out,
            "{} decisions, {} from the cache{rate}, {} corrected; {} unrouted",
            self.decisions, self.cached, self.corrected, self.unrouted
        )?;
        let total = |one: &Tally| one.decisions + one.unrouted;
        let most = self.channels.iter().map(total).max().unwrap_or(0).max(1);
        for one in &self.channels {
            write!(out, "{:<12} ", one.channel)?;
            if self.bars {
                write!(out, "{} ", bar(one, most))?;
            }
            writeln!(
                out,
                "{:>7} decided {:>7} cached {:>5} corrected {:>5} unrouted",
                one.decisions, one.cached, one.corrected, one.unrouted
            )?;
        }
        Ok(())
    }
}

/// Full blocks for what was decided, light ones for what was not, padded to the longest.
fn bar(one: &Tally, most: i64) -> String {
    let whole = (one.decisions + one.unrouted) * LONGEST_BAR / most;
    let light = one.unrouted * LONGEST_BAR / most;
    let blocks = |count: i64, block: &str| block.repeat(usize::try_from(count).unwrap_or(0));
    let (full, rest) = (whole - light, LONGEST_BAR - whole);
    format!(
        "{}{}{}",
        blocks(full, "█"),
        blocks(light, "░"),
        blocks(rest, " ")
    )
}

#[cfg(test)]
mod tests {
    use super::{Tally, bar, share};

    #[test]
    fn a_bar_shows_what_was_decided_and_what_was_not() {
        let one = Tally {
            channel: "slack".to_owned(),
            decisions: 2,
            cached: 1,
            corrected: 0,
            unrouted: 1,
        };
        let expected = format!("{}{}", "█".repeat(20), "░".repeat(10));
        assert_eq!(bar(&one, 3), expected);
        assert_eq!(share(1, 3), Some(0.3333));
        assert_eq!(share(0, 0), None);
    }
}
