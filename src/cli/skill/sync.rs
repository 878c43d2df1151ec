//! `automatos skill sync`

use super::Ways;
use super::brought::{Brought, Failed};
use crate::cli::app::App;
use crate::cli::exit::{self, Status};
use crate::cli::naming;
use crate::cli::owner::Owner;
use crate::error::{Code, Exit};
use crate::ops::skill::source::{Source, Sources};

/// Fetch sources again, and bring in what changed
///
/// Each source is a transaction of its own: where some fail the others are synced, and the exit code
/// is 1. What a source lacks now is offered no more, not deleted. What was edited here is kept unless
/// `--take theirs` says otherwise. Every content a skill had stays in its versions.
#[derive(Debug, clap::Args)]
pub struct Args {
    /// Names of sources, see `automatos skill list --columns name,skill_source`
    #[arg(required_unless_present = "all")]
    sources: Vec<String>,

    /// Every source
    #[arg(long, conflicts_with = "sources")]
    all: bool,

    #[command(flatten)]
    owner: Owner,

    #[command(flatten)]
    ways: Ways,
}

pub fn run(args: Args, app: &App) -> anyhow::Result<Status> {
    let commit = args.ways.commit();
    let mut session = app.connect_to_write(commit)?;
    let owner = args.owner.id(&mut session.conn)?;
    let names = (!args.all).then_some(args.sources.as_slice());
    let found = Sources::read(&mut session.conn, owner, names)?;
    if let Some(unknown) = &found.unknown {
        return Err(naming::missing("source of skills", unknown, &found.known)
            .hint(near(unknown, &found.known))
            .into());
    }
    let sources = found.wanted;
    let mut brought = Brought::default();
    for source in &sources {
        match args.ways.bring(&mut session, app, source) {
            Ok(report) => brought.sources.push(report),
            Err(error) => {
                let explained = exit::explain(&error);
                if concerns_all(explained.0.code) || sources.len() == 1 {
                    remember(&mut session, &args.ways, source, &explained.0.message)?;
                    return Err(error);
                }
                let failed = Failed::new(&source.name, explained);
                remember(&mut session, &args.ways, source, &failed.line())?;
                brought.failed.push(failed);
            }
        }
    }
    brought.finish(app)
}

/// The row of the source tells it too, for those who look only there.
fn remember(
    session: &mut crate::db::Session,
    ways: &Ways,
    source: &Source,
    line: &str,
) -> anyhow::Result<()> {
    if crate::db::interrupt::check().is_err() {
        return Ok(());
    }
    source.failed(session, ways.commit(), line)
}

/// Whether the next source would fail in the same way.
fn concerns_all(code: Code) -> bool {
    let is_elsewhere = ["DATABASE.", "SCHEMA.", "INTERRUPTED", "GIT.ABSENT", "SCAN."]
        .iter()
        .any(|start| code.as_str().starts_with(start));
    is_elsewhere || code.exit() == Exit::Temporary
}

fn near(unknown: &str, known: &[String]) -> String {
    let known: Vec<&str> = known.iter().map(String::as_str).collect();
    if known.is_empty() {
        return "bring skills in with `automatos skill import`".to_owned();
    }
    crate::cli::near::hint(unknown, &known)
}
