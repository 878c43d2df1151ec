//! `automatos plugin list`

use chrono::{DateTime, SecondsFormat, Utc};
use clap::ValueEnum;
use diesel::PgConnection;

use crate::cli::app::App;
use crate::cli::category;
use crate::cli::exit::Status;
use crate::cli::output::Page;
use crate::db::marketplace_page::{self, After, Filter, Order};
use crate::db::marketplace_plugin::MarketplacePlugin;
use crate::error::{Advice, Code};
use crate::model::{ApprovalStatus, SecurityStatus};

/// What a table of plugins shows.
const COLUMNS: [&str; 7] = [
    "slug",
    "version",
    "category",
    "security_status",
    "approval_status",
    "is_active",
    "enable_count",
];

/// List plugins, each as the marketplace shows it
#[derive(Debug, clap::Args)]
pub struct Args {
    /// Only what workspaces can enable: approved and active
    #[arg(long, conflicts_with_all = ["approval", "inactive"])]
    marketplace: bool,

    /// Only with this approval
    #[arg(long, value_enum, value_name = "STATUS")]
    approval: Option<ApprovalStatus>,

    /// Only with this verdict of the newest scan
    #[arg(long, value_enum, value_name = "STATUS")]
    security: Option<SecurityStatus>,

    /// Only those that are active
    #[arg(long, conflicts_with = "inactive")]
    active: bool,

    /// Only those that are not
    #[arg(long)]
    inactive: bool,

    /// Only rows with this text in slug, name, description or a tag
    #[arg(long, value_name = "TEXT")]
    search: Option<String>,

    #[command(flatten)]
    part: Part,
}

/// Which part of the plugins, and in which order.
#[derive(Debug, clap::Args)]
#[group(skip)]
pub struct Part {
    /// Only in this category, or in this group and all its categories
    #[arg(long, value_name = "CATEGORY")]
    category: Option<String>,

    /// Only with this tag
    #[arg(long, value_name = "TAG")]
    tag: Option<String>,

    /// Order
    #[arg(long, value_enum, value_name = "ORDER")]
    sort: Option<Sort>,

    /// At most so many rows; 0 is all
    #[arg(long, value_name = "N", default_value_t = 50)]
    limit: u32,

    /// Begin after this cursor of an earlier page
    #[arg(long, value_name = "CURSOR")]
    after: Option<String>,
}

#[derive(Debug, Clone, Copy, ValueEnum)]
pub enum Sort {
    /// By slug
    Name,
    /// The newest first
    Newest,
    /// The most enabled first
    Popular,
}

pub fn run(args: Args, app: &App) -> anyhow::Result<Status> {
    let filter = Filter {
        approval: args
            .marketplace
            .then_some(ApprovalStatus::Approved)
            .or(args.approval),
        security: args.security,
        is_active: (args.marketplace || args.active || args.inactive).then_some(!args.inactive),
        search: args.search,
        ..Filter::default()
    };
    args.part.show(app, filter, Order::Name)
}

impl Part {
    /// Shows that part of the plugins that pass the filter.
    pub fn show(self, app: &App, mut filter: Filter, usual: Order) -> anyhow::Result<Status> {
        let order = match self.sort {
            None => usual,
            Some(Sort::Name) => Order::Name,
            Some(Sort::Newest) => Order::Newest,
            Some(Sort::Popular) => Order::Popular,
        };
        let after = self
            .after
            .as_deref()
            .map(|text| cursor(order, text))
            .transpose()?;
        let conn = &mut app.connect()?.conn;
        filter.categories = self.categories(conn)?;
        filter.tag = self.tag;
        let limit = i64::from(self.limit);
        let fetch = if limit == 0 { i64::MAX } else { limit + 1 };
        let mut rows = marketplace_page::page(conn, &filter, (order, after.as_ref()), fetch)?;
        let wanted = self.limit as usize;
        let more = wanted > 0 && rows.len() > wanted;
        if more {
            rows.truncate(wanted);
        }
        let next = rows.last().filter(|_| more).map(|row| written(order, row));
        app.out.list(&Page { rows, next }, &COLUMNS)?;
        Ok(Status::Done)
    }

    fn categories(&self, conn: &mut PgConnection) -> anyhow::Result<Option<Vec<uuid::Uuid>>> {
        match &self.category {
            None => Ok(None),
            Some(name) => category::with_inner(conn, name).map(Some),
        }
    }
}

/// The place after a row, as text.
fn written(order: Order, row: &MarketplacePlugin) -> String {
    match order {
        Order::Name => row.slug.clone(),
        Order::Newest => {
            let at = row.created_at.to_rfc3339_opts(SecondsFormat::Micros, true);
            format!("{}@{at}", row.id)
        }
        Order::Popular => format!("{}@{}", row.id, row.enable_count),
    }
}

fn cursor(order: Order, text: &str) -> Result<After, Advice> {
    let bad = || {
        Advice::new(Code::Usage, format!("`{text}` is no cursor of this list"))
            .hint("take it from `next` of the page before, with the same `--sort`")
    };
    let parts = || text.split_once('@').ok_or_else(bad);
    match order {
        Order::Name => Ok(After::Name(text.to_owned())),
        Order::Newest => {
            let (id, at) = parts()?;
            let at = DateTime::parse_from_rfc3339(at).map_err(|_| bad())?;
            Ok(After::Newest(
                at.with_timezone(&Utc),
                id.parse().map_err(|_| bad())?,
            ))
        }
        Order::Popular => {
            let (id, count) = parts()?;
            let count = count.parse().map_err(|_| bad())?;
            Ok(After::Popular(count, id.parse().map_err(|_| bad())?))
        }
    }
}
