//! `automatos skill sync`

use super::Ways;
use super::brought::{Brought, FailedSource};
use crate::cli::app::App;
use crate::cli::exit::{self, Status};
use crate::cli::failed::Failed;
use crate::cli::naming;
use crate::cli::owner::Owner;
use crate::error::{Advice, Code, Exit};
use crate::ops::skill::source::Sources;

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
    if sources.len() > 1 && args.ways.overrides_anything() {
        let message = "skills that are blocked are overridden in one source at a time";
        return Err(Advice::new(Code::Usage, message)
            .hint("name the source that has the skill")
            .into());
    }
    let mut brought = Brought::default();
    for source in &sources {
        match args.ways.bring(&mut session, app, source) {
            Ok(report) => brought.sources.push(report),
            Err(error) => {
                let (advice, causes) = exit::explain(&error);
                if concerns_all(advice.code) {
                    return Err(error);
                }
                // The row of the source tells it too, for those who look only there.
                let told: Vec<String> = std::iter::once(advice.message).chain(causes).collect();
                source.failed(&mut session, commit, &told.join(": "))?;
                if sources.len() == 1 {
                    return Err(error);
                }
                brought.failed.push(FailedSource {
                    source: source.name.clone(),
                    failed: Failed::of(&error),
                });
            }
        }
    }
    brought.finish(app)
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
