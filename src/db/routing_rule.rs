//! `routing_rules`: where a workspace sends requests.

use chrono::{DateTime, Utc};
use diesel::dsl::now;
use diesel::prelude::*;
use diesel::sql_types::{
    Array, BigInt, Bool, Integer, Nullable, Text, Timestamptz, Uuid as SqlUuid,
};
use serde::Serialize;
use uuid::Uuid;

use super::routing_target::RoutingTarget;
use super::schema::routing_rules as table;
use super::search;
use crate::model::Channel;

/// A row of `routing_rules` with its target.
#[derive(Debug, Clone, QueryableByName, Serialize)]
pub struct RoutingRule {
    #[diesel(sql_type = BigInt)]
    pub id: i64,
    #[diesel(sql_type = Text)]
    pub name: String,
    #[diesel(sql_type = Integer)]
    pub priority: i32,
    #[diesel(sql_type = Nullable<Text>)]
    pub source_channel: Option<Channel>,
    #[diesel(sql_type = Nullable<Text>)]
    pub source_pattern: Option<String>,
    #[diesel(sql_type = Array<Text>)]
    pub intent_keywords: Vec<String>,
    #[diesel(embed)]
    #[serde(flatten)]
    pub target: RoutingTarget,
    #[diesel(sql_type = Bool)]
    pub is_active: bool,
    #[diesel(sql_type = Timestamptz)]
    pub created_at: DateTime<Utc>,
    #[diesel(sql_type = Timestamptz)]
    pub updated_at: DateTime<Utc>,
}

/// What is written of a rule.
#[derive(Debug, Clone, PartialEq, Eq, Insertable, AsChangeset)]
#[diesel(table_name = table, treat_none_as_null = true)]
pub struct Written {
    pub name: String,
    pub source_pattern: Option<String>,
    pub source_channel: Option<Channel>,
    pub intent_keywords: Vec<String>,
    pub target_agent_id: Option<i64>,
    pub target_workflow_id: Option<i64>,
    pub target_orchestrate: bool,
    pub priority: i32,
    pub is_active: bool,
}

/// Which rules are wanted; what is absent does not matter.
#[derive(Debug, Default)]
pub struct Filter {
    pub channel: Option<Channel>,
    pub is_active: Option<bool>,
    /// In the name or a keyword.
    pub search: Option<String>,
}

/// Rules with their targets; conditions follow. `$1` is the workspace.
const SELECT: &str = "SELECT r.id, r.name, r.priority, r.source_channel, r.source_pattern, \
         r.intent_keywords, \
         CASE WHEN r.target_orchestrate THEN 'orchestrate' WHEN r.target_agent_id IS NULL \
             THEN 'workflow' ELSE 'agent' END AS route_type, \
         r.target_agent_id AS agent_id, r.target_workflow_id AS workflow_id, \
         coalesce(a.name, w.name) AS target, coalesce(a.status, w.status) AS target_status, \
         r.is_active, r.created_at, r.updated_at \
     FROM routing_rules r \
     LEFT JOIN agents a ON a.workspace_id = r.workspace_id AND a.id = r.target_agent_id \
         AND a.workspace_id = $1 \
     LEFT JOIN workflows w ON w.workspace_id = r.workspace_id AND w.id = r.target_workflow_id \
         AND w.workspace_id = $1 \
     WHERE r.workspace_id = $1";

/// A page of the rules of a workspace in the order in which they are tried: at most `limit` after
/// the one of that priority and id.
pub fn page(
    conn: &mut PgConnection,
    workspace_id: Uuid,
    filter: &Filter,
    (after, limit): (Option<(i32, i64)>, i64),
) -> QueryResult<Vec<RoutingRule>> {
    let Filter {
        channel,
        is_active,
        search,
    } = filter;
    diesel::sql_query(format!(
        "{SELECT} AND ($2::int4 IS NULL OR r.priority < $2 OR (r.priority = $2 AND r.id > $3)) \
             AND ($4::text IS NULL OR r.source_channel = $4) \
             AND ($5::bool IS NULL OR r.is_active = $5) \
             AND ($6::text IS NULL OR r.name ILIKE $6 \
                 OR EXISTS (SELECT FROM unnest(r.intent_keywords) word WHERE word ILIKE $6)) \
         ORDER BY r.priority DESC, r.id LIMIT $7"
    ))
    .bind::<SqlUuid, _>(workspace_id)
    .bind::<Nullable<Integer>, _>(after.map(|(priority, _)| priority))
    .bind::<Nullable<BigInt>, _>(after.map(|(_, id)| id))
    .bind::<Nullable<Text>, _>(*channel)
    .bind::<Nullable<Bool>, _>(*is_active)
    .bind::<Nullable<Text>, _>(search.as_deref().map(search::pattern))
    .bind::<BigInt, _>(limit)
    .load(conn)
}

/// The rules of a workspace that are in use, in the order in which they are tried.
pub fn in_use(conn: &mut PgConnection, workspace_id: Uuid) -> QueryResult<Vec<RoutingRule>> {
    diesel::sql_query(format!(
        "{SELECT} AND r.is_active ORDER BY r.priority DESC, r.id"
    ))
    .bind::<SqlUuid, _>(workspace_id)
    .load(conn)
}

/// The ids and priorities of all rules of a workspace in the order in which they are tried. They are
/// held to the end of the transaction.
pub fn in_order(conn: &mut PgConnection, workspace_id: Uuid) -> QueryResult<Vec<(i64, i32)>> {
    table::table
        .filter(table::workspace_id.eq(workspace_id))
        .order((table::priority.desc(), table::id.asc()))
        .select((table::id, table::priority))
        .for_update()
        .load(conn)
}

/// The rules of a workspace of that name or id.
pub fn named(
    conn: &mut PgConnection,
    workspace_id: Uuid,
    name: &str,
) -> QueryResult<Vec<RoutingRule>> {
    diesel::sql_query(format!("{SELECT} AND (r.name = $2 OR r.id = $3) LIMIT 2"))
        .bind::<SqlUuid, _>(workspace_id)
        .bind::<Text, _>(name)
        .bind::<Nullable<BigInt>, _>(name.parse::<i64>().ok())
        .load(conn)
}

/// The names of the rules of a workspace, to find one that is nearly so.
pub fn names(conn: &mut PgConnection, workspace_id: Uuid) -> QueryResult<Vec<String>> {
    table::table
        .filter(table::workspace_id.eq(workspace_id))
        .select(table::name)
        .limit(search::MOST_NAMES)
        .load(conn)
}

/// Writes a rule and gives its id; nothing when its name is taken.
pub fn insert(
    conn: &mut PgConnection,
    workspace_id: Uuid,
    rule: &Written,
) -> QueryResult<Option<i64>> {
    diesel::insert_into(table::table)
        .values((table::workspace_id.eq(workspace_id), rule))
        .on_conflict((table::workspace_id, table::name))
        .do_nothing()
        .returning(table::id)
        .get_result(conn)
        .optional()
}

/// Writes a rule anew; false when it is gone.
pub fn update(
    conn: &mut PgConnection,
    (workspace_id, id): (Uuid, i64),
    rule: &Written,
) -> QueryResult<bool> {
    diesel::update(table::table.find((workspace_id, id)))
        .set((rule, table::updated_at.eq(now)))
        .execute(conn)
        .map(|rows| rows > 0)
}

/// Gives rules new priorities. Answers how many had another.
pub fn set_priorities(
    conn: &mut PgConnection,
    workspace_id: Uuid,
    ids: &[i64],
    priorities: &[i32],
) -> QueryResult<usize> {
    diesel::sql_query(
        "UPDATE routing_rules r SET priority = place.priority, updated_at = $4 \
         FROM unnest($2, $3) AS place (id, priority) \
         WHERE r.workspace_id = $1 AND r.id = place.id AND r.priority <> place.priority",
    )
    .bind::<SqlUuid, _>(workspace_id)
    .bind::<Array<BigInt>, _>(ids)
    .bind::<Array<Integer>, _>(priorities)
    .bind::<Timestamptz, _>(super::clock::transaction(conn)?)
    .execute(conn)
}

/// Removes a rule; false when it is gone.
pub fn delete(conn: &mut PgConnection, (workspace_id, id): (Uuid, i64)) -> QueryResult<bool> {
    diesel::delete(table::table.find((workspace_id, id)))
        .execute(conn)
        .map(|rows| rows > 0)
}
