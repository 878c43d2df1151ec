//! `credentials`: the secrets of workspaces. What is sealed in them is in [`super::credential_seal`].

use chrono::{DateTime, Utc};
use diesel::dsl::{now, sql};
use diesel::expression::SqlLiteral;
use diesel::prelude::*;
use diesel::sql_types::{BigInt, Bool, Integer, Text};
use serde::Serialize;
use uuid::Uuid;

use super::page::{Page, paged};
use super::schema::credentials;
use super::search;
use crate::model::{CredentialEnvironment, TestStatus};

const WORKSPACE: &str = "(SELECT w.slug FROM workspaces w WHERE w.id = credentials.workspace_id)";
const KIND: &str =
    "(SELECT t.name FROM credential_types t WHERE t.id = credentials.credential_type_id)";

const SEEN: &str = "NOT EXISTS (SELECT FROM workspaces w WHERE w.id = credentials.workspace_id AND w.deleted_at IS NOT NULL)";

/// How many rows one statement writes: the server takes 65,535 parameters at most.
const ROWS: usize = 2000;

/// A row of `credentials` without what is sealed in it.
#[derive(Debug, Clone, HasQuery, Serialize)]
#[diesel(table_name = credentials)]
pub struct Credential {
    pub workspace_id: Uuid,
    pub id: i64,
    pub name: String,
    /// The slug of its workspace.
    #[diesel(select_expression = sql(WORKSPACE))]
    #[diesel(select_expression_type = SqlLiteral<Text>)]
    pub workspace: String,
    pub environment: CredentialEnvironment,
    /// The name of its type.
    #[serde(rename = "type")]
    #[diesel(select_expression = sql(KIND))]
    #[diesel(select_expression_type = SqlLiteral<Text>)]
    pub kind: String,
    pub credential_type_id: i64,
    pub key_id: String,
    pub description: Option<String>,
    pub tags: Vec<String>,
    pub is_active: bool,
    pub expires_at: Option<DateTime<Utc>>,
    pub last_tested_at: Option<DateTime<Utc>>,
    pub test_status: TestStatus,
    pub test_message: Option<String>,
    pub created_by: String,
    pub created_at: DateTime<Utc>,
    pub updated_at: DateTime<Utc>,
}

/// What is written of a new credential.
#[derive(Insertable)]
#[diesel(table_name = credentials)]
pub struct New<'a> {
    pub workspace_id: Uuid,
    /// From [`ids`]: what is sealed is bound to it.
    pub id: i64,
    pub credential_type_id: i64,
    pub name: &'a str,
    pub environment: CredentialEnvironment,
    pub encrypted_data: String,
    pub key_id: String,
    pub description: Option<&'a str>,
    pub tags: &'a [String],
    pub expires_at: Option<DateTime<Utc>>,
    pub created_by: &'a str,
}

/// What is changed; what is absent stays, and an inner nothing clears the column.
#[expect(
    clippy::option_option,
    reason = "Diesel's changesets say so whether a nullable column stays or is cleared"
)]
#[derive(Default, AsChangeset)]
#[diesel(table_name = credentials)]
pub struct Changes<'a> {
    pub name: Option<&'a str>,
    pub description: Option<Option<String>>,
    pub tags: Option<&'a [String]>,
    pub is_active: Option<bool>,
    pub expires_at: Option<Option<DateTime<Utc>>>,
    pub encrypted_data: Option<String>,
    pub key_id: Option<String>,
    pub last_tested_at: Option<Option<DateTime<Utc>>>,
    pub test_status: Option<TestStatus>,
    pub test_message: Option<Option<String>>,
}

/// Which credentials are wanted; what is absent does not matter.
#[derive(Debug, Default)]
pub struct Filter {
    pub workspace_id: Option<Uuid>,
    pub environment: Option<CredentialEnvironment>,
    /// Id of the type.
    pub kind: Option<i64>,
    /// Those that have expired by then.
    pub expires_by: Option<DateTime<Utc>>,
    pub status: Option<TestStatus>,
    pub is_active: Option<bool>,
    pub search: Option<String>,
}

/// Whether the workspace of a credential is not deleted: with it all that it owns is out of sight.
pub fn seen() -> SqlLiteral<Bool> {
    sql(SEEN)
}

/// So many unused ids.
pub fn ids(conn: &mut PgConnection, count: usize) -> QueryResult<Vec<i64>> {
    let count = i32::try_from(count).unwrap_or(i32::MAX);
    let rows: Vec<Id> = diesel::sql_query(
        "SELECT nextval(pg_get_serial_sequence('credentials', 'id')) AS id \
         FROM generate_series(1, $1)",
    )
    .bind::<Integer, _>(count)
    .load(conn)?;
    Ok(rows.into_iter().map(|row| row.id).collect())
}

#[derive(QueryableByName)]
struct Id {
    #[diesel(sql_type = BigInt)]
    id: i64,
}

/// Writes new credentials; those whose name is taken are left out of the answer.
pub fn insert(conn: &mut PgConnection, new: &[New<'_>]) -> QueryResult<Vec<Credential>> {
    let mut made = Vec::with_capacity(new.len());
    for part in new.chunks(ROWS) {
        let rows = diesel::insert_into(credentials::table)
            .values(part)
            .on_conflict((
                credentials::workspace_id,
                credentials::environment,
                credentials::name,
            ))
            .do_nothing()
            .returning(Credential::as_returning())
            .get_results::<Credential>(conn)?;
        made.extend(rows);
    }
    Ok(made)
}

/// Changes one; the answer is what it is then.
pub fn update(
    conn: &mut PgConnection,
    credential: &Credential,
    changes: &Changes<'_>,
) -> QueryResult<Credential> {
    diesel::update(credentials::table)
        .filter(credentials::workspace_id.eq(credential.workspace_id))
        .filter(credentials::id.eq(credential.id))
        .set((changes, credentials::updated_at.eq(now)))
        .returning(Credential::as_returning())
        .get_result(conn)
}

/// Removes one.
pub fn delete(conn: &mut PgConnection, credential: &Credential) -> QueryResult<usize> {
    diesel::delete(credentials::table)
        .filter(credentials::workspace_id.eq(credential.workspace_id))
        .filter(credentials::id.eq(credential.id))
        .execute(conn)
}

/// A page of credentials.
pub fn page(
    conn: &mut PgConnection,
    filter: &Filter,
    page: &Page<i64>,
) -> QueryResult<Vec<Credential>> {
    let mut query = Credential::query().filter(seen()).into_boxed();
    if let Some(workspace_id) = filter.workspace_id {
        query = query.filter(credentials::workspace_id.eq(workspace_id));
    }
    if let Some(environment) = filter.environment {
        query = query.filter(credentials::environment.eq(environment));
    }
    if let Some(kind) = filter.kind {
        query = query.filter(credentials::credential_type_id.eq(kind));
    }
    if let Some(by) = filter.expires_by {
        query = query.filter(credentials::expires_at.le(by));
    }
    if let Some(status) = filter.status {
        query = query.filter(credentials::test_status.eq(status));
    }
    if let Some(is_active) = filter.is_active {
        query = query.filter(credentials::is_active.eq(is_active));
    }
    if let Some(text) = &filter.search {
        let pattern = search::pattern(text);
        query = query.filter(
            credentials::name
                .ilike(pattern.clone())
                .or(credentials::description.ilike(pattern)),
        );
    }
    paged!(
        query,
        page,
        credentials::name,
        credentials::created_at,
        credentials::id
    )
    .load(conn)
}

/// The credentials of that name or id, in a workspace and environment or in any; two at most.
pub fn named(
    conn: &mut PgConnection,
    name: &str,
    workspace_id: Option<Uuid>,
    environment: Option<CredentialEnvironment>,
) -> QueryResult<Vec<Credential>> {
    let mut query = Credential::query().filter(seen()).limit(2).into_boxed();
    if let Some(workspace_id) = workspace_id {
        query = query.filter(credentials::workspace_id.eq(workspace_id));
    }
    if let Some(environment) = environment {
        query = query.filter(credentials::environment.eq(environment));
    }
    match name.parse::<i64>() {
        Ok(id) => query
            .filter(credentials::id.eq(id).or(credentials::name.eq(name)))
            .load(conn),
        Err(_) => query.filter(credentials::name.eq(name)).load(conn),
    }
}

/// The names of credentials, to find one that is nearly so.
pub fn names(conn: &mut PgConnection, workspace_id: Option<Uuid>) -> QueryResult<Vec<String>> {
    let mut query = credentials::table
        .select(credentials::name)
        .filter(seen())
        .limit(search::MOST_NAMES)
        .into_boxed();
    if let Some(workspace_id) = workspace_id {
        query = query.filter(credentials::workspace_id.eq(workspace_id));
    }
    query.load(conn)
}

/// How many credentials these workspaces have, active ones and others.
pub fn count(conn: &mut PgConnection, workspace_ids: &[Uuid]) -> QueryResult<(i64, i64)> {
    let mut count = |is_active: bool| {
        credentials::table
            .filter(credentials::workspace_id.eq_any(workspace_ids))
            .filter(credentials::is_active.eq(is_active))
            .count()
            .get_result(conn)
    };
    Ok((count(true)?, count(false)?))
}

/// The names and environments of all credentials of a workspace.
pub fn of_workspace(
    conn: &mut PgConnection,
    workspace_id: Uuid,
) -> QueryResult<Vec<(String, CredentialEnvironment)>> {
    credentials::table
        .filter(credentials::workspace_id.eq(workspace_id))
        .select((credentials::name, credentials::environment))
        .load(conn)
}

/// Deactivates active credentials that expired, at most so many, and gives them.
pub fn deactivate_expired(conn: &mut PgConnection, most: i64) -> QueryResult<Vec<Credential>> {
    let expired: Vec<(Uuid, i64)> = credentials::table
        .filter(credentials::is_active)
        .filter(credentials::expires_at.lt(now))
        .select((credentials::workspace_id, credentials::id))
        .order((credentials::workspace_id, credentials::id))
        .limit(most)
        .for_update()
        .skip_locked()
        .load(conn)?;
    let (workspaces, ids): (Vec<Uuid>, Vec<i64>) = expired.into_iter().unzip();
    diesel::update(credentials::table)
        .filter(credentials::workspace_id.eq_any(workspaces))
        .filter(credentials::id.eq_any(ids))
        .set((
            credentials::is_active.eq(false),
            credentials::updated_at.eq(now),
        ))
        .returning(Credential::as_returning())
        .get_results(conn)
}
