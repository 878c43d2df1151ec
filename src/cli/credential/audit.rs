//! `automatos credential audit`

use chrono::{DateTime, Utc};
use uuid::Uuid;

use super::Place;
use crate::cli::app::App;
use crate::cli::exit::Status;
use crate::cli::listing::{Listed, Newest};
use crate::cli::moment::Moment;
use crate::cli::naming;
use crate::db::credential::{self, Credential};
use crate::db::credential_audit_log::{self, CredentialAuditLog, Filter};
use crate::db::credential_seal;
use crate::error::{Advice, Code};
use crate::model::CredentialAction;

/// List what was done with a credential, the newest first, also when it is gone
#[derive(Debug, clap::Args)]
pub struct Args {
    /// Its name or id; of one that was deleted, a name that it had
    #[arg(value_name = "NAME")]
    credential: String,

    #[command(flatten)]
    place: Place,

    /// Only this
    #[arg(long, value_enum)]
    action: Option<CredentialAction>,

    /// From when on: 30d ago, or a day
    #[arg(long, value_name = "WHEN", default_value = "90d")]
    since: Moment,

    #[command(flatten)]
    listing: Newest,
}

pub fn run(args: Args, app: &App) -> anyhow::Result<Status> {
    let page = args.listing.page()?;
    let conn = &mut app.connect()?.conn;
    let since = args.since.past(conn)?;
    let wanted = args.place.workspace_id(conn)?;
    let found = credential::named(conn, &args.credential, wanted, args.place.env)?;
    let (workspace_id, ids) = if found.is_empty() {
        gone(conn, &args.credential, (wanted, since))?
    } else {
        let one = naming::one("credential", &args.credential, found, || Ok(Vec::new()))?;
        let mut ids = predecessors(conn, &one, since)?;
        ids.push(one.id);
        (one.workspace_id, ids)
    };
    let filter = Filter {
        workspace_id,
        ids: &ids,
        action: args.action,
        since,
    };
    let rows = credential_audit_log::page(conn, &filter, &page)?;
    let page = args.listing.finish(rows);
    let columns = [
        "created_at",
        "action",
        "performed_by",
        "success",
        "error_message",
    ];
    app.out.list(&page, &columns)?;
    Ok(Status::Done)
}

/// The ids of deleted credentials that were called like this one: to delete and create again hides nothing.
fn predecessors(
    conn: &mut diesel::PgConnection,
    one: &Credential,
    since: DateTime<Utc>,
) -> anyhow::Result<Vec<i64>> {
    let place = (Some(one.workspace_id), since);
    let called = credential_audit_log::called(conn, &one.name, place)?;
    let there = credential_seal::of(conn, &called)?;
    let is_gone = |id: &i64| there.iter().all(|row| row.id != *id);
    Ok(called
        .into_iter()
        .map(|(_, id)| id)
        .filter(is_gone)
        .collect())
}

/// The workspace and the ids of the credentials of that name, or id, that were deleted.
fn gone(
    conn: &mut diesel::PgConnection,
    name: &str,
    (wanted, since): (Option<Uuid>, DateTime<Utc>),
) -> anyhow::Result<(Uuid, Vec<i64>)> {
    let found = credential_audit_log::called(conn, name, (wanted, since))?;
    let Some((workspace_id, _)) = found.first().copied() else {
        let known = credential::names(conn, wanted)?;
        return Err(naming::missing("credential", name, &known).into());
    };
    if found.iter().any(|(other, _)| *other != workspace_id) {
        let message = format!("more than one workspace had a credential `{name}`");
        return Err(Advice::new(Code::NameAmbiguous, message)
            .hint("add `--workspace`")
            .into());
    }
    Ok((workspace_id, found.into_iter().map(|(_, id)| id).collect()))
}

impl Listed for CredentialAuditLog {
    type Id = Uuid;

    fn id(&self) -> Uuid {
        self.id
    }

    fn natural_key(&self) -> &str {
        &self.credential_name
    }

    fn created_at(&self) -> DateTime<Utc> {
        self.created_at
    }
}
