//! `automatos local ...`

mod destroy;
mod psql;
mod start;
mod status;
mod stop;
mod url;

use std::time::SystemTime;

use chrono::{DateTime, SecondsFormat, Utc};
use serde::Serialize;

use super::app::{App, EMBEDDED_DATABASE};
use super::exit::Status;
use crate::local::{self, Cluster};

/// Run the embedded PostgreSQL, which `init` makes where no database is configured
#[derive(Debug, clap::Subcommand)]
pub enum Command {
    Start(start::Args),
    Stop(stop::Args),
    Status(status::Args),
    Url(url::Args),
    Psql(psql::Args),
    Destroy(destroy::Args),
}

pub fn run(command: Command, app: &App) -> anyhow::Result<Status> {
    let cluster = Cluster::at(&app.local_settings())?;
    match command {
        Command::Start(args) => start::run(args, app, &cluster),
        Command::Stop(args) => stop::run(args, app, &cluster),
        Command::Status(args) => status::run(args, app, &cluster),
        Command::Url(args) => url::run(args, app, &cluster),
        Command::Psql(args) => psql::run(args, app, &cluster),
        Command::Destroy(args) => destroy::run(args, app, &cluster),
    }
}

/// The cluster as it is shown.
#[derive(Serialize)]
struct State {
    state: &'static str,
    version: Option<u32>,
    pid: Option<u32>,
    since: Option<String>,
    folder: String,
    log: String,
    url: String,
}

impl State {
    fn of(cluster: &Cluster) -> anyhow::Result<Self> {
        let (state, version, pid, since) = match cluster.status()? {
            local::Status::Absent => ("absent", None, None, None),
            local::Status::Stopped { version } => ("stopped", Some(version), None, None),
            local::Status::Starting { pid } => ("starting", None, Some(pid), None),
            local::Status::Running {
                pid,
                version,
                since,
            } => ("running", Some(version), Some(pid), Some(stamp(since))),
            local::Status::Stopping { pid } => ("stopping", None, Some(pid), None),
            local::Status::Crashed { pid } => ("crashed", None, pid, None),
        };
        Ok(Self {
            state,
            version,
            pid,
            since,
            folder: cluster.folder().display().to_string(),
            log: cluster.log().display().to_string(),
            url: cluster.url(EMBEDDED_DATABASE),
        })
    }
}

fn stamp(time: SystemTime) -> String {
    DateTime::<Utc>::from(time).to_rfc3339_opts(SecondsFormat::Secs, true)
}
