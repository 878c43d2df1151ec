//! `automatos credential import`

mod sources;

use std::collections::BTreeMap;
use std::io::{self, Write};
use std::path::PathBuf;

use serde::Serialize;
use uuid::Uuid;

use super::{Place, deed, find_kind, own_environment};
use crate::cli::app::App;
use crate::cli::exit::Status;
use crate::cli::output::Render;
use crate::db::credential_type::{self, CredentialType};
use crate::db::{Commit, Session};
use crate::error::{Advice, Code};
use crate::model::{CredentialEnvironment, CredentialFileFormat};
use crate::ops::credential::create::{self, Wanted};
use crate::ops::credential::form;
use crate::transfer::{Hints, Item, Left, Mapped};

/// Store the credentials of files: .env, JSON, exports of n8n, or of another instance
///
/// All of them or none, each checked like a new one. From a .env file well-known variables such as
/// `OPENAI_API_KEY` or `DATABASE_URL` become credentials named after their type; what no field takes is said
/// by name. Files of `credential export` are decrypted with `--identity-file`. Ends with 1 when a
/// credential of a file was left out.
#[derive(Debug, clap::Args)]
pub struct Args {
    /// Files; `-` is stdin
    #[arg(value_name = "FILE", required = true)]
    files: Vec<PathBuf>,

    /// How they are written; without it, what they look like
    #[arg(long, value_enum)]
    format: Option<CredentialFileFormat>,

    /// The type of those that name none; the variables of a .env file are its fields
    #[arg(long = "type", value_name = "TYPE")]
    kind: Option<String>,

    /// What a variable of a .env file is; may be repeated
    #[arg(long = "map", value_name = "VARIABLE=TYPE.FIELD")]
    map: Vec<Mapped>,

    /// Secret keys for files that age encrypted
    #[arg(long, value_name = "FILE")]
    identity_file: Option<PathBuf>,

    /// What the names of all of them begin with
    #[arg(long, value_name = "TEXT", default_value = "")]
    prefix: String,

    #[command(flatten)]
    place: Place,

    /// Do it all, report it, and roll it back
    #[arg(long)]
    dry_run: bool,
}

/// What was imported.
#[derive(Debug, Serialize)]
struct Imported {
    credentials: Vec<Stored>,
    left: Vec<Left>,
    dry_run: bool,
}

#[derive(Debug, Serialize)]
struct Stored {
    name: String,
    #[serde(rename = "type")]
    kind: String,
    environment: CredentialEnvironment,
}

pub fn run(args: Args, app: &App) -> anyhow::Result<Status> {
    let commit = Commit::unless(args.dry_run);
    let texts = sources::read(&args.files, args.identity_file.as_deref())?;
    let mut session = app.connect_to_write(commit)?;
    let Some(workspace_id) = args.place.workspace_id(&mut session.conn)? else {
        return Err(Advice::new(Code::Usage, "no workspace is named")
            .hint("add `--workspace`, or set AUTOMATOS_WORKSPACE")
            .into());
    };
    let hints = hints(&args, &mut session)?;
    let (mut items, mut left) = (Vec::new(), Vec::new());
    for (name, text) in &texts {
        let read = crate::transfer::read(text, args.format, &hints, name)?;
        items.extend(read.items);
        left.extend(read.left);
    }
    let kinds = kinds(&mut session, &items)?;
    let environment = match args.place.env {
        Some(environment) => environment,
        None => own_environment(&mut session.conn)?,
    };
    let target = Target {
        workspace_id,
        environment,
        is_forced: args.place.env.is_some(),
        prefix: &args.prefix,
    };
    let mut wanted = Vec::new();
    for item in items {
        if let Some(kind) = kinds.get(&item.kind) {
            wanted.push(target.wanted(item, kind));
        } else {
            let why = format!("there is no type `{}`", item.kind);
            left.push(Left::credential(item.name, why));
        }
    }
    let ring = app.key_ring();
    let made = create::run(&mut session, ring, &deed(app, commit), &wanted)?;
    let stored = made.into_iter().map(|one| Stored {
        name: one.name,
        kind: one.kind,
        environment: one.environment,
    });
    let imported = Imported {
        credentials: stored.collect(),
        left,
        dry_run: args.dry_run,
    };
    app.out.show(&imported)?;
    Ok(if imported.left.iter().any(|one| one.is_credential) {
        Status::Partial
    } else {
        Status::Done
    })
}

/// What the reader is told beside the texts.
fn hints(args: &Args, session: &mut Session) -> anyhow::Result<Hints> {
    let kind = match &args.kind {
        Some(name) => {
            let kind = find_kind(&mut session.conn, name)?;
            let form = form(&kind)?;
            let fields = form.fields().iter().map(|field| field.name.clone());
            Some((kind.name.clone(), fields.collect()))
        }
        None => None,
    };
    Ok(Hints {
        kind,
        mapped: args.map.clone(),
    })
}

fn kinds(
    session: &mut Session,
    items: &[Item],
) -> anyhow::Result<BTreeMap<String, CredentialType>> {
    let names: Vec<&str> = items.iter().map(|item| item.kind.as_str()).collect();
    let found = credential_type::of_names(&mut session.conn, &names)?;
    Ok(found
        .into_iter()
        .map(|kind| (kind.name.clone(), kind))
        .collect())
}

/// Where they go.
struct Target<'a> {
    workspace_id: Uuid,
    environment: CredentialEnvironment,
    /// Whether that holds whatever the file says.
    is_forced: bool,
    prefix: &'a str,
}

impl Target<'_> {
    fn wanted<'a>(&self, item: Item, kind: &'a CredentialType) -> Wanted<'a> {
        let Item {
            name,
            kind: _,
            environment,
            description,
            tags,
            expires_at,
            values,
        } = item;
        let own = environment.filter(|_| !self.is_forced);
        Wanted {
            workspace_id: self.workspace_id,
            kind,
            name: format!("{}{name}", self.prefix),
            environment: own.unwrap_or(self.environment),
            description,
            tags,
            expires_at,
            values,
        }
    }
}

impl Render for Imported {
    fn human(&self, out: &mut dyn Write) -> io::Result<()> {
        let would = if self.dry_run { "would be " } else { "" };
        for one in &self.credentials {
            writeln!(
                out,
                "`{}` ({}, {}) {would}stored",
                one.name, one.kind, one.environment
            )?;
        }
        for one in &self.left {
            writeln!(out, "left: {}: {}", one.name, one.why)?;
        }
        Ok(())
    }
}
