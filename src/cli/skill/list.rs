//! `automatos skill list`

use chrono::{DateTime, Utc};

use crate::cli::app::App;
use crate::cli::exit::Status;
use crate::cli::listing::{self, Listed};
use crate::cli::workspace::Chosen;
use crate::db::skill::{self, Filter, Metadata};
use crate::model::SkillType;

/// List skills
#[derive(Debug, clap::Args)]
pub struct Args {
    /// Only of this category
    #[arg(long)]
    category: Option<String>,

    /// Only of this type
    #[arg(long = "type", value_enum, value_name = "TYPE")]
    skill_type: Option<SkillType>,

    /// Only with this tag
    #[arg(long)]
    tag: Option<String>,

    /// Only from this source
    #[arg(long)]
    source: Option<String>,

    /// Only those that are offered
    #[arg(long, conflicts_with = "inactive")]
    active: bool,

    /// Only those that are offered no more
    #[arg(long)]
    inactive: bool,

    #[command(flatten)]
    workspace: Chosen,

    #[command(flatten)]
    listing: listing::Args,
}

pub fn run(args: Args, app: &App) -> anyhow::Result<Status> {
    let page = args.listing.page()?;
    let conn = &mut app.connect()?.conn;
    let filter = Filter {
        category: args.category,
        skill_type: args.skill_type,
        tag: args.tag,
        source: args.source,
        is_active: (args.active || args.inactive).then_some(args.active),
        workspace_id: args.workspace.id(conn)?,
        search: args.listing.search.clone(),
    };
    let rows = skill::page(conn, &filter, &page)?;
    let page = args.listing.finish(rows);
    app.out
        .list(&page, &["name", "category", "skill_type", "description"])?;
    Ok(Status::Done)
}

impl Listed for Metadata {
    type Id = i64;

    fn id(&self) -> i64 {
        self.id
    }

    fn natural_key(&self) -> &str {
        &self.name
    }

    fn created_at(&self) -> DateTime<Utc> {
        self.created_at
    }
}
