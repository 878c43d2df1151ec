//! `automatos doctor`

use std::io::{self, Write};
use std::time::SystemTime;

use serde::Serialize;

use super::app::App;
use super::exit::Status;
use super::failed::Failed;
use super::near;
use super::output::Render;
use crate::error::{Advice, Code};
use crate::ops::doctor::{self, CHECKS, Check, Finding, Level, Outcome, Patient};

/// Look at everything that can be wrong with a database, and say what mends it
///
/// It reads and changes nothing. Exits 0 when all is well, 3 when there is a problem, 1 when a check
/// could not look. A warning is no problem, unless `--strict` makes it one.
#[derive(Debug, clap::Args)]
pub struct Args {
    /// Checks by name; all of them for none
    #[arg(value_name = "CHECK")]
    checks: Vec<String>,

    /// Read every stored package and open every secret, not only a sample
    #[arg(long)]
    all: bool,

    /// Exit 3 for a warning too
    #[arg(long)]
    strict: bool,

    /// List the checks, and run none
    #[arg(long, conflicts_with_all = ["checks", "all", "strict"])]
    list: bool,
}

#[derive(Serialize)]
struct Examined {
    checks: Vec<Examination>,
    problems: usize,
    warnings: usize,
    /// Checks that could not look.
    failed: usize,
    /// Checks that need the schema of this binary.
    skipped: usize,
}

#[derive(Serialize)]
struct Examination {
    check: &'static str,
    state: State,
    findings: Vec<Finding>,
    #[serde(skip_serializing_if = "Option::is_none")]
    error: Option<Failed>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
enum State {
    Fine,
    Warning,
    Problem,
    Failed,
    Skipped,
}

#[derive(Serialize)]
struct Listed {
    checks: Vec<Line>,
}

#[derive(Serialize)]
struct Line {
    check: &'static str,
    about: &'static str,
}

pub fn run(args: Args, app: &App) -> anyhow::Result<Status> {
    if args.list {
        let line = |check: &Check| Line {
            check: check.name,
            about: check.about,
        };
        let checks = CHECKS.iter().map(line).collect();
        app.out.show(&Listed { checks })?;
        return Ok(Status::Done);
    }
    let checks = chosen(&args.checks)?;
    let mut session = app.connect()?;
    let mut patient = Patient {
        session: &mut session,
        store: &|| app.store(),
        keys: &|| app.key_ring(),
        now: SystemTime::now(),
        all: args.all,
    };
    let outcomes = doctor::run(&checks, &mut patient)?;
    let examined = Examined::of(&checks, outcomes);
    app.out.show(&examined)?;
    let found = examined.problems > 0 || (args.strict && examined.warnings > 0);
    Ok(if found {
        Status::Found
    } else if examined.failed > 0 {
        Status::Partial
    } else {
        Status::Done
    })
}

/// The checks of these names, each once and in the order of the list; all of them for none.
fn chosen(names: &[String]) -> anyhow::Result<Vec<&'static Check>> {
    let known: Vec<&str> = CHECKS.iter().map(|check| check.name).collect();
    if let Some(unknown) = names.iter().find(|name| !known.contains(&name.as_str())) {
        let message = format!("there is no check `{unknown}`");
        return Err(Advice::new(Code::NameUnknown, message)
            .hint(near::hint(unknown, &known))
            .into());
    }
    let wanted = |check: &&Check| names.is_empty() || names.iter().any(|name| name == check.name);
    Ok(CHECKS.iter().filter(wanted).collect())
}

impl Examined {
    fn of(checks: &[&'static Check], outcomes: Vec<Outcome>) -> Self {
        let checks: Vec<Examination> = checks
            .iter()
            .zip(outcomes)
            .map(|(check, outcome)| Examination::of(check, outcome))
            .collect();
        let count = |state| checks.iter().filter(|one| one.state == state).count();
        Self {
            problems: count(State::Problem),
            warnings: count(State::Warning),
            failed: count(State::Failed),
            skipped: count(State::Skipped),
            checks,
        }
    }
}

impl Examination {
    fn of(check: &Check, outcome: Outcome) -> Self {
        let (state, findings, error) = match outcome {
            Outcome::Seen(findings) => {
                let worst = findings.iter().map(|finding| finding.level).max();
                let state = match worst.unwrap_or(Level::Fine) {
                    Level::Fine => State::Fine,
                    Level::Warning => State::Warning,
                    Level::Problem => State::Problem,
                };
                (state, findings, None)
            }
            Outcome::Skipped => (State::Skipped, Vec::new(), None),
            Outcome::Failed(error) => (State::Failed, Vec::new(), Some(Failed::of(&error))),
        };
        Self {
            check: check.name,
            state,
            findings,
            error,
        }
    }
}

impl State {
    fn mark(self) -> &'static str {
        match self {
            Self::Fine => "ok",
            Self::Warning => "warning",
            Self::Problem => "PROBLEM",
            Self::Failed => "failed",
            Self::Skipped => "skipped",
        }
    }
}

impl From<Level> for State {
    fn from(level: Level) -> Self {
        match level {
            Level::Fine => Self::Fine,
            Level::Warning => Self::Warning,
            Level::Problem => Self::Problem,
        }
    }
}

impl Render for Examined {
    fn human(&self, out: &mut dyn Write) -> io::Result<()> {
        for Examination {
            check,
            state,
            findings,
            error,
        } in &self.checks
        {
            for Finding {
                level,
                message,
                mend,
            } in findings
            {
                let mark = State::from(*level).mark();
                writeln!(out, "{mark:<8} {check}: {message}")?;
                if let Some(mend) = mend {
                    writeln!(out, "         mend: {mend}")?;
                }
            }
            match (error, state) {
                (Some(error), _) => error.write(out, check)?,
                (None, State::Skipped) => {
                    writeln!(out, "skipped  {check}: the schema is not this binary's")?;
                }
                (None, State::Fine | State::Warning | State::Problem | State::Failed) => {}
            }
        }
        let Self {
            problems,
            warnings,
            failed,
            ..
        } = self;
        match (problems, warnings, failed) {
            (0, 0, 0) => writeln!(out, "all is well"),
            _ => writeln!(
                out,
                "problems: {problems}, warnings: {warnings}, checks that could not look: {failed}"
            ),
        }
    }
}

impl Render for Listed {
    fn human(&self, out: &mut dyn Write) -> io::Result<()> {
        for Line { check, about } in &self.checks {
            writeln!(out, "{check:<13} {about}")?;
        }
        Ok(())
    }
}
