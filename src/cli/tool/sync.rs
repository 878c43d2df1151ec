//! `automatos tool sync`

use std::fs::File;
use std::io::{self, Read, Write};

use anyhow::Context;
use serde_json::Value;
use url::Url;

use crate::cli::app::App;
use crate::cli::exit::Status;
use crate::cli::output::{Render, fields};
use crate::db::{Commit, composio_sync};
use crate::error::{Advice, Code};
use crate::model::{Digest, Secret};
use crate::ops::tool::sync::{self, Origin, Synced};
use crate::tool::{self, Client, Fetched};

/// The largest file, in bytes.
const LARGEST: u64 = 64 << 20;

/// Make the cache of apps say what a catalogue of Composio says
///
/// The catalogue is a JSON file or an address whose answer is one: `{"items": [...]}` with apps or with
/// actions, as Composio's API answers, or `{"apps": [...]}` with the actions inside. Pages that name a
/// next one are followed. Apps that a list of apps no longer has are switched off, not removed. A
/// catalogue that did not change since is not taken again.
#[derive(Debug, clap::Args)]
pub struct Args {
    /// A file, or an address of http or https
    #[arg(long, value_name = "FILE|URL")]
    from: String,

    /// The environment variable with the key of the server, sent as x-api-key
    #[arg(long, value_name = "VAR")]
    key_from_env: Option<String>,

    /// Take it although it did not change
    #[arg(long)]
    force: bool,

    /// Do it all, report it, and roll it back
    #[arg(long)]
    dry_run: bool,
}

/// A catalogue that has to be taken.
struct Taken {
    pages: Vec<Value>,
    etag: Option<String>,
    digest: Digest,
}

pub fn run(args: Args, app: &App) -> anyhow::Result<Status> {
    let commit = Commit::unless(args.dry_run);
    let key = key(app, args.key_from_env.as_deref())?;
    let source = source(&args.from);
    let mut session = app.connect_to_write(commit)?;
    let last = composio_sync::find(&mut session.conn, &source)?.filter(|_| !args.force);
    let etag = last.as_ref().and_then(|last| last.etag.as_deref());
    let taken = if is_address(&args.from) {
        match Client::new(&args.from, key.as_ref())?.fetch(etag)? {
            Fetched::Unchanged => None,
            Fetched::Pages {
                pages,
                etag,
                digest,
            } => Some(Taken {
                pages,
                etag,
                digest,
            }),
        }
    } else {
        Some(from_file(&args.from)?)
    };
    let same = |taken: &Taken| {
        let last = last.as_ref();
        last.is_some_and(|last| last.content_sha256 == taken.digest.as_str())
    };
    let Some(taken) = taken.filter(|taken| !same(taken)) else {
        app.out
            .note("nothing to do: the catalogue did not change")?;
        app.out.show(&Synced {
            source,
            ..Synced::default()
        })?;
        return Ok(Status::Done);
    };
    let catalogue = tool::read(&source, &taken.pages)?;
    let origin = Origin {
        source: &source,
        etag: taken.etag.as_deref(),
        digest: &taken.digest,
    };
    let done = sync::run(&mut session, app.command(), (&origin, &catalogue), commit)?;
    app.out.show(&done)?;
    Ok(Status::Done)
}

fn is_address(from: &str) -> bool {
    from.starts_with("http://") || from.starts_with("https://")
}

/// What the catalogue is known by. Of an address the query is a digest only: it may hold a key.
fn source(from: &str) -> String {
    let Some(mut url) = Url::parse(from).ok().filter(|_| is_address(from)) else {
        return from.to_owned();
    };
    let query = url.query().map(|query| Digest::of(query.as_bytes()));
    url.set_query(None);
    url.set_fragment(None);
    match query {
        Some(digest) => {
            let digits: String = digest.as_str().chars().take(12).collect();
            format!("{url}?{digits}")
        }
        None => url.to_string(),
    }
}

fn key(app: &App, variable: Option<&str>) -> anyhow::Result<Option<Secret>> {
    let Some(name) = variable else {
        return Ok(None);
    };
    let value = app.config.variables.text(name)?;
    let secret = value.and_then(|value| Secret::new(value.to_owned()));
    let missing = || Advice::new(Code::ConfigValue, format!("${name} is not set"));
    Ok(Some(secret.ok_or_else(missing)?))
}

fn from_file(path: &str) -> anyhow::Result<Taken> {
    let explain = || Advice::new(Code::FileRead, format!("{path} cannot be read"));
    let mut bytes = Vec::new();
    File::open(path)
        .with_context(explain)?
        .take(LARGEST + 1)
        .read_to_end(&mut bytes)
        .with_context(explain)?;
    if bytes.len() as u64 > LARGEST {
        let message = format!("the catalogue {path} has more than {} MiB", LARGEST >> 20);
        return Err(Advice::new(Code::ToolCatalogue, message).into());
    }
    let page = serde_json::from_slice(&bytes)
        .map_err(|error| Advice::new(Code::ToolCatalogue, format!("{path} is no JSON: {error}")))?;
    Ok(Taken {
        pages: vec![page],
        etag: None,
        digest: Digest::of(&bytes),
    })
}

impl Render for Synced {
    fn human(&self, out: &mut dyn Write) -> io::Result<()> {
        fields(out, self, &[])
    }
}
