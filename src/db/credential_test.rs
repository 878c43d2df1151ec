//! `credentials`: which of them are to be tested, and what came of it.

use std::time::Duration;

use chrono::{DateTime, TimeDelta, Utc};
use diesel::prelude::*;
use diesel::sql_types::{Array, BigInt, Text, Timestamptz, Uuid as SqlUuid};
use uuid::Uuid;

use super::clock;
use super::credential::{self, Credential};
use super::schema::credentials;
use crate::model::{CredentialEnvironment, TestStatus};

/// Which credentials are to be tested; what is absent does not matter.
#[derive(Debug, Default)]
pub struct Due {
    pub workspace_id: Option<Uuid>,
    pub environment: Option<CredentialEnvironment>,
    /// Only those whose last test is older than that, or that had none.
    pub stale: Option<Duration>,
}

/// The active ones among them, by name.
pub fn due(conn: &mut PgConnection, due: &Due) -> QueryResult<Vec<Credential>> {
    let mut query = Credential::query()
        .filter(credentials::is_active)
        .filter(credential::seen())
        .order((credentials::name.asc(), credentials::id.asc()))
        .into_boxed();
    if let Some(workspace_id) = due.workspace_id {
        query = query.filter(credentials::workspace_id.eq(workspace_id));
    }
    if let Some(environment) = due.environment {
        query = query.filter(credentials::environment.eq(environment));
    }
    if let Some(age) = due.stale {
        let since = before(clock::transaction(conn)?, age);
        query = query.filter(
            credentials::last_tested_at
                .is_null()
                .or(credentials::last_tested_at.lt(since)),
        );
    }
    query.load(conn)
}

fn before(now: DateTime<Utc>, age: Duration) -> DateTime<Utc> {
    let age = TimeDelta::from_std(age).ok();
    let since = age.and_then(|age| now.checked_sub_signed(age));
    since.unwrap_or(DateTime::UNIX_EPOCH)
}

/// What came of the test of one credential.
#[derive(Debug)]
pub struct Outcome<'a> {
    pub workspace_id: Uuid,
    pub id: i64,
    /// When it had been changed last as it was tested; to be sealed anew is no change.
    pub updated_at: DateTime<Utc>,
    pub status: TestStatus,
    /// Never a secret.
    pub message: &'a str,
}

#[derive(QueryableByName)]
struct Written {
    #[diesel(sql_type = BigInt)]
    id: i64,
}

/// Stores results, but not those of credentials that were changed meanwhile. The answer is which were
/// stored. One that could not be tested keeps the time of its last test.
pub fn store(conn: &mut PgConnection, results: &[Outcome<'_>]) -> QueryResult<Vec<i64>> {
    let workspaces: Vec<Uuid> = results.iter().map(|one| one.workspace_id).collect();
    let ids: Vec<i64> = results.iter().map(|one| one.id).collect();
    let changed: Vec<DateTime<Utc>> = results.iter().map(|one| one.updated_at).collect();
    let statuses: Vec<&str> = results.iter().map(|one| one.status.as_str()).collect();
    let messages: Vec<&str> = results.iter().map(|one| one.message).collect();
    let written: Vec<Written> = diesel::sql_query(
        "UPDATE credentials SET test_status = t.status, test_message = t.message, \
             last_tested_at = CASE t.status WHEN 'not_tested' THEN last_tested_at ELSE now() END, \
             updated_at = now() \
         FROM unnest($1, $2, $3, $4, $5) AS t (workspace_id, id, changed, status, message) \
         WHERE credentials.workspace_id = t.workspace_id AND credentials.id = t.id \
           AND credentials.updated_at = t.changed \
         RETURNING credentials.id",
    )
    .bind::<Array<SqlUuid>, _>(workspaces)
    .bind::<Array<BigInt>, _>(ids)
    .bind::<Array<Timestamptz>, _>(changed)
    .bind::<Array<Text>, _>(statuses)
    .bind::<Array<Text>, _>(messages)
    .load(conn)?;
    Ok(written.into_iter().map(|row| row.id).collect())
}
