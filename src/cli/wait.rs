//! `automatos wait`

use std::thread;
use std::time::{Duration, Instant};

use diesel::PgConnection;

use super::app::App;
use super::exit::Status;
use crate::db;
use crate::error::{Advice, Code};
use crate::ops;

/// How long to wait when nothing says so.
const PATIENCE: Duration = Duration::from_mins(1);
const PAUSE: Duration = Duration::from_millis(500);

/// Wait until the database answers
///
/// Waits as long as `--wait` says, one minute by default.
#[derive(Debug, clap::Args)]
pub struct Args {
    /// Also wait until every migration of this binary is applied
    #[arg(long)]
    schema: bool,
}

pub fn run(args: Args, app: &App) -> anyhow::Result<Status> {
    let patience = if app.config.wait.is_zero() {
        PATIENCE
    } else {
        app.config.wait
    };
    let start = Instant::now();
    let target = app.target()?;
    db::interrupt::listen()?;
    let mut conn = db::connect::open_patiently(target, app.command(), patience)?;
    if args.schema {
        let left = patience.saturating_sub(start.elapsed());
        wait_for_schema(&mut conn, left)?;
    }
    app.out.note(format!("{target} is there"))?;
    Ok(Status::Done)
}

fn wait_for_schema(conn: &mut PgConnection, patience: Duration) -> anyhow::Result<()> {
    let start = Instant::now();
    loop {
        let pending = ops::migrate::state(conn)?.pending().count();
        if pending == 0 {
            return Ok(());
        }
        if start.elapsed() >= patience {
            return Err(Advice::new(
                Code::SchemaOld,
                format!("the database still lacks {pending} migrations"),
            )
            .hint("run `automatos migrate`")
            .into());
        }
        thread::sleep(PAUSE);
        db::interrupt::check()?;
    }
}
