//! Where each kind of seed lives: its table, its natural key, and how SQL finds its rows.

use std::collections::BTreeSet;

use diesel::{PgConnection, QueryResult};

use super::seed_column::{Children, Column, Type};
use super::seed_reference::{Ids, workspaces};
use super::{seed_catalog, seed_fleet, seed_own, seed_tenant};

/// The table of a kind. In all SQL a row of it is `t`, and its workspace, if it has one, `w`.
#[derive(Debug)]
pub struct Table {
    pub name: &'static str,
    /// The natural key of a row as one text, as items have it.
    pub key: &'static str,
    /// How many of the columns, the first ones, make the key; they are never updated.
    pub key_columns: usize,
    /// The arbiter of ON CONFLICT.
    pub arbiter: &'static str,
    /// What a row must meet to belong to the kind, to follow other conditions.
    pub only: &'static str,
    /// Whether ids are UUIDs made by the tool; else the database counts.
    pub uuid_key: bool,
    /// Of rows that belong to workspaces: what else the key needs. Their keys begin with the slug of
    /// the workspace and a slash.
    pub workspace: Option<Owned>,
    pub stamps: Stamps,
    pub columns: &'static [Column],
    /// What may depend on a row, each as what follows `SELECT FROM`; such a row is not removed.
    pub dependants: &'static [&'static str],
    /// What makes a row inactive that cannot be removed.
    pub deactivated: Option<&'static str>,
}

/// What rows that belong to workspaces are joined with, to have their keys.
#[derive(Debug, Clone, Copy)]
pub struct Owned {
    /// Tables, with their names in conditions.
    pub tables: &'static str,
    pub on: &'static str,
    /// What follows the slug of the workspace and a slash in the key.
    pub name: &'static str,
}

/// What is written beside the fields.
#[derive(Debug, Clone, Copy)]
pub struct Stamps {
    /// Columns that take the time of creation.
    pub created: &'static [&'static str],
    /// Columns that take the time of the last change.
    pub updated: &'static [&'static str],
    /// Columns that take this SQL when a row is created.
    pub fixed: &'static [(&'static str, &'static str)],
}

/// What nearly all tables have.
pub const STAMPS: Stamps = Stamps {
    created: &["created_at", "updated_at"],
    updated: &["updated_at"],
    fixed: &[],
};

impl Table {
    /// The table of a kind, by the kind's word. That a kind has none is an error of this program.
    pub fn of(kind: &str) -> QueryResult<&'static Self> {
        seed_catalog::TABLES
            .iter()
            .chain(seed_fleet::TABLES)
            .chain(seed_own::TABLES)
            .chain(seed_tenant::TABLES)
            .find(|(word, _)| *word == kind)
            .map(|(_, table)| table)
            .ok_or(diesel::result::Error::NotFound)
    }

    /// What follows FROM or JOIN, so that rows have their keys.
    pub fn source(&self) -> String {
        match self.workspace {
            None => format!("{} t", self.name),
            Some(owned) => format!("({} t JOIN {} ON {})", self.name, owned.tables, owned.on),
        }
    }

    /// The same, as more tables for UPDATE and DELETE with the conditions that join them.
    pub fn beside(&self) -> (String, String) {
        match self.workspace {
            None => (String::new(), String::new()),
            Some(owned) => (format!(", {}", owned.tables), format!(" AND {}", owned.on)),
        }
    }

    /// The condition that a row has a key, given in SQL. Of rows that belong to workspaces it is one
    /// that finds them by index.
    pub fn found(&self, key: &str) -> String {
        match self.workspace {
            None => format!("{} = {key}", self.key),
            Some(owned) => format!(
                "w.slug = split_part({key}, '/', 1) AND {} = substr({key}, strpos({key}, '/') + 1)",
                owned.name
            ),
        }
    }

    /// The condition that a row belongs to the kind and, where it belongs to a workspace, to one of
    /// those whose ids are the parameter of that number; to follow others.
    pub fn within(&self, ids: usize) -> String {
        match self.workspace {
            None => self.only.to_owned(),
            Some(_) => format!("{} AND t.workspace_id = ANY (${ids})", self.only),
        }
    }

    /// The condition that a row is of one of the workspaces whose slugs are the first parameter, or is
    /// needed by them; to follow others.
    pub fn chosen(&self) -> &'static str {
        if self.workspace.is_some() {
            return " AND w.slug = ANY ($1)";
        }
        match self.name {
            "workspaces" => " AND t.slug = ANY ($1)",
            "users" => {
                " AND EXISTS (SELECT FROM workspaces c \
                 LEFT JOIN workspace_members m ON m.workspace_id = c.id \
                 WHERE c.slug = ANY ($1) AND t.id IN (c.owner_id, m.user_id))"
            }
            "workflow_recipes" => {
                " AND (t.workspace_id IS NULL OR EXISTS (SELECT FROM workspaces c \
                 WHERE c.id = t.workspace_id AND c.slug = ANY ($1)))"
            }
            _ => " AND $1::text[] IS NOT NULL",
        }
    }

    /// The ids of the workspaces to which rows of these keys belong, if those of the kind belong to
    /// any.
    pub fn ids<'k>(
        &self,
        conn: &mut PgConnection,
        keys: impl Iterator<Item = &'k str>,
    ) -> QueryResult<Ids> {
        if self.workspace.is_none() {
            return Ok(Ids::new());
        }
        let slugs: BTreeSet<&str> = keys.map(workspace_of).collect();
        workspaces(conn, &Vec::from_iter(slugs))
    }

    /// The columns of the row itself.
    pub fn own_columns(&self) -> impl Iterator<Item = &'static Column> {
        self.columns
            .iter()
            .filter(|column| column.children().is_none())
    }

    /// Whether a row's own columns are all there is to it: what other rows hold, their names for one,
    /// changes without it.
    pub fn holds_all(&self) -> bool {
        self.columns.iter().all(|column| match column.kind {
            Type::Scalar(_) | Type::TextArray | Type::Json => column.sealed.is_none(),
            Type::Workspace | Type::Reference(_) | Type::Children(_) => false,
        })
    }

    /// The lists of rows of other tables that belong to a row.
    pub fn children(&self) -> impl Iterator<Item = (&'static str, &'static Children)> {
        self.columns
            .iter()
            .filter_map(|column| Some((column.field, column.children()?)))
    }

    /// The field by which rows of the kind name each other, if they do.
    pub fn parent(&self) -> Option<&'static str> {
        let own = |column: &&Column| match column.kind {
            Type::Reference(reference) => reference.table == self.name,
            Type::Scalar(_)
            | Type::TextArray
            | Type::Json
            | Type::Workspace
            | Type::Children(_) => false,
        };
        self.columns.iter().find(own).map(|column| column.field)
    }
}

/// The slug of the workspace with which such a key begins.
pub fn workspace_of(key: &str) -> &str {
    key.split_once('/').map_or(key, |(workspace, _)| workspace)
}

/// The fields of a kind in the order in which seed files have them.
pub fn fields(kind: &str) -> QueryResult<Vec<&'static str>> {
    let columns = Table::of(kind)?.columns;
    Ok(columns.iter().map(|column| column.field).collect())
}
