//! What a database holds, row by row, so that tests can compare it before and after.

#![cfg(test)]

use std::collections::{BTreeMap, BTreeSet};

use diesel::prelude::*;
use diesel::sql_types::Text;
use serde_json::Value;

use crate::support::Database;

/// Every row of every table, with the transaction that wrote it, and every sequence.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct State {
    rows: BTreeSet<Line>,
    sequences: BTreeSet<Line>,
}

#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, QueryableByName)]
struct Line {
    #[diesel(sql_type = Text)]
    place: String,
    #[diesel(sql_type = Text)]
    content: String,
    #[diesel(sql_type = Text)]
    writer: String,
}

impl State {
    /// Everything in a database.
    pub fn of(db: &Database) -> Self {
        let conn = &mut db.connect();
        let tables = query(
            conn,
            "SELECT relname::text AS place, '' AS content, '' AS writer FROM pg_class \
             WHERE relnamespace = 'public'::regnamespace AND relkind = 'r' ORDER BY 1",
        );
        let selects: Vec<String> = tables
            .iter()
            .map(|table| {
                let name = &table.place;
                format!(
                    "SELECT '{name}' AS place, to_jsonb(t)::text AS content, \
                     t.xmin::text AS writer FROM public.{name} t"
                )
            })
            .collect();
        Self {
            rows: query(conn, &selects.join(" UNION ALL "))
                .into_iter()
                .collect(),
            sequences: query(
                conn,
                "SELECT sequencename::text AS place, coalesce(last_value, 0)::text AS content, \
                 '' AS writer FROM pg_sequences",
            )
            .into_iter()
            .collect(),
        }
    }

    /// The same without the positions of sequences, which nothing rolls back.
    pub fn rows_only(mut self) -> Self {
        self.sequences.clear();
        self
    }

    /// The same without the rows of a table.
    pub fn without(mut self, table: &str) -> Self {
        self.rows.retain(|line| line.place != table);
        self
    }

    /// How many rows a table has.
    pub fn count(&self, table: &str) -> usize {
        self.rows.iter().filter(|line| line.place == table).count()
    }

    /// What the tables say, without what differs between two databases that were treated alike: ids,
    /// times and transactions.
    pub fn meaning(&self, tables: &[&str]) -> BTreeMap<String, BTreeSet<String>> {
        let mut meaning: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
        for line in &self.rows {
            if tables.contains(&line.place.as_str()) {
                let mut row: Value = serde_json::from_str(&line.content).expect("a row is JSON");
                for field in ["id", "created_at", "updated_at"] {
                    row.as_object_mut()
                        .expect("a row is an object")
                        .remove(field);
                }
                meaning
                    .entry(line.place.clone())
                    .or_default()
                    .insert(row.to_string());
            }
        }
        meaning
    }

    /// Fails, naming the rows that differ, unless both are the same.
    #[track_caller]
    pub fn assert_same(&self, after: &Self) {
        let gone: Vec<&Line> = self.rows.difference(&after.rows).collect();
        let new: Vec<&Line> = after.rows.difference(&self.rows).collect();
        assert!(
            gone.is_empty() && new.is_empty(),
            "gone: {gone:#?}\nnew: {new:#?}"
        );
        assert_eq!(self.sequences, after.sequences);
    }
}

fn query(conn: &mut PgConnection, sql: &str) -> Vec<Line> {
    diesel::sql_query(sql)
        .load(conn)
        .expect("the database can be read")
}
