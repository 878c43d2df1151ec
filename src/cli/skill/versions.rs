//! `automatos skill versions`

use chrono::{DateTime, Utc};

use crate::cli::app::App;
use crate::cli::exit::Status;
use crate::cli::listing::{self, Listed};
use crate::cli::owner::Owner;
use crate::db::skill_version::{self, SkillVersion};

/// List what a skill was, the newest version first
#[derive(Debug, clap::Args)]
pub struct Args {
    /// Its name or id; dashes stand for spaces
    skill: String,

    #[command(flatten)]
    owner: Owner,

    #[command(flatten)]
    listing: listing::Newest,
}

pub fn run(args: Args, app: &App) -> anyhow::Result<Status> {
    let page = args.listing.page()?;
    let conn = &mut app.connect()?.conn;
    let owner = args.owner.id(conn)?;
    let skill = super::find(conn, &args.skill, owner)?;
    let rows = skill_version::page(conn, skill.id, &page)?;
    let page = args.listing.finish(rows);
    let columns = [
        "version",
        "is_current",
        "security_status",
        "git_commit_sha",
        "changelog",
        "created_at",
    ];
    app.out.list(&page, &columns)?;
    Ok(Status::Done)
}

impl Listed for SkillVersion {
    type Id = i64;

    fn id(&self) -> i64 {
        self.id
    }

    fn natural_key(&self) -> &str {
        &self.version
    }

    fn created_at(&self) -> DateTime<Utc> {
        self.created_at
    }
}
