//! `automatos credential type show`

use std::io::{self, Write};

use crate::cli::app::App;
use crate::cli::credential::find_kind;
use crate::cli::exit::Status;
use crate::cli::output::{Render, fields};
use crate::db::credential_type::CredentialType;

/// Show one type of credentials with its fields and its test
#[derive(Debug, clap::Args)]
pub struct Args {
    /// Its name, display name or id
    #[arg(value_name = "TYPE")]
    kind: String,
}

pub fn run(args: Args, app: &App) -> anyhow::Result<Status> {
    let conn = &mut app.connect()?.conn;
    let kind = find_kind(conn, &args.kind)?;
    app.out.show(&kind)?;
    Ok(Status::Done)
}

impl Render for CredentialType {
    fn human(&self, out: &mut dyn Write) -> io::Result<()> {
        fields(out, self, &["schema_definition", "test_endpoint"])?;
        writeln!(out, "\nfields")?;
        for field in self.schema_definition.as_array().into_iter().flatten() {
            let text = |name: &str| field.get(name).and_then(|value| value.as_str());
            let required = field.get("required").is_some_and(|value| value == true);
            writeln!(
                out,
                "  {:<24}{:<10}{}{}",
                text("name").unwrap_or_default(),
                text("type").unwrap_or_default(),
                text("display_name").unwrap_or_default(),
                if required { " (required)" } else { "" }
            )?;
        }
        Ok(())
    }
}
