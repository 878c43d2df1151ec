//! `automatos route decide`

use std::io::{self, Write};

use diesel::PgConnection;
use uuid::Uuid;

use super::request::Request;
use super::{Place, target};
use crate::cli::app::App;
use crate::cli::exit::Status;
use crate::cli::output::{Render, fields};
use crate::db::Commit;
use crate::db::routing_target::RoutingTarget;
use crate::db::workspace::Workspace;
use crate::ops::route::decide::{self, Decided, Wanted};

/// Decide where a request goes, and write it to the log
///
/// An override decides first, then the decision that is kept for the same request, then the rules, the
/// highest priority first. A request that none of them has a place for is logged as unrouted.
#[derive(Debug, clap::Args)]
pub struct Args {
    #[command(flatten)]
    request: Request,

    #[command(flatten)]
    forced: Override,

    #[command(flatten)]
    place: Place,

    /// The id of the request (default: a new one)
    #[arg(long, value_name = "UUID")]
    request_id: Option<Uuid>,

    /// Exit with 3 where it has no route
    #[arg(long)]
    exit_code: bool,

    /// Do it all, report it, and roll it back
    #[arg(long)]
    dry_run: bool,
}

/// Where the request goes whatever the cache and the rules say.
#[derive(Debug, clap::Args)]
#[group(skip)]
pub struct Override {
    /// Send it to this agent
    #[arg(long, value_name = "AGENT", group = "override")]
    override_agent: Option<String>,

    /// Send it to this workflow
    #[arg(long, value_name = "WORKFLOW", group = "override")]
    override_workflow: Option<String>,

    /// Send it to the orchestrator
    #[arg(long, group = "override")]
    override_orchestrate: bool,
}

impl Override {
    /// What was named, in that workspace.
    pub fn find(
        &self,
        conn: &mut PgConnection,
        workspace: &Workspace,
    ) -> anyhow::Result<Option<RoutingTarget>> {
        let named = (
            self.override_agent.as_deref(),
            self.override_workflow.as_deref(),
            self.override_orchestrate,
        );
        target::find(conn, workspace, named)
    }
}

pub fn run(args: Args, app: &App) -> anyhow::Result<Status> {
    let (envelope, content) = args.request.read()?;
    let commit = Commit::unless(args.dry_run);
    let mut session = app.connect_to_write(commit)?;
    let workspace = args.place.find(&mut session.conn)?;
    let wanted = Wanted {
        forced: args.forced.find(&mut session.conn, &workspace)?,
        request_id: args.request_id.unwrap_or_else(Uuid::now_v7),
        envelope,
        content,
    };
    let deed = super::deed(app, &workspace, commit);
    let decided = decide::run(&mut session, &deed, &wanted)?;
    app.out.show(&decided)?;
    Ok(if args.exit_code && !decided.routed {
        Status::Found
    } else {
        Status::Done
    })
}

impl Render for Decided {
    fn human(&self, out: &mut dyn Write) -> io::Result<()> {
        fields(out, self, &["request_id", "agent_id", "workflow_id"])
    }
}
