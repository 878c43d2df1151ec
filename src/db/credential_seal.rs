//! What is sealed in `credentials`: read to be opened, and put back under another key.

use diesel::dsl::sql;
use diesel::prelude::*;
use diesel::sql_types::{Array, BigInt, Bool, Text, Uuid as SqlUuid};
use uuid::Uuid;

use super::schema::credentials;

/// A credential's sealed values and what they are bound to.
#[derive(Debug, Clone, HasQuery, QueryableByName)]
#[diesel(table_name = credentials)]
#[diesel(check_for_backend(diesel::pg::Pg))]
pub struct Sealed {
    pub workspace_id: Uuid,
    pub id: i64,
    pub credential_type_id: i64,
    pub name: String,
    pub key_id: String,
    pub encrypted_data: String,
}

/// A value under the key it had, and under the new one.
#[derive(Debug)]
pub struct Resealed<'a> {
    pub row: &'a Sealed,
    pub sealed: String,
}

/// Which rows are wanted.
#[derive(Debug, Clone, Copy)]
pub enum Under<'a> {
    /// Under whatever key.
    Any,
    /// Under another key than this one.
    Other(&'a str),
}

/// What is sealed in one; nothing when it is gone. It is held to the end of the transaction.
pub fn hold(conn: &mut PgConnection, workspace: Uuid, id: i64) -> QueryResult<Option<Sealed>> {
    Sealed::query()
        .filter(credentials::workspace_id.eq(workspace))
        .filter(credentials::id.eq(id))
        .for_update()
        .first(conn)
        .optional()
}

/// What is sealed in the next rows after a key, in the order of their keys.
pub fn batch(
    conn: &mut PgConnection,
    after: (Uuid, i64),
    under: Under<'_>,
    limit: i64,
) -> QueryResult<Vec<Sealed>> {
    let (workspace, id) = after;
    let mut query = Sealed::query()
        // A comparison of rows enters the index at its place, also in the middle of a workspace.
        .filter(
            sql::<Bool>("(credentials.workspace_id, credentials.id) > (")
                .bind::<SqlUuid, _>(workspace)
                .sql(", ")
                .bind::<BigInt, _>(id)
                .sql(")"),
        )
        .order((credentials::workspace_id.asc(), credentials::id.asc()))
        .limit(limit)
        .into_boxed();
    if let Under::Other(key_id) = under {
        query = query.filter(credentials::key_id.ne(key_id));
    }
    query.load(conn)
}

/// How many rows are under another key than this one, or at all.
pub fn count(conn: &mut PgConnection, under: Under<'_>) -> QueryResult<i64> {
    let mut query = credentials::table.count().into_boxed();
    if let Under::Other(key_id) = under {
        query = query.filter(credentials::key_id.ne(key_id));
    }
    query.get_result(conn)
}

/// Puts rows under another key, but for those that somebody changed meanwhile. The answer is what
/// now stands in the rows that were written.
pub fn reseal(
    conn: &mut PgConnection,
    rows: &[Resealed<'_>],
    key_id: &str,
) -> QueryResult<Vec<Sealed>> {
    let workspaces: Vec<Uuid> = rows.iter().map(|one| one.row.workspace_id).collect();
    let ids: Vec<i64> = rows.iter().map(|one| one.row.id).collect();
    let old: Vec<&str> = rows
        .iter()
        .map(|one| one.row.encrypted_data.as_str())
        .collect();
    let new: Vec<&str> = rows.iter().map(|one| one.sealed.as_str()).collect();
    diesel::sql_query(
        "UPDATE credentials SET encrypted_data = s.new, key_id = $5 \
         FROM unnest($1, $2, $3, $4) AS s (workspace_id, id, old, new) \
         WHERE credentials.workspace_id = s.workspace_id AND credentials.id = s.id \
           AND credentials.encrypted_data = s.old \
         RETURNING credentials.workspace_id, credentials.id, credentials.credential_type_id, \
             credentials.name, credentials.key_id, credentials.encrypted_data",
    )
    .bind::<Array<SqlUuid>, _>(workspaces)
    .bind::<Array<BigInt>, _>(ids)
    .bind::<Array<Text>, _>(old)
    .bind::<Array<Text>, _>(new)
    .bind::<Text, _>(key_id)
    .load(conn)
}

/// How many values are sealed with a key, over credentials and settings.
#[derive(Debug, Clone, QueryableByName, serde::Serialize)]
pub struct Use {
    #[diesel(sql_type = Text)]
    pub key_id: String,
    #[diesel(sql_type = BigInt)]
    pub credentials: i64,
    #[diesel(sql_type = BigInt)]
    pub settings: i64,
}

/// The keys in use, each with how much it seals.
pub fn uses(conn: &mut PgConnection) -> QueryResult<Vec<Use>> {
    diesel::sql_query(
        "SELECT key_id, sum(credentials)::int8 AS credentials, sum(settings)::int8 AS settings \
         FROM (SELECT key_id, count(*) AS credentials, 0 AS settings FROM credentials GROUP BY 1 \
               UNION ALL \
               SELECT key_id, 0, count(*) FROM system_settings WHERE key_id IS NOT NULL GROUP BY 1 \
              ) AS used \
         GROUP BY 1 ORDER BY 1",
    )
    .load(conn)
}

#[derive(QueryableByName)]
struct Answer {
    #[diesel(sql_type = Bool)]
    fits: bool,
}

/// Whether nothing is sealed yet, or something with one of these keys.
pub fn fits(conn: &mut PgConnection, key_ids: &[String]) -> QueryResult<bool> {
    let answer: Answer = diesel::sql_query(
        "SELECT EXISTS (SELECT FROM credentials WHERE key_id = ANY($1)) \
             OR EXISTS (SELECT FROM system_settings WHERE key_id = ANY($1)) \
             OR NOT (EXISTS (SELECT FROM credentials) \
                     OR EXISTS (SELECT FROM system_settings WHERE key_id IS NOT NULL)) AS fits",
    )
    .bind::<Array<Text>, _>(key_ids)
    .get_result(conn)?;
    Ok(answer.fits)
}

/// What is sealed in these credentials, by workspace and id.
pub fn of(conn: &mut PgConnection, keys: &[(Uuid, i64)]) -> QueryResult<Vec<Sealed>> {
    let (workspaces, ids): (Vec<Uuid>, Vec<i64>) = keys.iter().copied().unzip();
    diesel::sql_query(
        "SELECT c.workspace_id, c.id, c.credential_type_id, c.name, c.key_id, c.encrypted_data \
         FROM credentials c \
         JOIN unnest($1, $2) AS k (workspace_id, id) \
           ON c.workspace_id = k.workspace_id AND c.id = k.id",
    )
    .bind::<Array<SqlUuid>, _>(workspaces)
    .bind::<Array<BigInt>, _>(ids)
    .load(conn)
}
