//! `automatos plugin ...`

mod activate;
mod approve;
mod deactivate;
mod delete;
mod disable;
mod download;
mod enable;
mod history;
mod html;
mod judge;
mod limits;
mod list;
mod policy;
mod reference;
mod reject;
mod report;
mod sarif;
mod scan;
mod scanned;
mod search;
mod show;
mod stored;
mod units;
mod update;
mod upload;
mod uploads;
mod verify;
mod versions;

pub use self::policy::read as scan_policy;
pub use self::reference::plugin as find;
pub use self::show::parts;
pub use self::verify::problem_line;

use super::app::App;
use super::exit::Status;
use crate::db::Commit;
use crate::ops::plugin::Deed;

/// Bring plugins into the marketplace, judge them, and give them to workspaces
#[derive(Debug, clap::Subcommand)]
pub enum Command {
    Upload(upload::Args),
    Update(update::Args),
    Scan(scan::Args),
    Approve(approve::Args),
    Reject(reject::Args),
    Report(report::Args),
    Activate(activate::Args),
    Deactivate(deactivate::Args),
    Delete(delete::Args),
    List(list::Args),
    Search(search::Args),
    Show(show::Args),
    Versions(versions::Args),
    History(history::Args),
    Enable(enable::Args),
    Disable(disable::Args),
    Download(download::Args),
    Verify(verify::Args),
}

pub fn run(command: Command, app: &App) -> anyhow::Result<Status> {
    match command {
        Command::Upload(args) => upload::run(args, app),
        Command::Update(args) => update::run(args, app),
        Command::Scan(args) => scan::run(args, app),
        Command::Download(args) => download::run(args, app),
        Command::Verify(args) => verify::run(args, app),
        Command::Approve(args) => approve::run(args, app),
        Command::Reject(args) => reject::run(args, app),
        Command::Report(args) => report::run(args, app),
        Command::Activate(args) => activate::run(args, app),
        Command::Deactivate(args) => deactivate::run(args, app),
        Command::Delete(args) => delete::run(args, app),
        Command::List(args) => list::run(args, app),
        Command::Search(args) => search::run(args, app),
        Command::Show(args) => show::run(args, app),
        Command::Versions(args) => versions::run(args, app),
        Command::History(args) => history::run(args, app),
        Command::Enable(args) => enable::run(args, app),
        Command::Disable(args) => disable::run(args, app),
    }
}

/// How this command's changes are recorded.
fn deed<'a>(app: &'a App, reason: Option<&'a str>, commit: Commit) -> Deed<'a> {
    Deed {
        actor: &app.config.actor,
        command: app.command(),
        reason,
        commit,
    }
}

/// A reason that says something.
pub fn reason(text: &str) -> Result<String, String> {
    let text = text.trim();
    if text.is_empty() {
        return Err("say why".to_owned());
    }
    Ok(text.to_owned())
}
