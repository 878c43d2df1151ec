//! `credential_audit_logs`: who did what with a credential, only ever added to.

use chrono::{DateTime, Utc};
use diesel::prelude::*;
use serde::Serialize;
use serde_json::Value;
use uuid::Uuid;

use super::page::{Cursor, Page, paged};
use super::schema::credential_audit_logs as table;
use crate::model::CredentialAction;

/// A row of `credential_audit_logs`.
#[derive(Debug, HasQuery, Serialize)]
#[diesel(table_name = table)]
pub struct CredentialAuditLog {
    pub workspace_id: Uuid,
    pub created_at: DateTime<Utc>,
    pub id: Uuid,
    pub credential_id: i64,
    pub credential_name: String,
    pub action: CredentialAction,
    pub performed_by: String,
    pub success: bool,
    pub error_message: Option<String>,
    pub details: Value,
}

/// A credential that something was done with.
#[derive(Debug, Clone, Copy)]
pub struct Subject<'a> {
    pub workspace_id: Uuid,
    pub id: i64,
    pub name: &'a str,
}

/// What was done with some credentials.
#[derive(Debug)]
pub struct Deed<'a> {
    pub action: CredentialAction,
    pub by: &'a str,
    /// Why it failed, without a secret; nothing where it succeeded.
    pub error: Option<&'a str>,
    /// The same for all of them; never a secret.
    pub details: Value,
}

/// Which rows are wanted.
#[derive(Debug)]
pub struct Filter<'a> {
    pub workspace_id: Uuid,
    /// The credentials that are meant, under all names they had.
    pub ids: &'a [i64],
    pub action: Option<CredentialAction>,
    pub since: DateTime<Utc>,
}

/// Adds a row for each of what was the same for all.
pub fn append(
    conn: &mut PgConnection,
    subjects: &[Subject<'_>],
    deed: &Deed<'_>,
) -> QueryResult<()> {
    let rows: Vec<_> = subjects.iter().map(|subject| (*subject, deed)).collect();
    append_each(conn, &rows)
}

/// Adds a row for each.
pub fn append_each(conn: &mut PgConnection, done: &[(Subject<'_>, &Deed<'_>)]) -> QueryResult<()> {
    // A statement has 65,535 values at most.
    const MOST_ROWS: usize = 5000;
    for part in done.chunks(MOST_ROWS) {
        let row = |(subject, deed): &(Subject<'_>, &Deed<'_>)| {
            (
                table::workspace_id.eq(subject.workspace_id),
                table::id.eq(Uuid::now_v7()),
                table::credential_id.eq(subject.id),
                table::credential_name.eq(subject.name.to_owned()),
                table::action.eq(deed.action),
                table::performed_by.eq(deed.by.to_owned()),
                table::success.eq(deed.error.is_none()),
                table::error_message.eq(deed.error.map(ToOwned::to_owned)),
                table::details.eq(deed.details.clone()),
            )
        };
        let rows: Vec<_> = part.iter().map(row).collect();
        diesel::insert_into(table::table)
            .values(rows)
            .execute(conn)?;
    }
    Ok(())
}

/// A page of what was done with the credentials of a name, the newest first.
pub fn page(
    conn: &mut PgConnection,
    filter: &Filter<'_>,
    page: &Page<Uuid>,
) -> QueryResult<Vec<CredentialAuditLog>> {
    let mut query = CredentialAuditLog::query()
        .filter(table::workspace_id.eq(filter.workspace_id))
        .filter(table::created_at.ge(filter.since))
        .filter(table::credential_id.eq_any(filter.ids))
        .into_boxed();
    if let Some(action) = filter.action {
        query = query.filter(table::action.eq(action));
    }
    if let Some(Cursor::Created(at, _)) = &page.after {
        query = query.filter(table::created_at.le(at));
    }
    paged!(
        query,
        page,
        table::credential_name,
        table::created_at,
        table::id
    )
    .load(conn)
}

/// The credentials, by workspace and id, that something was done with while they had this name, or that have it for
/// an id.
pub fn called(
    conn: &mut PgConnection,
    name: &str,
    (workspace_id, since): (Option<Uuid>, DateTime<Utc>),
) -> QueryResult<Vec<(Uuid, i64)>> {
    let mut query = table::table
        .filter(table::created_at.ge(since))
        .select((table::workspace_id, table::credential_id))
        .distinct()
        .into_boxed();
    query = match name.parse::<i64>() {
        Ok(id) => query.filter(
            table::credential_name
                .eq(name)
                .or(table::credential_id.eq(id)),
        ),
        Err(_) => query.filter(table::credential_name.eq(name)),
    };
    if let Some(workspace_id) = workspace_id {
        query = query.filter(table::workspace_id.eq(workspace_id));
    }
    query.load(conn)
}
