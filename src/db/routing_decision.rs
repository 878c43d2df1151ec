//! `routing_decisions`: where each request was sent and why, by month.

use chrono::{DateTime, TimeDelta, Utc};
use diesel::prelude::*;
use diesel::sql_types::{BigInt, Bool, Double, Nullable, Text, Timestamptz, Uuid as SqlUuid};
use serde::Serialize;
use uuid::Uuid;

use super::page::{Cursor, Page};
use super::schema::routing_decisions as table;
use crate::model::{Channel, RouteType};

/// How far the clock of whoever made an id may be from the database's.
const CLOCKS_APART: TimeDelta = TimeDelta::days(1);
/// How far back a decision is looked for whose id does not tell its time.
const LOOKED_BACK: TimeDelta = TimeDelta::days(90);

/// A row of `routing_decisions` with the names of what it points at.
#[derive(Debug, Clone, QueryableByName, Serialize)]
pub struct RoutingDecision {
    #[diesel(sql_type = Timestamptz)]
    pub created_at: DateTime<Utc>,
    #[diesel(sql_type = SqlUuid)]
    pub id: Uuid,
    #[diesel(sql_type = SqlUuid)]
    pub request_id: Uuid,
    #[diesel(sql_type = Text)]
    pub envelope_hash: String,
    #[diesel(sql_type = Text)]
    pub source: String,
    #[diesel(sql_type = Nullable<Text>)]
    pub content: Option<String>,
    #[diesel(sql_type = Text)]
    pub route_type: RouteType,
    #[diesel(sql_type = Nullable<BigInt>)]
    pub agent_id: Option<i64>,
    #[diesel(sql_type = Nullable<BigInt>)]
    pub workflow_id: Option<i64>,
    /// The name of the agent or the workflow; nothing where it is gone.
    #[diesel(sql_type = Nullable<Text>)]
    pub target: Option<String>,
    #[diesel(sql_type = Double)]
    pub confidence: f64,
    #[diesel(sql_type = Nullable<Text>)]
    pub reasoning: Option<String>,
    #[diesel(sql_type = Bool)]
    pub cached: bool,
    #[diesel(sql_type = Bool)]
    pub was_corrected: bool,
    #[diesel(sql_type = Nullable<BigInt>)]
    pub corrected_agent_id: Option<i64>,
    #[diesel(sql_type = Nullable<Text>)]
    pub corrected_agent: Option<String>,
}

/// What is written of a decision.
#[derive(Debug, Insertable)]
#[diesel(table_name = table)]
pub struct New<'a> {
    pub workspace_id: Uuid,
    pub created_at: DateTime<Utc>,
    pub id: Uuid,
    pub request_id: Uuid,
    pub envelope_hash: &'a str,
    pub source: &'a str,
    pub content: &'a str,
    pub route_type: RouteType,
    pub agent_id: Option<i64>,
    pub workflow_id: Option<i64>,
    pub confidence: f64,
    pub reasoning: &'a str,
    pub cached: bool,
}

/// Which decisions are wanted; what is absent does not matter.
#[derive(Debug)]
pub struct Filter {
    pub since: DateTime<Utc>,
    pub channel: Option<Channel>,
    pub corrected: Option<bool>,
}

/// Decisions with names; conditions follow. `$1` is the workspace.
const SELECT: &str = "SELECT d.created_at, d.id, d.request_id, d.envelope_hash, d.source, d.content, \
         d.route_type, d.agent_id, d.workflow_id, coalesce(a.name, w.name) AS target, d.confidence, \
         d.reasoning, d.cached, d.was_corrected, d.corrected_agent_id, c.name AS corrected_agent \
     FROM routing_decisions d \
     LEFT JOIN agents a ON a.workspace_id = $1 AND a.id = d.agent_id \
     LEFT JOIN workflows w ON w.workspace_id = $1 AND w.id = d.workflow_id \
     LEFT JOIN agents c ON c.workspace_id = $1 AND c.id = d.corrected_agent_id \
     WHERE d.workspace_id = $1 AND d.created_at >= $2";

/// Writes a decision.
pub fn insert(conn: &mut PgConnection, new: &New<'_>) -> QueryResult<()> {
    diesel::insert_into(table::table)
        .values(new)
        .execute(conn)
        .map(drop)
}

/// A page of the decisions of a workspace, the newest first.
pub fn page(
    conn: &mut PgConnection,
    workspace_id: Uuid,
    filter: &Filter,
    page: &Page<Uuid>,
) -> QueryResult<Vec<RoutingDecision>> {
    let Filter {
        since,
        channel,
        corrected,
    } = filter;
    let (at, id) = match &page.after {
        Some(Cursor::Created(at, id)) => (Some(*at), Some(*id)),
        Some(Cursor::Name(..)) | None => (None, None),
    };
    // The bound on the time alone is in the one on both; said alone it lets partitions be left out.
    diesel::sql_query(format!(
        "{SELECT} AND ($3::timestamptz IS NULL OR d.created_at <= $3) \
             AND ($3::timestamptz IS NULL OR (d.created_at, d.id) < ($3, $4)) \
             AND ($5::text IS NULL OR split_part(d.source, ':', 1) = $5) \
             AND ($6::bool IS NULL OR d.was_corrected = $6) \
         ORDER BY d.created_at DESC, d.id DESC LIMIT $7"
    ))
    .bind::<SqlUuid, _>(workspace_id)
    .bind::<Timestamptz, _>(since)
    .bind::<Nullable<Timestamptz>, _>(at)
    .bind::<Nullable<SqlUuid>, _>(id)
    .bind::<Nullable<Text>, _>(*channel)
    .bind::<Nullable<Bool>, _>(*corrected)
    .bind::<BigInt, _>(page.fetch())
    .load(conn)
}

/// The decision of that id. Its time is read from the id where that is of version 7; where it is
/// not, the last 90 days are searched.
pub fn find(
    conn: &mut PgConnection,
    workspace_id: Uuid,
    id: Uuid,
    now: DateTime<Utc>,
) -> QueryResult<Option<RoutingDecision>> {
    let told = id.get_timestamp().and_then(|at| {
        let (seconds, nanoseconds) = at.to_unix();
        DateTime::from_timestamp(i64::try_from(seconds).ok()?, nanoseconds)
    });
    let (from, to) = match told {
        Some(at) => (at - CLOCKS_APART, at + CLOCKS_APART),
        None => (now - LOOKED_BACK, now + CLOCKS_APART),
    };
    diesel::sql_query(format!("{SELECT} AND d.created_at <= $3 AND d.id = $4"))
        .bind::<SqlUuid, _>(workspace_id)
        .bind::<Timestamptz, _>(from)
        .bind::<Timestamptz, _>(to)
        .bind::<SqlUuid, _>(id)
        .get_result(conn)
        .optional()
}

/// Says that a decision ought to have been for that agent.
pub fn correct(
    conn: &mut PgConnection,
    workspace_id: Uuid,
    decision: &RoutingDecision,
    agent_id: i64,
) -> QueryResult<()> {
    diesel::update(table::table.find((workspace_id, decision.created_at, decision.id)))
        .set((
            table::was_corrected.eq(true),
            table::corrected_agent_id.eq(agent_id),
        ))
        .execute(conn)
        .map(drop)
}

/// The contents of the newest decisions that were not corrected.
pub fn contents(
    conn: &mut PgConnection,
    workspace_id: Uuid,
    since: DateTime<Utc>,
    limit: i64,
) -> QueryResult<Vec<String>> {
    table::table
        .filter(table::workspace_id.eq(workspace_id))
        .filter(table::created_at.ge(since))
        .filter(table::was_corrected.eq(false))
        .order((table::created_at.desc(), table::id.desc()))
        .limit(limit)
        .select(table::content)
        .load::<Option<String>>(conn)
        .map(|contents| contents.into_iter().flatten().collect())
}

/// What became of the requests of a channel.
#[derive(Debug, Clone, QueryableByName, Serialize)]
pub struct Tally {
    #[diesel(sql_type = Text)]
    pub channel: String,
    #[diesel(sql_type = BigInt)]
    pub decisions: i64,
    /// How many were answered from the cache.
    #[diesel(sql_type = BigInt)]
    pub cached: i64,
    #[diesel(sql_type = BigInt)]
    pub corrected: i64,
    #[diesel(sql_type = BigInt)]
    pub unrouted: i64,
}

/// What became of the requests of a workspace, by channel, the busiest first.
pub fn tallies(
    conn: &mut PgConnection,
    workspace_id: Uuid,
    since: DateTime<Utc>,
) -> QueryResult<Vec<Tally>> {
    diesel::sql_query(
        "SELECT channel, sum(decisions)::int8 AS decisions, sum(cached)::int8 AS cached, \
             sum(corrected)::int8 AS corrected, sum(unrouted)::int8 AS unrouted \
         FROM (SELECT split_part(source, ':', 1) AS channel, count(*) AS decisions, \
                   count(*) FILTER (WHERE cached) AS cached, \
                   count(*) FILTER (WHERE was_corrected) AS corrected, 0 AS unrouted \
               FROM routing_decisions WHERE workspace_id = $1 AND created_at >= $2 GROUP BY 1 \
               UNION ALL SELECT split_part(source, ':', 1), 0, 0, 0, count(*) \
               FROM unrouted_events WHERE workspace_id = $1 AND created_at >= $2 GROUP BY 1) AS one \
         GROUP BY channel ORDER BY sum(decisions + unrouted) DESC, channel",
    )
    .bind::<SqlUuid, _>(workspace_id)
    .bind::<Timestamptz, _>(since)
    .load(conn)
}
