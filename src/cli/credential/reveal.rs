//! `automatos credential reveal`

use std::io::{self, Write};

use serde::ser::SerializeMap;
use serde::{Serialize, Serializer};

use super::{Chosen, deed};
use crate::cli::app::App;
use crate::cli::confirm::Consent;
use crate::cli::exit::Status;
use crate::cli::output::Render;
use crate::db::Commit;
use crate::model::{CredentialAction, CredentialValues, FieldValue};
use crate::ops;

/// Print the values of a credential; the log says who read them
#[derive(Debug, clap::Args)]
pub struct Args {
    #[command(flatten)]
    credential: Chosen,

    /// Only this field; on a table the bare value
    #[arg(long, value_name = "FIELD")]
    field: Option<String>,

    #[command(flatten)]
    consent: Consent,
}

pub fn run(args: Args, app: &App) -> anyhow::Result<Status> {
    let mut session = app.connect_to_write(Commit::Keep)?;
    let credential = args.credential.find(&mut session.conn)?;
    let deed = deed(app, Commit::Keep);
    let name = &credential.name;
    let question = format!("this prints the values of the credential `{name}`");
    let allowed = args.consent.ask(app, &question, name);
    let ring = allowed.and_then(|()| app.key_ring());
    let ring = match ring {
        Ok(ring) => ring,
        Err(error) => {
            let action = CredentialAction::Accessed;
            ops::credential::refused(&mut session, &deed, &credential, action, &error)?;
            return Err(error);
        }
    };
    let only = args.field.as_deref();
    let values = ops::credential::reveal::run(&mut session, &ring, &deed, &credential, only)?;
    app.out.show(&Revealed {
        values: &values,
        only,
    })?;
    Ok(Status::Done)
}

/// The one place where values become output.
struct Revealed<'a> {
    values: &'a CredentialValues,
    only: Option<&'a str>,
}

impl Revealed<'_> {
    fn fields(&self) -> impl Iterator<Item = (&str, &FieldValue)> {
        self.values
            .iter()
            .filter(|(name, _)| self.only.is_none_or(|only| only == *name))
    }
}

impl Serialize for Revealed<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(None)?;
        for (name, value) in self.fields() {
            match value {
                FieldValue::Text(text) => map.serialize_entry(name, text.expose())?,
                FieldValue::Number(number) => map.serialize_entry(name, number)?,
                FieldValue::Boolean(flag) => map.serialize_entry(name, flag)?,
            }
        }
        map.end()
    }
}

impl Render for Revealed<'_> {
    fn human(&self, out: &mut dyn Write) -> io::Result<()> {
        let width = self.fields().map(|(name, _)| name.len()).max().unwrap_or(0);
        for (name, value) in self.fields() {
            let value = value.expose();
            match self.only {
                Some(_) => writeln!(out, "{}", *value)?,
                None => writeln!(out, "{name:<width$}  {}", *value)?,
            }
        }
        Ok(())
    }
}
