//! `automatos recipe ...`

mod archive;
mod create;
mod delete;
mod instantiate;
mod list;
mod show;
mod update;
mod validate;

use std::path::Path;

use anyhow::Context;
use diesel::PgConnection;
use serde_json::Value;
use uuid::Uuid;

use super::app::App;
use super::definition_file;
use super::exit::Status;
use super::naming;
use crate::db::Commit;
use crate::db::workflow_recipe::{self, Changes, Recipe};
use crate::model::OwnerType;
use crate::ops::deed::Deed;
use crate::seed::Definition;

/// See, change and use workflows with parameters
#[derive(Debug, clap::Subcommand)]
pub enum Command {
    List(list::Args),
    Show(show::Args),
    Create(create::Args),
    Update(update::Args),
    Archive(archive::Args),
    Delete(delete::Args),
    Validate(validate::Args),
    Instantiate(instantiate::Args),
}

pub fn run(command: Command, app: &App) -> anyhow::Result<Status> {
    match command {
        Command::List(args) => list::run(args, app),
        Command::Show(args) => show::run(args, app),
        Command::Create(args) => create::run(args, app),
        Command::Update(args) => update::run(args, app),
        Command::Archive(args) => archive::run(args, app),
        Command::Delete(args) => delete::run(args, app),
        Command::Validate(args) => validate::run(args, app),
        Command::Instantiate(args) => instantiate::run(args, app),
    }
}

/// The recipe of that template id, name or id, among those that a workspace can use.
fn find(conn: &mut PgConnection, name: &str, workspace_id: Option<Uuid>) -> anyhow::Result<Recipe> {
    let mut found = workflow_recipe::named(conn, name, workspace_id)?;
    // The template id is unique; a name may be that of several.
    if let Some(at) = found.iter().position(|recipe| recipe.template_id == name) {
        found = vec![found.swap_remove(at)];
    }
    naming::one("recipe", name, found, || {
        workflow_recipe::names(conn, workspace_id)
    })
}

/// What a file says of a recipe.
struct Read {
    changes: Changes,
    /// The slug of the workspace that it names.
    workspace: Option<String>,
    owner_type: Option<OwnerType>,
}

fn read(path: &Path) -> anyhow::Result<Read> {
    let mut fields = definition_file::read(Definition::Recipe, path)?;
    let word = |value: Option<Value>| value.and_then(|value| value.as_str().map(ToOwned::to_owned));
    let workspace = word(fields.remove("workspace"));
    let owner_type = word(fields.remove("owner_type")).and_then(|word| OwnerType::parse(&word));
    let changes =
        serde_json::from_value(Value::Object(fields)).context("a recipe has other fields")?;
    Ok(Read {
        changes,
        workspace,
        owner_type,
    })
}

/// How this command's changes are recorded.
fn deed(app: &App, commit: Commit) -> Deed<'_> {
    Deed {
        actor: &app.config.actor,
        command: app.command(),
        commit,
    }
}
