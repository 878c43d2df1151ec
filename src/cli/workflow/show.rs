//! `automatos workflow show`

use std::io::{self, Write};

use serde::Serialize;

use crate::cli::app::App;
use crate::cli::exit::Status;
use crate::cli::output::{Render, fields};
use crate::cli::owner::Tenant;
use crate::db::workflow::{self, Workflow};

/// Show one workflow with its agents
#[derive(Debug, clap::Args)]
pub struct Args {
    /// Its name or id
    workflow: String,

    #[command(flatten)]
    tenant: Tenant,
}

#[derive(Serialize)]
struct Shown {
    #[serde(flatten)]
    workflow: Workflow,
    agents: Vec<String>,
}

pub fn run(args: Args, app: &App) -> anyhow::Result<Status> {
    let conn = &mut app.connect()?.conn;
    let workspace = args.tenant.find(conn)?;
    let workflow = super::find(conn, workspace.id, &args.workflow)?;
    let agents = workflow::agents(conn, &workflow)?;
    app.out.show(&Shown { workflow, agents })?;
    Ok(Status::Done)
}

impl Render for Shown {
    fn human(&self, out: &mut dyn Write) -> io::Result<()> {
        fields(out, self, &[])
    }
}

impl Render for Workflow {
    fn human(&self, out: &mut dyn Write) -> io::Result<()> {
        fields(out, self, &[])
    }
}
