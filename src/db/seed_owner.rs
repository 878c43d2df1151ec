//! What must hold of users, workspaces and members together: everyone has a personal workspace with
//! its owner as its only member, and a workspace with members has an owner among them.

use chrono::{DateTime, Utc};
use diesel::prelude::*;
use diesel::sql_types::{Array, Nullable, Text, Timestamptz};

/// A user in a workspace.
#[derive(Debug, QueryableByName)]
pub struct Member {
    #[diesel(sql_type = Text)]
    pub workspace: String,
    #[diesel(sql_type = Text)]
    pub username: String,
}

/// Gives each of these users who owns no personal workspace one of the username's letters and
/// digits, with the user's id behind them where that slug is taken.
pub fn give_workspaces(
    conn: &mut PgConnection,
    usernames: &[&str],
    now: DateTime<Utc>,
) -> QueryResult<Vec<Member>> {
    diesel::sql_query(
        "WITH wanting AS ( \
             SELECT u.id, u.username, coalesce(u.name, u.username) AS name, \
                 coalesce(nullif(trim(BOTH '-' FROM left(regexp_replace( \
                     lower(u.username), '[^a-z0-9]+', '-', 'g'), 80)), ''), 'user') AS base \
             FROM users u \
             WHERE u.username = ANY ($1) AND NOT EXISTS ( \
                 SELECT FROM workspaces w WHERE w.owner_id = u.id AND w.kind = 'personal')), \
         made AS ( \
             INSERT INTO workspaces (name, slug, kind, owner_id, created_at, updated_at) \
             SELECT n.name, CASE \
                 WHEN row_number() OVER (PARTITION BY n.base ORDER BY n.id) > 1 \
                     OR EXISTS (SELECT FROM workspaces w WHERE w.slug = n.base) \
                 THEN n.base || '-' || n.id ELSE n.base END, 'personal', n.id, $2, $2 \
             FROM wanting n RETURNING slug, owner_id) \
         SELECT m.slug AS workspace, n.username \
         FROM made m JOIN wanting n ON n.id = m.owner_id ORDER BY m.slug",
    )
    .bind::<Array<Text>, _>(usernames)
    .bind::<Timestamptz, _>(now)
    .load(conn)
}

/// Makes the owner of each of these workspaces its member, where there is an owner who is none.
pub fn admit_owners(
    conn: &mut PgConnection,
    slugs: &[&str],
    now: DateTime<Utc>,
) -> QueryResult<Vec<Member>> {
    diesel::sql_query(
        "WITH made AS ( \
             INSERT INTO workspace_members (workspace_id, user_id, role, joined_at) \
             SELECT w.id, w.owner_id, 'owner', $2 FROM workspaces w \
             WHERE w.slug = ANY ($1) AND w.owner_id IS NOT NULL AND w.deleted_at IS NULL \
             ON CONFLICT (workspace_id, user_id) DO NOTHING \
             RETURNING workspace_id, user_id) \
         SELECT w.slug AS workspace, u.username FROM made m \
         JOIN workspaces w ON w.id = m.workspace_id JOIN users u ON u.id = m.user_id \
         ORDER BY w.slug",
    )
    .bind::<Array<Text>, _>(slugs)
    .bind::<Timestamptz, _>(now)
    .load(conn)
}

/// A workspace whose members are not as they must be.
#[derive(Debug, QueryableByName)]
pub struct Fault {
    #[diesel(sql_type = Text)]
    pub workspace: String,
    /// Who is in a personal workspace and does not own it; nobody where no member is an owner.
    #[diesel(sql_type = Nullable<Text>)]
    pub stranger: Option<String>,
}

/// What is wrong with the members of these workspaces. Those that had members must have an owner
/// among them even if they have no members any more.
pub fn faults(
    conn: &mut PgConnection,
    slugs: &[&str],
    had_members: &[&str],
) -> QueryResult<Vec<Fault>> {
    diesel::sql_query(
        "SELECT w.slug AS workspace, NULL AS stranger FROM workspaces w \
         WHERE w.slug = ANY ($1) AND w.deleted_at IS NULL \
             AND (w.slug = ANY ($2) OR EXISTS ( \
                 SELECT FROM workspace_members m WHERE m.workspace_id = w.id)) \
             AND NOT EXISTS (SELECT FROM workspace_members m \
                 WHERE m.workspace_id = w.id AND m.role = 'owner') \
         UNION ALL \
         SELECT w.slug, u.username FROM workspaces w \
         JOIN workspace_members m ON m.workspace_id = w.id \
         JOIN users u ON u.id = m.user_id \
         WHERE w.slug = ANY ($1) AND w.deleted_at IS NULL AND w.kind = 'personal' \
             AND m.user_id IS DISTINCT FROM w.owner_id \
         ORDER BY 1, 2",
    )
    .bind::<Array<Text>, _>(slugs)
    .bind::<Array<Text>, _>(had_members)
    .load(conn)
}

/// Counts the actions of these apps anew.
pub fn count_actions(conn: &mut PgConnection, app_names: &[&str]) -> QueryResult<usize> {
    diesel::sql_query(
        "UPDATE composio_apps_cache t SET action_count = s.number FROM ( \
             SELECT a.app_name, count(c.app_name)::int4 AS number FROM composio_apps_cache a \
             LEFT JOIN composio_actions_cache c ON c.app_name = a.app_name \
             WHERE a.app_name = ANY ($1) GROUP BY a.app_name) s \
         WHERE t.app_name = s.app_name AND t.action_count <> s.number",
    )
    .bind::<Array<Text>, _>(app_names)
    .execute(conn)
}
