//! `automatos recipe instantiate`

use std::path::PathBuf;

use crate::cli::app::App;
use crate::cli::definition_file;
use crate::cli::exit::Status;
use crate::cli::owner::Tenant;
use crate::cli::workflow;
use crate::db::Commit;
use crate::ops::recipe::instantiate::{self, Job};
use crate::workflow::Given;

/// Make a workflow from a recipe
///
/// The parameters are checked against the inputs of the recipe, all at once, and put in the place of
/// `{name}`. A value is only ever a value: braces, quotes and line ends in it are text.
#[derive(Debug, clap::Args)]
pub struct Args {
    /// Its template id, name or id
    recipe: String,

    /// A parameter; what its input says is a number, a list and so on is read as JSON
    #[arg(long = "param", value_name = "NAME=VALUE", value_parser = pair)]
    params: Vec<(String, String)>,

    /// A YAML or JSON file with parameters; `-` is standard input
    #[arg(long, value_name = "FILE")]
    params_file: Option<PathBuf>,

    /// The name of the workflow; that of the recipe when absent
    #[arg(long)]
    name: Option<String>,

    #[command(flatten)]
    tenant: Tenant,

    /// Do it all, report it, and roll it back
    #[arg(long)]
    dry_run: bool,
}

pub fn run(args: Args, app: &App) -> anyhow::Result<Status> {
    let commit = Commit::unless(args.dry_run);
    if let Some(name) = &args.name {
        workflow::check_name(name)?;
    }
    let values = match &args.params_file {
        Some(path) => definition_file::mapping(path)?,
        None => serde_json::Map::new(),
    };
    let mut session = app.connect_to_write(commit)?;
    let workspace = args.tenant.find(&mut session.conn)?;
    let recipe = super::find(&mut session.conn, &args.recipe, Some(workspace.id))?;
    let job = Job {
        recipe: &recipe,
        workspace_id: workspace.id,
        name: args.name,
        given: Given {
            values,
            texts: args.params,
        },
    };
    let made = instantiate::run(&mut session, &super::deed(app, commit), &job)?;
    app.out.show(&made)?;
    Ok(Status::Done)
}

fn pair(text: &str) -> Result<(String, String), String> {
    match text.split_once('=') {
        Some((name, value)) if !name.is_empty() => Ok((name.to_owned(), value.to_owned())),
        Some(_) | None => Err("write NAME=VALUE".to_owned()),
    }
}
