//! `automatos setting ...`

mod get;
mod list;
mod set;
mod unset;

use diesel::PgConnection;

use super::app::App;
use super::exit::Status;
use super::naming;
use crate::db::system_setting::{self, SystemSetting};
use crate::error::{Advice, Code};

/// See and change the settings of the platform
#[derive(Debug, clap::Subcommand)]
pub enum Command {
    List(list::Args),
    Get(get::Args),
    Set(set::Args),
    Unset(unset::Args),
}

pub fn run(command: Command, app: &App) -> anyhow::Result<Status> {
    match command {
        Command::List(args) => list::run(args, app),
        Command::Get(args) => get::run(args, app),
        Command::Set(args) => set::run(args, app),
        Command::Unset(args) => unset::run(args, app),
    }
}

/// The category and the key of a name.
fn parts(name: &str) -> Result<(&str, &str), Advice> {
    name.split_once('.').ok_or_else(|| {
        Advice::new(Code::Usage, format!("`{name}` names no setting"))
            .hint("write its category and key, as in `logging.level`")
    })
}

/// The setting of that category and key.
fn find(conn: &mut PgConnection, category: &str, key: &str) -> anyhow::Result<SystemSetting> {
    let found = system_setting::find(conn, category, key)?;
    let name = format!("{category}.{key}");
    naming::one("setting", &name, found, || system_setting::names(conn))
}
