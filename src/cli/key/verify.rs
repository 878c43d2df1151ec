//! `automatos key verify`

use serde::Serialize;

use crate::cli::app::App;
use crate::cli::exit::Status;
use crate::cli::output::Page;
use crate::db::credential_seal::{self, Use};

/// Compare the master keys that the database needs with those that are here
///
/// Ends with 3 when one is missing. `credential verify --all` goes on to open everything.
#[derive(Debug, clap::Args)]
pub struct Args {}

#[derive(Serialize)]
struct Key {
    key_id: String,
    /// active, older, or missing here.
    state: &'static str,
    credentials: i64,
    settings: i64,
}

pub fn run(_: Args, app: &App) -> anyhow::Result<Status> {
    let ring = app.key_ring()?;
    let ids = ring.ids();
    let uses = credential_seal::uses(&mut app.connect()?.conn)?;
    let unused = |id: &&String| uses.iter().all(|it| it.key_id != **id);
    let idle: Vec<Key> = ids
        .iter()
        .filter(unused)
        .map(|id| {
            key(
                &ids,
                Use {
                    key_id: id.clone(),
                    credentials: 0,
                    settings: 0,
                },
            )
        })
        .collect();
    let mut rows: Vec<Key> = uses.into_iter().map(|one| key(&ids, one)).collect();
    let missing = rows.iter().any(|row| row.state == MISSING);
    rows.extend(idle);
    let page = Page { rows, next: None };
    app.out
        .list(&page, &["key_id", "state", "credentials", "settings"])?;
    Ok(if missing { Status::Found } else { Status::Done })
}

const MISSING: &str = "missing";

fn key(ids: &[String], used: Use) -> Key {
    let Use {
        key_id,
        credentials,
        settings,
    } = used;
    let state = match ids.iter().position(|id| *id == key_id) {
        Some(0) => "active",
        Some(_) => "older",
        None => MISSING,
    };
    Key {
        key_id,
        state,
        credentials,
        settings,
    }
}
