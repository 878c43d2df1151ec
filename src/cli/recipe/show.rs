//! `automatos recipe show`

use std::io::{self, Write};

use crate::cli::app::App;
use crate::cli::exit::Status;
use crate::cli::output::{Render, fields};
use crate::cli::owner::Owner;
use crate::db::workflow_recipe::Recipe;

/// Show one recipe with its inputs
#[derive(Debug, clap::Args)]
pub struct Args {
    /// Its template id, name or id
    recipe: String,

    #[command(flatten)]
    owner: Owner,
}

pub fn run(args: Args, app: &App) -> anyhow::Result<Status> {
    let conn = &mut app.connect()?.conn;
    let owner = args.owner.id(conn)?;
    let recipe = super::find(conn, &args.recipe, owner)?;
    app.out.show(&recipe)?;
    Ok(Status::Done)
}

impl Render for Recipe {
    fn human(&self, out: &mut dyn Write) -> io::Result<()> {
        fields(out, self, &[])
    }
}
