//! What seeds name by natural key, and where it is found.

use std::collections::HashMap;

use diesel::pg::Pg;
use diesel::prelude::*;
use diesel::query_builder::{BoxedSqlQuery, SqlQuery};
use diesel::sql_types::{Array, BigInt, Nullable, Text, Uuid as SqlUuid};
use uuid::Uuid;

/// A sort of rows `r` that seeds name.
#[derive(Debug)]
pub struct Reference {
    /// What it is to people, and which of them can be named.
    pub noun: (&'static str, &'static str),
    pub table: &'static str,
    /// The column that identifies it.
    pub id: &'static str,
    /// Its natural key as one text, in SQL.
    pub key: &'static str,
    pub reach: Reach,
    /// A further condition on what may be named anew, to follow others.
    pub only: &'static str,
    /// The words of the kinds of seed that make such rows.
    pub kinds: &'static [&'static str],
    /// What to do where there is none.
    pub hint: &'static str,
}

/// From where rows can be named.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Reach {
    /// From everywhere.
    All,
    /// Those for all from everywhere, those of a workspace from inside; its own come first.
    GlobalOrOwn,
    /// From inside their workspace.
    Own,
}

impl Reference {
    /// The condition that a row can be named from a workspace, given in SQL; to follow others. `ids`
    /// is the number of the parameter with the ids of all workspaces concerned.
    fn reaches(&self, workspace: &str, ids: Option<usize>) -> String {
        match self.reach {
            Reach::All => String::new(),
            Reach::GlobalOrOwn => {
                format!(" AND (r.workspace_id IS NULL OR r.workspace_id = {workspace})")
            }
            Reach::Own => format!(" AND r.workspace_id = {workspace}{}", bound("r", ids)),
        }
    }

    /// The id of the row of that name, in SQL.
    pub fn find(&self, name: &str, workspace: &str, ids: Option<usize>) -> String {
        let first = match self.reach {
            Reach::All | Reach::Own => "",
            Reach::GlobalOrOwn => " ORDER BY r.workspace_id NULLS LAST LIMIT 1",
        };
        format!(
            "(SELECT r.{id} FROM {table} r WHERE {key} = {name}{reaches}{first})",
            id = self.id,
            table = self.table,
            key = self.key,
            reaches = self.reaches(workspace, ids),
        )
    }

    /// The name of the row of the id in a column of a row `t`, in SQL.
    pub fn name(&self, column: &str, ids: Option<usize>) -> String {
        let own = match self.reach {
            Reach::All | Reach::GlobalOrOwn => String::new(),
            Reach::Own => self.reaches("t.workspace_id", ids),
        };
        format!(
            "(SELECT {key} FROM {table} r WHERE r.{id} = t.{column}{own})",
            key = self.key,
            table = self.table,
            id = self.id,
        )
    }
}

/// The condition that a row is of one of the workspaces of a parameter, to follow others.
pub fn bound(row: &str, ids: Option<usize>) -> String {
    ids.map(|ids| format!(" AND {row}.workspace_id = ANY (${ids})"))
        .unwrap_or_default()
}

/// The naming of a row: from which workspace, if from one that is there, and its name.
pub type Named<'a> = (Option<Uuid>, &'a str);

#[derive(QueryableByName)]
struct Position {
    #[diesel(sql_type = BigInt)]
    place: i64,
}

/// The positions of those, in order, that name nothing. One query.
pub fn missing(
    conn: &mut PgConnection,
    reference: &Reference,
    named: &[Named<'_>],
) -> QueryResult<Vec<usize>> {
    let (from, keys): (Vec<Option<Uuid>>, Vec<&str>) = named.iter().copied().unzip();
    let mut ids: Vec<Uuid> = from.iter().copied().flatten().collect();
    ids.sort_unstable();
    ids.dedup();
    let sql = format!(
        "SELECT k.place FROM unnest($1, $2) WITH ORDINALITY AS k (workspace_id, name, place) \
         WHERE NOT EXISTS (SELECT FROM {table} r WHERE {key} = k.name{reaches}{only}) \
         ORDER BY k.place",
        table = reference.table,
        key = reference.key,
        reaches = reference.reaches("k.workspace_id", Some(3)),
        only = reference.only,
    );
    let mut query: BoxedSqlQuery<'_, Pg, SqlQuery> = diesel::sql_query(sql)
        .into_boxed()
        .bind::<Array<Nullable<SqlUuid>>, _>(from)
        .bind::<Array<Text>, _>(keys);
    if reference.reach == Reach::Own {
        query = query.bind::<Array<SqlUuid>, _>(ids);
    }
    let found: Vec<Position> = query.load(conn)?;
    Ok(found
        .into_iter()
        .filter_map(|position| usize::try_from(position.place - 1).ok())
        .collect())
}

#[derive(QueryableByName)]
struct Workspace {
    #[diesel(sql_type = Text)]
    slug: String,
    #[diesel(sql_type = SqlUuid)]
    id: Uuid,
}

/// The ids of workspaces by slug. What is deleted is not there.
pub type Ids = HashMap<String, Uuid>;

/// Reads the ids of the workspaces of these slugs.
pub fn workspaces(conn: &mut PgConnection, slugs: &[&str]) -> QueryResult<Ids> {
    if slugs.is_empty() {
        return Ok(Ids::new());
    }
    let found: Vec<Workspace> = diesel::sql_query(
        "SELECT w.slug, w.id FROM workspaces w WHERE w.slug = ANY ($1) AND w.deleted_at IS NULL",
    )
    .bind::<Array<Text>, _>(slugs)
    .load(conn)?;
    Ok(found
        .into_iter()
        .map(|found| (found.slug, found.id))
        .collect())
}
