//! `users`: the people who sign in.

use chrono::{DateTime, Utc};
use diesel::dsl::now;
use diesel::prelude::*;
use serde::Serialize;

use super::page::{Page, paged};
use super::schema::{users, workspace_members, workspaces};
use super::search;
use crate::model::MemberRole;

/// A row of `users`.
#[derive(Debug, Clone, HasQuery, Serialize)]
#[diesel(table_name = users)]
pub struct User {
    pub id: i64,
    pub username: String,
    pub email: String,
    pub name: Option<String>,
    pub avatar_url: Option<String>,
    pub clerk_user_id: Option<String>,
    pub is_active: bool,
    pub last_sign_in_at: Option<DateTime<Utc>>,
    pub created_at: DateTime<Utc>,
    pub updated_at: DateTime<Utc>,
}

/// What is written of a new user.
#[derive(Debug, Insertable)]
#[diesel(table_name = users)]
pub struct New<'a> {
    pub username: &'a str,
    pub email: &'a str,
    pub name: Option<&'a str>,
}

/// What changes; what is absent stays.
#[derive(Debug, Default, AsChangeset)]
#[diesel(table_name = users)]
pub struct Changes {
    pub email: Option<String>,
    pub name: Option<String>,
    pub avatar_url: Option<String>,
    pub is_active: Option<bool>,
}

/// Which users are wanted; what is absent does not matter.
#[derive(Debug, Default)]
pub struct Filter {
    pub is_active: Option<bool>,
    pub search: Option<String>,
}

/// A workspace that a user is in.
#[derive(Debug, Queryable, Serialize)]
pub struct Membership {
    pub workspace: String,
    pub role: MemberRole,
}

/// Writes a user; nothing when the name or the address is taken.
pub fn insert(conn: &mut PgConnection, new: &New<'_>) -> QueryResult<Option<User>> {
    diesel::insert_into(users::table)
        .values(new)
        .on_conflict_do_nothing()
        .returning(User::as_returning())
        .get_result(conn)
        .optional()
}

/// Whether another user has that address, however it is written.
pub fn has_email(conn: &mut PgConnection, id: i64, email: &str) -> QueryResult<bool> {
    let others = users::table
        .filter(users::email_lower.eq(email.to_lowercase()))
        .filter(users::id.ne(id));
    diesel::select(diesel::dsl::exists(others)).get_result(conn)
}

/// Holds the user to the end of the transaction; nothing when they are gone.
pub fn hold(conn: &mut PgConnection, id: i64) -> QueryResult<Option<User>> {
    User::query()
        .filter(users::id.eq(id))
        .for_update()
        .first(conn)
        .optional()
}

/// Changes a user.
pub fn update(conn: &mut PgConnection, id: i64, changes: &Changes) -> QueryResult<User> {
    diesel::update(users::table.find(id))
        .set((changes, users::updated_at.eq(now)))
        .returning(User::as_returning())
        .get_result(conn)
}

/// A page of users.
pub fn page(conn: &mut PgConnection, filter: &Filter, page: &Page<i64>) -> QueryResult<Vec<User>> {
    let mut query = User::query().into_boxed();
    if let Some(is_active) = filter.is_active {
        query = query.filter(users::is_active.eq(is_active));
    }
    if let Some(text) = &filter.search {
        let pattern = search::pattern(text);
        query = query.filter(
            users::username
                .ilike(pattern.clone())
                .or(users::name.ilike(pattern.clone()))
                .or(users::email.ilike(pattern)),
        );
    }
    paged!(query, page, users::username, users::created_at, users::id).load(conn)
}

/// The users of that name, address or id.
pub fn named(conn: &mut PgConnection, name: &str) -> QueryResult<Vec<User>> {
    let exact: Vec<User> = User::query().filter(users::username.eq(name)).load(conn)?;
    if !exact.is_empty() {
        return Ok(exact);
    }
    match name.parse::<i64>() {
        Ok(id) => User::query().filter(users::id.eq(id)).load(conn),
        Err(_) => User::query()
            .filter(users::email_lower.eq(name.to_lowercase()))
            .load(conn),
    }
}

/// The names of all users, to find one that is nearly so.
pub fn names(conn: &mut PgConnection) -> QueryResult<Vec<String>> {
    users::table
        .select(users::username)
        .limit(search::MOST_NAMES)
        .load(conn)
}

/// The workspaces a user is in, by slug.
pub fn memberships(conn: &mut PgConnection, id: i64) -> QueryResult<Vec<Membership>> {
    workspace_members::table
        .inner_join(workspaces::table.on(workspaces::id.eq(workspace_members::workspace_id)))
        .filter(workspace_members::user_id.eq(id))
        .filter(workspaces::deleted_at.is_null())
        .order(workspaces::slug)
        .select((workspaces::slug, workspace_members::role))
        .load(conn)
}
