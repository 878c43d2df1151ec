//! `enable_count`: in how many workspaces a plugin is enabled.

use diesel::dsl::{count_star, now};
use diesel::prelude::*;
use diesel::sql_types::{Array, BigInt, Uuid as SqlUuid};
use uuid::Uuid;

use super::schema::{marketplace_plugins, workspace_enabled_plugins};

/// Counts workspaces that enable a plugin, or no longer do.
pub fn add(conn: &mut PgConnection, id: Uuid, by: i32) -> QueryResult<()> {
    diesel::update(marketplace_plugins::table.find(id))
        .set((
            marketplace_plugins::enable_count.eq(marketplace_plugins::enable_count + by),
            marketplace_plugins::updated_at.eq(now),
        ))
        .execute(conn)
        .map(drop)
}

/// Counts the workspaces of every plugin again; says how many counts were wrong.
pub fn recount(conn: &mut PgConnection) -> QueryResult<usize> {
    let counts: Vec<(Uuid, i64)> = workspace_enabled_plugins::table
        .group_by(workspace_enabled_plugins::plugin_id)
        .select((workspace_enabled_plugins::plugin_id, count_star()))
        .load(conn)?;
    let (plugins, counts): (Vec<Uuid>, Vec<i64>) = counts.into_iter().unzip();
    diesel::sql_query(
        "UPDATE marketplace_plugins p SET enable_count = counted.count, updated_at = now() \
         FROM (SELECT m.id, coalesce(c.count, 0)::int4 AS count FROM marketplace_plugins m \
               LEFT JOIN unnest($1, $2) AS c (id, count) ON c.id = m.id) AS counted \
         WHERE counted.id = p.id AND p.enable_count <> counted.count",
    )
    .bind::<Array<SqlUuid>, _>(plugins)
    .bind::<Array<BigInt>, _>(counts)
    .execute(conn)
}
