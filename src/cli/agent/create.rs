//! `automatos agent create`

use std::path::PathBuf;

use serde_json::{Map, Value, json};

use super::assignments::Assignments;
use super::equipped;
use super::fields::Fields;
use crate::cli::app::App;
use crate::cli::exit::Status;
use crate::cli::workspace;
use crate::db::Commit;
use crate::error::{Advice, Code};
use crate::ops::agent::create::{self, Wanted};
use crate::ops::seed;
use crate::seed::Kind;

/// Create an agent in a workspace, with all it is assigned
///
/// From flags, or from a YAML file with the fields of an agent as seed files have them; flags go over
/// what the file says.
#[derive(Debug, clap::Args)]
pub struct Args {
    /// Its name
    #[arg(required_unless_present = "file")]
    name: Option<String>,

    /// The workspace it is in; needed unless the file names it
    #[arg(
        short,
        long,
        value_name = "WORKSPACE",
        env = "AUTOMATOS_WORKSPACE",
        hide_env = true
    )]
    workspace: Option<String>,

    /// A YAML file with its fields
    #[arg(short, long, value_name = "FILE")]
    file: Option<PathBuf>,

    #[command(flatten)]
    assignments: Assignments,

    #[command(flatten)]
    fields: Fields,

    /// Do it all, report it, and roll it back
    #[arg(long)]
    dry_run: bool,
}

pub fn run(args: Args, app: &App) -> anyhow::Result<Status> {
    let commit = Commit::unless(args.dry_run);
    let fields = match &args.file {
        Some(file) => from_file(app, &args, file.clone())?,
        None => Map::new(),
    };
    let mut patch = Map::new();
    if let Some(name) = &args.name {
        patch.insert("name".to_owned(), json!(name));
    }
    args.fields.add_to(&mut patch)?;
    let written = fields.get("workspace").and_then(Value::as_str);
    let Some(name) = args.workspace.as_deref().or(written) else {
        return Err(Advice::new(Code::Usage, "which workspace is the agent in?")
            .hint("add `--workspace WORKSPACE`")
            .into());
    };
    let mut session = app.connect_to_write(commit)?;
    let workspace = workspace::find(&mut session.conn, name)?;
    if written.is_some_and(|written| written != name && written != workspace.slug) {
        let message = format!(
            "the file is of the workspace `{}`, not of `{}`",
            written.unwrap_or_default(),
            workspace.slug
        );
        return Err(Advice::new(Code::Usage, message)
            .hint("leave `--workspace` out, or `workspace:` in the file")
            .into());
    }
    let wanted = Wanted {
        fields,
        patch,
        chosen: args.assignments.chosen(),
    };
    let made = create::run(&mut session, &app.deed(commit), &workspace, &wanted)?;
    equipped::show(app, &mut session.conn, made)
}

/// The fields in the file, which may leave out what the command line says.
fn from_file(app: &App, args: &Args, file: PathBuf) -> anyhow::Result<Map<String, Value>> {
    let variables = |name: &str| app.config.variables.utf8(name);
    let mut given = Vec::new();
    if let Some(name) = &args.name {
        given.push(("name", name.as_str()));
    }
    if let Some(workspace) = &args.workspace {
        given.push(("workspace", workspace.as_str()));
    }
    seed::alone(Kind::Agents, file, &given, &variables)
}
