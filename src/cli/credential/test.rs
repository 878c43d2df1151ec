//! `automatos credential test`

use std::fs;
use std::path::PathBuf;
use std::time::Duration;

use anyhow::Context;

use super::{Place, deed};
use crate::cli::app::App;
use crate::cli::exit::Status;
use crate::cli::output::Page;
use crate::db::credential_test::{self, Due};
use crate::db::{Commit, Session};
use crate::error::{Advice, Code};
use crate::model::TestStatus;
use crate::ops::credential::test::{self as testing, Tested};
use crate::probe::{Reach, Settings, system_lookup};

/// Find out whether credentials work, by one harmless request or connection each
///
/// It goes where the type of the credential says: an API is asked who is signed in, a database for one
/// query. That they are used is logged before, and what came of it after, without secrets, whatever the server
/// said. Ends with 1
/// when any fails. Proxies that the environment names are not used.
#[derive(Debug, clap::Args)]
pub struct Args {
    /// Names or ids of credentials
    #[arg(
        value_name = "NAME",
        required_unless_present_any = ["all", "stale"],
        conflicts_with_all = ["all", "stale"]
    )]
    credentials: Vec<String>,

    /// Every active credential
    #[arg(long, conflicts_with = "stale")]
    all: bool,

    /// Those active ones that were not tested for so long
    #[arg(long, value_name = "AGE", value_parser = humantime::parse_duration)]
    stale: Option<Duration>,

    #[command(flatten)]
    place: Place,

    /// Connect to private networks and this machine too
    #[arg(long)]
    allow_private: bool,

    /// How long one test may take
    #[arg(
        long,
        value_name = "TIME",
        default_value = "10s",
        value_parser = humantime::parse_duration
    )]
    timeout: Duration,

    /// PEM file of the authorities to trust in place of the public ones
    #[arg(long, value_name = "FILE")]
    ca_file: Option<PathBuf>,

    /// Test, report, and store no result; that the values were used is logged all the same
    #[arg(long)]
    dry_run: bool,
}

pub fn run(args: Args, app: &App) -> anyhow::Result<Status> {
    let commit = Commit::unless(args.dry_run);
    let settings = settings(&args)?;
    let mut session = app.connect_to_write(commit)?;
    let credentials = chosen(&args, &mut session)?;
    let deed = deed(app, commit);
    let tested = app.out.with_progress("tested", |tell| {
        let keys = || app.key_ring();
        testing::run(&mut session, &keys, &deed, (&credentials, &settings), tell)
    })?;
    let has_failed = |one: &Tested| one.status == TestStatus::Failed;
    let status = if tested.iter().any(has_failed) {
        Status::Partial
    } else {
        Status::Done
    };
    for one in tested.iter().filter(|one| !one.stored) {
        app.out.note(format!(
            "`{}` was changed while it was tested: the result is not stored",
            one.name
        ))?;
    }
    let page = Page {
        rows: tested,
        next: None,
    };
    let columns = [
        "name",
        "environment",
        "type",
        "status",
        "duration_ms",
        "message",
    ];
    app.out.list(&page, &columns)?;
    Ok(status)
}

fn settings(args: &Args) -> anyhow::Result<Settings> {
    if args.timeout.is_zero() {
        return Err(Advice::new(Code::Usage, "`--timeout` must be more than nothing").into());
    }
    let authorities = match &args.ca_file {
        Some(path) => Some(fs::read_to_string(path).with_context(|| {
            Advice::new(Code::FileRead, format!("{} cannot be read", path.display()))
        })?),
        None => None,
    };
    Ok(Settings {
        timeout: args.timeout,
        reach: if args.allow_private {
            Reach::Anywhere
        } else {
            Reach::Public
        },
        lookup: system_lookup(),
        authorities,
        sign_in: testing::sign_in,
    })
}

fn chosen(
    args: &Args,
    session: &mut Session,
) -> anyhow::Result<Vec<crate::db::credential::Credential>> {
    if args.credentials.is_empty() {
        let due = Due {
            workspace_id: args.place.workspace_id(&mut session.conn)?,
            environment: args.place.env,
            stale: args.stale,
        };
        return Ok(credential_test::due(&mut session.conn, &due)?);
    }
    let mut chosen: Vec<crate::db::credential::Credential> = Vec::new();
    for name in &args.credentials {
        let one = args.place.find(&mut session.conn, name)?;
        if chosen.iter().all(|other| other.id != one.id) {
            chosen.push(one);
        }
    }
    Ok(chosen)
}
