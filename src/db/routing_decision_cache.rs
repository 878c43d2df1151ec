//! `routing_decision_cache`: the decision in force for a request that was seen before.

use chrono::{DateTime, Utc};
use diesel::prelude::*;
use diesel::sql_types::{BigInt, Bool, Double, Nullable, Text, Timestamptz, Uuid as SqlUuid};
use uuid::Uuid;

use super::routing_target::RoutingTarget;
use super::schema::routing_decision_cache as table;
use crate::model::RouteType;

/// A decision that is kept, with its target.
#[derive(Debug, QueryableByName)]
pub struct Kept {
    #[diesel(embed)]
    pub target: RoutingTarget,
    #[diesel(sql_type = Double)]
    pub confidence: f64,
    #[diesel(sql_type = Bool)]
    pub corrected: bool,
    #[diesel(sql_type = Timestamptz)]
    pub expires_at: DateTime<Utc>,
}

/// What is written of a decision.
#[derive(Debug)]
pub struct New<'a> {
    pub workspace_id: Uuid,
    pub envelope_hash: &'a str,
    pub route_type: RouteType,
    pub agent_id: Option<i64>,
    pub workflow_id: Option<i64>,
    pub confidence: f64,
    pub corrected: bool,
    pub expires_at: DateTime<Utc>,
}

/// The time, and how long decisions are kept by the setting `performance.routing_cache_ttl`.
#[derive(Debug, QueryableByName)]
pub struct Clock {
    #[diesel(sql_type = Timestamptz)]
    pub now: DateTime<Utc>,
    /// A duration such as `24h`; nothing where the setting is not there.
    #[diesel(sql_type = Nullable<Text>)]
    pub ttl: Option<String>,
}

/// The time of the transaction and how long decisions are kept.
pub fn clock(conn: &mut PgConnection) -> QueryResult<Clock> {
    diesel::sql_query(
        "SELECT now() AS now, (SELECT coalesce(value, default_value) FROM system_settings \
             WHERE category = 'performance' AND key = 'routing_cache_ttl') AS ttl",
    )
    .get_result(conn)
}

/// The decision that is kept for an envelope, expired or not.
pub fn find(
    conn: &mut PgConnection,
    workspace_id: Uuid,
    envelope_hash: &str,
) -> QueryResult<Option<Kept>> {
    diesel::sql_query(
        "SELECT c.route_type, c.agent_id, c.workflow_id, coalesce(a.name, w.name) AS target, \
             coalesce(a.status, w.status) AS target_status, c.confidence, c.corrected, c.expires_at \
         FROM routing_decision_cache c \
         LEFT JOIN agents a ON a.workspace_id = c.workspace_id AND a.id = c.agent_id \
             AND a.workspace_id = $1 \
         LEFT JOIN workflows w ON w.workspace_id = c.workspace_id AND w.id = c.workflow_id \
             AND w.workspace_id = $1 \
         WHERE c.workspace_id = $1 AND c.envelope_hash = $2",
    )
    .bind::<SqlUuid, _>(workspace_id)
    .bind::<Text, _>(envelope_hash)
    .get_result(conn)
    .optional()
}

/// Keeps a decision in place of what was kept for its envelope.
pub fn put(conn: &mut PgConnection, new: &New<'_>) -> QueryResult<()> {
    let New {
        workspace_id,
        envelope_hash,
        route_type,
        agent_id,
        workflow_id,
        confidence,
        corrected,
        expires_at,
    } = new;
    diesel::sql_query(
        "INSERT INTO routing_decision_cache (workspace_id, envelope_hash, route_type, agent_id, \
             workflow_id, confidence, corrected, expires_at) \
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8) \
         ON CONFLICT (workspace_id, envelope_hash) DO UPDATE SET \
             route_type = excluded.route_type, agent_id = excluded.agent_id, \
             workflow_id = excluded.workflow_id, confidence = excluded.confidence, \
             corrected = excluded.corrected, expires_at = excluded.expires_at, \
             hit_count = excluded.hit_count, last_hit_at = excluded.last_hit_at",
    )
    .bind::<SqlUuid, _>(workspace_id)
    .bind::<Text, _>(envelope_hash)
    .bind::<Text, _>(route_type)
    .bind::<Nullable<BigInt>, _>(agent_id)
    .bind::<Nullable<BigInt>, _>(workflow_id)
    .bind::<Double, _>(confidence)
    .bind::<Bool, _>(corrected)
    .bind::<Timestamptz, _>(expires_at)
    .execute(conn)
    .map(drop)
}

/// Counts that a decision was used.
pub fn hit(
    conn: &mut PgConnection,
    (workspace_id, envelope_hash): (Uuid, &str),
    at: DateTime<Utc>,
) -> QueryResult<()> {
    diesel::update(table::table.find((workspace_id, envelope_hash)))
        .set((
            table::hit_count.eq(table::hit_count + 1),
            table::last_hit_at.eq(at),
        ))
        .execute(conn)
        .map(drop)
}

/// Forgets what the rules of a workspace decided; corrections stay. Answers how many.
pub fn forget(conn: &mut PgConnection, workspace_id: Uuid) -> QueryResult<usize> {
    diesel::delete(table::table)
        .filter(table::workspace_id.eq(workspace_id))
        .filter(table::corrected.eq(false))
        .execute(conn)
}

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
