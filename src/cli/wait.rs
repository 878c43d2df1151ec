//! `automatos wait`

use std::thread;
use std::time::{Duration, Instant};

use super::app::App;
use super::exit::Status;
use crate::db;
use crate::error::{Advice, Code};
use crate::ops;

/// How long to wait when nothing says so.
const PATIENCE: Duration = Duration::from_secs(60);
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
    while args.schema {
        let pending = ops::migrate::state(&mut conn)?.pending().count();
        if pending == 0 {
            break;
        }
        if start.elapsed() >= patience {
            return Err(Advice::new(
                Code::SchemaOld,
                format!("{target} still lacks {pending} migrations"),
            )
            .hint("run `automatos migrate`")
            .into());
        }
        thread::sleep(PAUSE);
        db::interrupt::check()?;
    }
    app.out.note(format!("{target} is there"))?;
    Ok(Status::Done)
}
