//! `package_blobs` and `package_chunks`: the bytes of packages, where the database is their store.

use chrono::{DateTime, Utc};
use diesel::prelude::*;
use diesel::sql_types::{Array, Bool, Bytea, Text};

use super::schema::{package_blobs, package_chunks};

/// A row of `package_blobs`.
#[derive(Debug, HasQuery)]
#[diesel(table_name = package_blobs)]
pub struct Blob {
    pub sha256: String,
    pub size_bytes: i64,
    /// When the bytes were last put.
    pub created_at: DateTime<Utc>,
}

/// What is written of a blob.
#[derive(Debug, Insertable)]
#[diesel(table_name = package_blobs)]
pub struct New<'a> {
    pub sha256: &'a str,
    pub size_bytes: i64,
    pub created_at: DateTime<Utc>,
}

#[derive(QueryableByName)]
struct Answer {
    #[diesel(sql_type = Bool)]
    is_whole: bool,
}

/// Makes a blob that is there as young as `at`; false when there is none.
pub fn touch(conn: &mut PgConnection, sha256: &str, at: DateTime<Utc>) -> QueryResult<bool> {
    diesel::update(package_blobs::table.find(sha256))
        .set(package_blobs::created_at.eq(at))
        .execute(conn)
        .map(|rows| rows > 0)
}

/// Whether the chunks of a blob have its digest. The server reads them; nothing is sent.
pub fn is_whole(conn: &mut PgConnection, sha256: &str) -> QueryResult<bool> {
    diesel::sql_query(
        "SELECT encode(sha256(coalesce(string_agg(bytes, ''::bytea ORDER BY chunk_no), ''::bytea)), 'hex') \
             = $1 AS is_whole \
         FROM package_chunks WHERE sha256 = $1",
    )
    .bind::<Text, _>(sha256)
    .get_result::<Answer>(conn)
    .map(|answer| answer.is_whole)
}

/// Writes a blob without its chunks. One that another transaction writes at the same time is a
/// serialization failure, which is worth another try, rather than a broken constraint.
pub fn insert(conn: &mut PgConnection, new: &New<'_>) -> QueryResult<()> {
    diesel::insert_into(package_blobs::table)
        .values(new)
        .on_conflict_do_nothing()
        .execute(conn)
        .map(drop)
}

/// Corrects the size of a blob that is written anew.
pub fn resize(conn: &mut PgConnection, sha256: &str, size_bytes: i64) -> QueryResult<()> {
    diesel::update(package_blobs::table.find(sha256))
        .set(package_blobs::size_bytes.eq(size_bytes))
        .execute(conn)
        .map(drop)
}

/// Writes a chunk.
pub fn insert_chunk(
    conn: &mut PgConnection,
    sha256: &str,
    chunk_no: i32,
    bytes: &[u8],
) -> QueryResult<()> {
    diesel::insert_into(package_chunks::table)
        .values((
            package_chunks::sha256.eq(sha256),
            package_chunks::chunk_no.eq(chunk_no),
            package_chunks::bytes.eq(bytes),
        ))
        .execute(conn)
        .map(drop)
}

/// Removes the chunks of a blob.
pub fn delete_chunks(conn: &mut PgConnection, sha256: &str) -> QueryResult<()> {
    diesel::delete(package_chunks::table.filter(package_chunks::sha256.eq(sha256)))
        .execute(conn)
        .map(drop)
}

/// The next chunk from that number on, and its number; nothing after the last.
pub fn chunk(
    conn: &mut PgConnection,
    sha256: &str,
    from: i32,
) -> QueryResult<Option<(i32, Vec<u8>)>> {
    package_chunks::table
        .filter(package_chunks::sha256.eq(sha256))
        .filter(package_chunks::chunk_no.ge(from))
        .order(package_chunks::chunk_no)
        .select((package_chunks::chunk_no, package_chunks::bytes))
        .first(conn)
        .optional()
}

/// Whether there is such a blob.
pub fn exists(conn: &mut PgConnection, sha256: &str) -> QueryResult<bool> {
    diesel::select(diesel::dsl::exists(package_blobs::table.find(sha256))).get_result(conn)
}

/// The next `limit` blobs after that digest, in the order of their digests.
pub fn page(conn: &mut PgConnection, after: &str, limit: i64) -> QueryResult<Vec<Blob>> {
    Blob::query()
        .filter(package_blobs::sha256.gt(after))
        .order(package_blobs::sha256)
        .limit(limit)
        .load(conn)
}

/// Removes a blob that was last put before that time, and its chunks; false when there is none.
pub fn delete(conn: &mut PgConnection, sha256: &str, before: DateTime<Utc>) -> QueryResult<bool> {
    let blob = package_blobs::table
        .find(sha256)
        .filter(package_blobs::created_at.lt(before));
    diesel::delete(blob).execute(conn).map(|rows| rows > 0)
}

/// A blob with the bytes of all its chunks.
#[derive(Debug, QueryableByName)]
pub struct Whole {
    #[diesel(sql_type = Text)]
    pub sha256: String,
    #[diesel(sql_type = Bytea)]
    pub bytes: Vec<u8>,
}

/// These blobs, whole; those that are not there are not in the answer.
pub fn whole(conn: &mut PgConnection, digests: &[&str]) -> QueryResult<Vec<Whole>> {
    diesel::sql_query(
        "SELECT b.sha256, coalesce(string_agg(c.bytes, ''::bytea ORDER BY c.chunk_no), ''::bytea) AS bytes \
         FROM package_blobs b LEFT JOIN package_chunks c ON c.sha256 = b.sha256 \
         WHERE b.sha256 = ANY ($1) GROUP BY b.sha256",
    )
    .bind::<Array<Text>, _>(digests)
    .load(conn)
}
