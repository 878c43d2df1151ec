//! `routing_decision_cache`: decisions that hold for requests seen before.

use diesel::prelude::*;
use diesel::sql_types::BigInt;

/// Removes at most that many decisions that have expired; says how many.
pub fn remove_expired(conn: &mut PgConnection, most: i64) -> QueryResult<usize> {
    diesel::sql_query(
        "DELETE FROM routing_decision_cache c USING ( \
             SELECT workspace_id, envelope_hash FROM routing_decision_cache \
             WHERE expires_at < now() ORDER BY expires_at LIMIT $1 FOR UPDATE SKIP LOCKED) AS old \
         WHERE c.workspace_id = old.workspace_id AND c.envelope_hash = old.envelope_hash",
    )
    .bind::<BigInt, _>(most)
    .execute(conn)
}
