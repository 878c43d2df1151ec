//! `automatos credential create`

use super::{Place, deed, find_kind, input, own_environment};
use crate::cli::app::App;
use crate::cli::exit::Status;
use crate::cli::moment::Moment;
use crate::db::Commit;
use crate::error::{Advice, Code};
use crate::ops::credential::{create, form};

/// Store a credential, sealed with the master key
///
/// Its values come from stdin, a file, environment variables or, on a terminal, from prompts. All
/// that is wrong with them is said at once, and none of them is ever shown.
#[derive(Debug, clap::Args)]
pub struct Args {
    /// Its name, once in its workspace and environment
    name: String,

    /// Its type, by name, display name or id
    #[arg(long = "type", value_name = "TYPE")]
    kind: String,

    #[command(flatten)]
    place: Place,

    #[command(flatten)]
    input: input::Args,

    /// What it is used for
    #[arg(long)]
    description: Option<String>,

    /// A word to find it by; may be repeated
    #[arg(long = "tag", value_name = "WORD")]
    tags: Vec<String>,

    /// When it stops working: 90d, or a day
    #[arg(long, value_name = "WHEN")]
    expires: Option<Moment>,

    /// Do it all, report it, and roll it back
    #[arg(long)]
    dry_run: bool,
}

pub fn run(args: Args, app: &App) -> anyhow::Result<Status> {
    let commit = Commit::unless(args.dry_run);
    let mut session = app.connect_to_write(commit)?;
    let conn = &mut session.conn;
    let Some(workspace_id) = args.place.workspace_id(conn)? else {
        return Err(Advice::new(Code::Usage, "no workspace is named")
            .hint("add `--workspace`, or set AUTOMATOS_WORKSPACE")
            .into());
    };
    let kind = find_kind(conn, &args.kind)?;
    let environment = match args.place.env {
        Some(environment) => environment,
        None => own_environment(conn)?,
    };
    let expires_at = args.expires.map(|when| when.expiry(conn)).transpose()?;
    let values = args.input.read_or_ask(app, &form(&kind)?)?;
    let wanted = create::Wanted {
        workspace_id,
        kind: &kind,
        name: args.name,
        environment,
        description: args.description,
        tags: args.tags,
        expires_at,
        values,
    };
    let deed = deed(app, commit);
    let made = create::run(
        &mut session,
        app.key_ring(),
        &deed,
        std::slice::from_ref(&wanted),
    )?;
    for credential in &made {
        app.out.show(credential)?;
    }
    Ok(Status::Done)
}
