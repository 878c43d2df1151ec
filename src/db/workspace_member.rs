//! `workspace_members`: who belongs to which workspace.

use chrono::{DateTime, Utc};
use diesel::prelude::*;
use serde::Serialize;
use uuid::Uuid;

use super::page::{Page, paged};
use super::schema::{users, workspace_members as table};
use super::search;
use crate::model::MemberRole;

/// A member of a workspace.
#[derive(Debug, Clone, Queryable, Serialize)]
pub struct Member {
    pub id: i64,
    pub username: String,
    pub email: String,
    pub role: MemberRole,
    pub joined_at: DateTime<Utc>,
}

/// Which members are wanted; what is absent does not matter.
#[derive(Debug)]
pub struct Filter {
    pub workspace_id: Uuid,
    pub role: Option<MemberRole>,
    pub search: Option<String>,
}

/// A page of the members of a workspace.
pub fn page(
    conn: &mut PgConnection,
    filter: &Filter,
    page: &Page<i64>,
) -> QueryResult<Vec<Member>> {
    let mut query = table::table
        .inner_join(users::table.on(users::id.eq(table::user_id)))
        .filter(table::workspace_id.eq(filter.workspace_id))
        .select((
            users::id,
            users::username,
            users::email,
            table::role,
            table::joined_at,
        ))
        .into_boxed();
    if let Some(role) = filter.role {
        query = query.filter(table::role.eq(role));
    }
    if let Some(text) = &filter.search {
        let pattern = search::pattern(text);
        query = query.filter(
            users::username
                .ilike(pattern.clone())
                .or(users::email.ilike(pattern)),
        );
    }
    paged!(query, page, users::username, table::joined_at, users::id).load(conn)
}

/// The role of a user in a workspace; nothing when they are no member.
pub fn role(
    conn: &mut PgConnection,
    (workspace_id, user_id): (Uuid, i64),
) -> QueryResult<Option<MemberRole>> {
    table::table
        .find((workspace_id, user_id))
        .select(table::role)
        .first(conn)
        .optional()
}

/// The owners of a workspace, the earliest first.
pub fn owners(conn: &mut PgConnection, workspace_id: Uuid) -> QueryResult<Vec<i64>> {
    table::table
        .filter(table::workspace_id.eq(workspace_id))
        .filter(table::role.eq(MemberRole::Owner))
        .order((table::joined_at, table::user_id))
        .select(table::user_id)
        .load(conn)
}

/// Makes the user a member, or gives the member that role.
pub fn put(
    conn: &mut PgConnection,
    (workspace_id, user_id): (Uuid, i64),
    role: MemberRole,
) -> QueryResult<()> {
    diesel::insert_into(table::table)
        .values((
            table::workspace_id.eq(workspace_id),
            table::user_id.eq(user_id),
            table::role.eq(role),
        ))
        .on_conflict((table::workspace_id, table::user_id))
        .do_update()
        .set(table::role.eq(role))
        .execute(conn)
        .map(drop)
}

/// Takes the user out of the workspace.
pub fn remove(conn: &mut PgConnection, (workspace_id, user_id): (Uuid, i64)) -> QueryResult<()> {
    diesel::delete(table::table.find((workspace_id, user_id)))
        .execute(conn)
        .map(drop)
}
