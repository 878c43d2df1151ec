//! `automatos credential ...`

mod audit;
mod create;
mod delete;
mod export;
mod import;
mod input;
mod kind;
mod list;
mod prompt;
mod reveal;
mod rotate;
mod show;
mod test;
mod update;
mod verify;

use anyhow::Context;
use diesel::PgConnection;

pub use self::input::text as text_of;
use super::app::App;
use super::exit::Status;
use super::{naming, workspace};
use crate::db::credential::{self, Credential};
use crate::db::credential_type::{self, CredentialType};
use crate::db::{Commit, environment};
use crate::error::{Advice, Code};
use crate::model::CredentialEnvironment;
use crate::ops::credential::Deed;

/// Keep the secrets of workspaces, sealed with the master key
#[derive(Debug, clap::Subcommand)]
pub enum Command {
    #[command(subcommand, name = "type")]
    Kind(kind::Command),
    List(list::Args),
    Show(show::Args),
    Create(create::Args),
    Update(update::Args),
    Delete(delete::Args),
    Reveal(reveal::Args),
    Test(test::Args),
    Rotate(rotate::Args),
    Verify(verify::Args),
    Audit(audit::Args),
    Import(import::Args),
    Export(export::Args),
}

pub fn run(command: Command, app: &App) -> anyhow::Result<Status> {
    match command {
        Command::Kind(command) => kind::run(command, app),
        Command::List(args) => list::run(args, app),
        Command::Show(args) => show::run(args, app),
        Command::Create(args) => create::run(args, app),
        Command::Update(args) => update::run(args, app),
        Command::Delete(args) => delete::run(args, app),
        Command::Reveal(args) => reveal::run(args, app),
        Command::Test(args) => test::run(args, app),
        Command::Rotate(args) => rotate::run(args, app),
        Command::Verify(args) => verify::run(args, app),
        Command::Audit(args) => audit::run(args, app),
        Command::Import(args) => import::run(args, app),
        Command::Export(args) => export::run(args, app),
    }
}

/// Where credentials are looked for.
#[derive(Debug, clap::Args)]
#[group(skip)]
pub struct Place {
    /// The workspace it is in
    #[arg(
        short,
        long,
        value_name = "WORKSPACE",
        env = "AUTOMATOS_WORKSPACE",
        hide_env = true
    )]
    workspace: Option<String>,

    /// The environment it is for: development, staging or production
    #[arg(
        long,
        value_name = "ENVIRONMENT",
        value_enum,
        hide_possible_values = true
    )]
    env: Option<CredentialEnvironment>,
}

impl Place {
    /// Fails where an environment of credentials was named beside all of them. The workspace may come from the
    /// environment, where it says nothing about this command.
    pub fn check_absent(&self) -> anyhow::Result<()> {
        if self.env.is_none() {
            return Ok(());
        }
        Err(
            Advice::new(Code::Usage, "`--all` means every workspace and environment")
                .hint("leave `--env` out, or name credentials")
                .into(),
        )
    }

    /// The id of the workspace, where one was named.
    pub fn workspace_id(&self, conn: &mut PgConnection) -> anyhow::Result<Option<uuid::Uuid>> {
        match &self.workspace {
            Some(name) => Ok(Some(workspace::find(conn, name)?.id)),
            None => Ok(None),
        }
    }

    /// The one credential there of that name or id.
    pub fn find(&self, conn: &mut PgConnection, name: &str) -> anyhow::Result<Credential> {
        let workspace_id = self.workspace_id(conn)?;
        let found = credential::named(conn, name, workspace_id, self.env)?;
        if let [first, second, ..] = found.as_slice() {
            return Err(ambiguous(name, [first, second]).into());
        }
        naming::one("credential", name, found, || {
            credential::names(conn, workspace_id)
        })
    }
}

/// More than one is called that: the first two, and what tells them apart.
fn ambiguous(name: &str, found: [&Credential; 2]) -> Advice {
    let places = found.map(|one| format!("{} in {} ({})", one.id, one.workspace, one.environment));
    let message = format!(
        "more than one credential goes by `{name}`: {}",
        places.join(", ")
    );
    Advice::new(Code::NameAmbiguous, message).hint("add `--workspace` or `--env`, or name its id")
}

/// The credential that a command is about.
#[derive(Debug, clap::Args)]
#[group(skip)]
pub struct Chosen {
    /// Its name or id
    #[arg(value_name = "NAME")]
    credential: String,

    #[command(flatten)]
    place: Place,
}

impl Chosen {
    /// It.
    pub fn find(&self, conn: &mut PgConnection) -> anyhow::Result<Credential> {
        self.place.find(conn, &self.credential)
    }
}

/// The type of that name, display name or id.
pub fn find_kind(conn: &mut PgConnection, name: &str) -> anyhow::Result<CredentialType> {
    let found = credential_type::named(conn, name)?;
    naming::one("credential type", name, found, || {
        credential_type::names(conn)
    })
}

/// The type of a credential.
pub fn kind_of(conn: &mut PgConnection, credential: &Credential) -> anyhow::Result<CredentialType> {
    let found = credential_type::named(conn, &credential.credential_type_id.to_string())?;
    found
        .into_iter()
        .next()
        .with_context(|| format!("the type of `{}` was removed meanwhile", credential.name))
}

/// The environment of the database, where that is one that credentials have.
fn own_environment(conn: &mut PgConnection) -> anyhow::Result<CredentialEnvironment> {
    let stored = environment::name(conn)?;
    let own = stored.as_deref().and_then(CredentialEnvironment::parse);
    Ok(own.unwrap_or(CredentialEnvironment::Development))
}

/// What this command does, and whether it stays.
pub fn deed(app: &App, commit: Commit) -> Deed<'_> {
    Deed {
        command: app.command(),
        commit,
    }
}
