//! `automatos credential show`

use std::io::{self, Write};

use super::Chosen;
use crate::cli::app::App;
use crate::cli::exit::Status;
use crate::cli::output::{Render, fields};
use crate::db::credential::Credential;

/// Show what is known of a credential, but for its values
#[derive(Debug, clap::Args)]
pub struct Args {
    #[command(flatten)]
    credential: Chosen,
}

pub fn run(args: Args, app: &App) -> anyhow::Result<Status> {
    let credential = args.credential.find(&mut app.connect()?.conn)?;
    app.out.show(&credential)?;
    Ok(Status::Done)
}

impl Render for Credential {
    fn human(&self, out: &mut dyn Write) -> io::Result<()> {
        fields(out, self, &["workspace_id", "credential_type_id"])
    }
}
