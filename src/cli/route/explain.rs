//! `automatos route explain`

use std::io::{self, Write};

use serde::Serialize;

use super::Place;
use super::decide::Override;
use super::request::Request;
use crate::cli::app::App;
use crate::cli::exit::Status;
use crate::cli::output::Render;
use crate::ops::route::facts;
use crate::route::{self, Decision, Tier};

/// Show where a request would go and why, tier by tier and rule by rule, and write nothing
#[derive(Debug, clap::Args)]
pub struct Args {
    #[command(flatten)]
    request: Request,

    #[command(flatten)]
    forced: Override,

    #[command(flatten)]
    place: Place,
}

#[derive(Serialize)]
struct Explained {
    source: String,
    normalised_content: String,
    envelope_hash: String,
    tiers: Vec<Tier>,
    decision: Option<Decision>,
}

pub fn run(args: Args, app: &App) -> anyhow::Result<Status> {
    let (envelope, _) = args.request.read()?;
    let conn = &mut app.connect()?.conn;
    let workspace = args.place.find(conn)?;
    let forced = args.forced.find(conn, &workspace)?;
    let (facts, _) = facts::read(conn, workspace.id, &envelope, forced.as_ref())?;
    let outcome = route::decide(&envelope, &facts);
    app.out.show(&Explained {
        source: envelope.source().to_string(),
        normalised_content: envelope.content().to_owned(),
        envelope_hash: envelope.hash().as_str().to_owned(),
        tiers: outcome.tiers,
        decision: outcome.decision,
    })?;
    Ok(Status::Done)
}

impl Render for Explained {
    fn human(&self, out: &mut dyn Write) -> io::Result<()> {
        writeln!(out, "envelope {}", self.envelope_hash)?;
        writeln!(out, "  {}: {}", self.source, self.normalised_content)?;
        for tier in &self.tiers {
            let mark = if tier.decided { "*" } else { " " };
            writeln!(out, "{mark} {} {:<9} {}", tier.tier, tier.name, tier.why)?;
            for rule in &tier.rules {
                let mark = if rule.chosen { ">" } else { " " };
                writeln!(
                    out,
                    "    {mark} {:>5}  {} -> {}: {}",
                    rule.priority, rule.name, rule.target, rule.why
                )?;
            }
        }
        match &self.decision {
            Some(decision) => writeln!(
                out,
                "to {} (tier {}, confidence {})",
                decision.destination.told(),
                decision.tier,
                decision.confidence
            ),
            None => writeln!(out, "no route"),
        }
    }
}
