//! `automatos model list`

use chrono::{DateTime, Utc};

use crate::cli::app::App;
use crate::cli::exit::Status;
use crate::cli::listing::{self, Listed};
use crate::cli::workspace::Chosen;
use crate::db::llm_model::{self, Filter, LlmModel};
use crate::model::ModelStatus;

/// List language models with their limits and prices in USD per 1000 tokens
#[derive(Debug, clap::Args)]
pub struct Args {
    /// Only of this provider
    #[arg(long)]
    provider: Option<String>,

    /// Only in this state
    #[arg(long, value_enum)]
    status: Option<ModelStatus>,

    #[command(flatten)]
    workspace: Chosen,

    #[command(flatten)]
    listing: listing::Args,
}

const COLUMNS: &[&str] = &[
    "provider",
    "model_id",
    "status",
    "context_window",
    "input_cost_per_1k_tokens",
    "output_cost_per_1k_tokens",
];

pub fn run(args: Args, app: &App) -> anyhow::Result<Status> {
    let page = args.listing.page()?;
    let conn = &mut app.connect()?.conn;
    let filter = Filter {
        provider: args.provider,
        status: args.status,
        workspace_id: args.workspace.id(conn)?,
        search: args.listing.search.clone(),
    };
    let rows = llm_model::page(conn, &filter, &page)?;
    let page = args.listing.finish(rows);
    app.out.list(&page, COLUMNS)?;
    Ok(Status::Done)
}

impl Listed for LlmModel {
    type Id = i64;

    fn id(&self) -> i64 {
        self.id
    }

    fn natural_key(&self) -> &str {
        &self.model_id
    }

    fn created_at(&self) -> DateTime<Utc> {
        self.created_at
    }
}
