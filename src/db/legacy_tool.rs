//! Lists of tools inside `agents.configuration`, as they were kept before there were assignments.

use diesel::prelude::*;
use diesel::sql_types::{BigInt, Bool, Text};

/// The entries of all lists, each with the app that it means as far as the cache knows it. An entry
/// is the name of an app, its number in the cache, or an object with one of those.
const ENTRIES: &str = "\
    WITH entry AS ( \
        SELECT a.workspace_id, a.id AS agent_id, a.name AS agent, l.place, \
            CASE jsonb_typeof(l.item) WHEN 'object' \
                THEN coalesce(l.item ->> 'app_name', l.item ->> 'name', l.item ->> 'app_id', l.item ->> 'id') \
                ELSE l.item #>> '{}' END AS word \
        FROM agents a CROSS JOIN LATERAL jsonb_array_elements( \
            CASE jsonb_typeof(a.configuration -> 'tools') WHEN 'array' THEN a.configuration -> 'tools' ELSE '[]' END || \
            CASE jsonb_typeof(a.configuration -> 'tool_ids') WHEN 'array' THEN a.configuration -> 'tool_ids' ELSE '[]' END \
        ) WITH ORDINALITY AS l (item, place) \
    ), meant AS ( \
        SELECT e.*, coalesce(c.app_name, CASE WHEN e.word !~ '^[0-9]*$' THEN upper(e.word) END) AS app_name \
        FROM entry e LEFT JOIN composio_apps_cache c \
            ON c.app_name = upper(e.word) OR c.app_slug = lower(e.word) OR c.id::text = e.word \
    )";

/// Whether any agent has such a list. The table must be there.
pub fn is_there(conn: &mut PgConnection) -> QueryResult<bool> {
    diesel::select(diesel::dsl::sql::<Bool>(
        "EXISTS (SELECT FROM agents AS a CROSS JOIN LATERAL (SELECT to_jsonb(a) -> 'configuration') AS c (configuration) \
             WHERE jsonb_typeof(c.configuration -> 'tools') = 'array' \
                OR jsonb_typeof(c.configuration -> 'tool_ids') = 'array')",
    ))
    .get_result(conn)
}

/// An entry that means no app.
#[derive(Debug, Clone, QueryableByName)]
pub struct Unknown {
    #[diesel(sql_type = Text)]
    pub agent: String,
    #[diesel(sql_type = Text)]
    pub word: String,
}

/// The entries that mean no app: numbers that the cache does not have, and what is neither a number
/// nor a name.
pub fn unknown(conn: &mut PgConnection) -> QueryResult<Vec<Unknown>> {
    diesel::sql_query(format!(
        "{ENTRIES} SELECT agent, coalesce(word, 'null') AS word FROM meant WHERE app_name IS NULL \
         ORDER BY agent, place LIMIT 20"
    ))
    .load(conn)
}

/// Makes assignments of all entries, the first in a list being preferred, and takes the lists out of
/// the configurations. Says how many assignments were new.
pub fn assign(conn: &mut PgConnection, assigned_by: &str) -> QueryResult<i64> {
    #[derive(QueryableByName)]
    struct Count {
        #[diesel(sql_type = BigInt)]
        count: i64,
    }
    let made: Count = diesel::sql_query(format!(
        "{ENTRIES}, made AS ( \
             INSERT INTO agent_app_assignments (workspace_id, agent_id, app_name, priority, assigned_by) \
             SELECT workspace_id, agent_id, app_name, \
                 (count(*) OVER (PARTITION BY workspace_id, agent_id) \
                  - row_number() OVER (PARTITION BY workspace_id, agent_id ORDER BY min(place)))::int4, $1 \
             FROM meant GROUP BY workspace_id, agent_id, app_name \
             ON CONFLICT (workspace_id, agent_id, app_name) DO NOTHING RETURNING 1 \
         ) SELECT count(*) AS count FROM made"
    ))
    .bind::<Text, _>(assigned_by)
    .get_result(conn)?;
    diesel::sql_query(
        "UPDATE agents SET configuration = configuration \
             - CASE jsonb_typeof(configuration -> 'tools') WHEN 'array' THEN 'tools' ELSE '' END \
             - CASE jsonb_typeof(configuration -> 'tool_ids') WHEN 'array' THEN 'tool_ids' ELSE '' END \
         WHERE jsonb_typeof(configuration -> 'tools') = 'array' \
            OR jsonb_typeof(configuration -> 'tool_ids') = 'array'",
    )
    .execute(conn)?;
    Ok(made.count)
}
