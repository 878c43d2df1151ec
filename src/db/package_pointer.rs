//! Rows that point at a package in the store: versions of plugins, and plugins with the version they
//! show.

use diesel::prelude::*;
use diesel::sql_types::{Array, BigInt, Nullable, Text};
use serde::Serialize;
use uuid::Uuid;

/// A package as a row points at it.
#[derive(Debug, Clone, Serialize, QueryableByName)]
pub struct Pointer {
    /// The plugin's slug.
    #[diesel(sql_type = Text)]
    pub plugin: String,
    #[diesel(sql_type = Text)]
    pub version: String,
    #[diesel(sql_type = Text)]
    pub sha256: String,
    /// Where it was put, when it was.
    #[diesel(sql_type = Text)]
    pub storage_uri: String,
}

/// Every pointer. A plugin's own copy counts where no version of it has the same digest.
const POINTERS: &str = "\
    SELECT p.id AS plugin_id, p.slug AS plugin, v.version, v.package_sha256 AS sha256, v.storage_uri \
    FROM plugin_versions v JOIN marketplace_plugins p ON p.id = v.plugin_id \
    UNION ALL \
    SELECT p.id, p.slug, p.version, p.package_sha256, coalesce(p.storage_uri, '') \
    FROM marketplace_plugins p \
    WHERE p.package_sha256 IS NOT NULL AND NOT EXISTS ( \
        SELECT FROM plugin_versions v \
        WHERE v.plugin_id = p.id AND v.package_sha256 = p.package_sha256)";

/// What points at packages of a plugin, by version.
pub fn of_plugin(conn: &mut PgConnection, plugin_id: Uuid) -> QueryResult<Vec<Pointer>> {
    diesel::sql_query(format!(
        "SELECT * FROM ({POINTERS}) AS pointers WHERE plugin_id = $1 ORDER BY version, sha256"
    ))
    .bind::<diesel::sql_types::Uuid, _>(plugin_id)
    .load(conn)
}

/// The next `limit` pointers after that one, by digest, so that those at the same package follow each
/// other.
pub fn page(
    conn: &mut PgConnection,
    after: Option<&Pointer>,
    limit: i64,
) -> QueryResult<Vec<Pointer>> {
    diesel::sql_query(format!(
        "SELECT * FROM ({POINTERS}) AS pointers \
         WHERE $1 IS NULL OR (sha256, plugin, version) > ($1, $2, $3) \
         ORDER BY sha256, plugin, version LIMIT $4"
    ))
    .bind::<Nullable<Text>, _>(after.map(|pointer| &pointer.sha256))
    .bind::<Nullable<Text>, _>(after.map(|pointer| &pointer.plugin))
    .bind::<Nullable<Text>, _>(after.map(|pointer| &pointer.version))
    .bind::<BigInt, _>(limit)
    .load(conn)
}

#[derive(QueryableByName)]
struct Count {
    #[diesel(sql_type = BigInt)]
    count: i64,
}

/// How many pointers there are.
pub fn count(conn: &mut PgConnection) -> QueryResult<i64> {
    diesel::sql_query(format!(
        "SELECT count(*) AS count FROM ({POINTERS}) AS pointers"
    ))
    .get_result::<Count>(conn)
    .map(|row| row.count)
}

#[derive(QueryableByName)]
struct Digest {
    #[diesel(sql_type = Text)]
    sha256: String,
}

/// Those of the digests that no row points at.
pub fn orphans(conn: &mut PgConnection, digests: &[&str]) -> QueryResult<Vec<String>> {
    diesel::sql_query(
        "SELECT sha256 FROM unnest($1) AS given (sha256) \
         WHERE NOT EXISTS (SELECT FROM plugin_versions v WHERE v.package_sha256 = sha256) \
           AND NOT EXISTS (SELECT FROM marketplace_plugins p WHERE p.package_sha256 = sha256) \
         ORDER BY sha256",
    )
    .bind::<Array<Text>, _>(digests)
    .load::<Digest>(conn)
    .map(|rows| rows.into_iter().map(|row| row.sha256).collect())
}

/// Makes every row that points at one of these packages say where it is now; `uris` go with
/// `digests`. Answers how many versions changed.
pub fn relocate(conn: &mut PgConnection, digests: &[&str], uris: &[&str]) -> QueryResult<usize> {
    let update = |table: &str| {
        format!(
            "UPDATE {table} AS t SET storage_uri = moved.uri, updated_at = now() \
             FROM unnest($1, $2) AS moved (sha256, uri) \
             WHERE t.package_sha256 = moved.sha256 AND t.storage_uri IS DISTINCT FROM moved.uri"
        )
    };
    diesel::sql_query(update("marketplace_plugins"))
        .bind::<Array<Text>, _>(digests)
        .bind::<Array<Text>, _>(uris)
        .execute(conn)?;
    diesel::sql_query(update("plugin_versions"))
        .bind::<Array<Text>, _>(digests)
        .bind::<Array<Text>, _>(uris)
        .execute(conn)
}
