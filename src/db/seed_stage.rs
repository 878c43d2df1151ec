//! Many new rows at once: they are copied into a temporary table, and from there into their own.
//!
//! Rows and what the ledger is to remember of them go together, as text, and are cast by the
//! database. The table goes with the transaction.

use std::io::Write;

use chrono::{DateTime, Utc};
use diesel::connection::SimpleConnection;
use diesel::prelude::*;
use diesel::sql_types::{Array, Text, Timestamptz, Uuid as SqlUuid};
use uuid::Uuid;

use super::seed_entry::{COLUMNS, Entry, OR_UPDATE};
use super::seed_reference::Ids;
use super::seed_rows::{Row, insert_sql, text_of};
use super::seed_table::Table;

diesel::table! {
    /// The columns of any kind, in their order, beside the key and what the ledger has.
    seed_stage (item_key) {
        item_key -> Text,
        seed_set -> Text,
        item_hash -> Text,
        kept -> Text,
        id -> Text,
        c0 -> Text, c1 -> Text, c2 -> Text, c3 -> Text, c4 -> Text, c5 -> Text, c6 -> Text,
        c7 -> Text, c8 -> Text, c9 -> Text, c10 -> Text, c11 -> Text, c12 -> Text, c13 -> Text,
        c14 -> Text, c15 -> Text, c16 -> Text, c17 -> Text, c18 -> Text, c19 -> Text, c20 -> Text,
        c21 -> Text, c22 -> Text, c23 -> Text,
    }
}

/// How many columns of a kind there is place for.
const PLACES: usize = 24;

const CREATE: &str = "CREATE TEMPORARY TABLE seed_stage (item_key text, seed_set text, \
    item_hash text, kept text, id text, c0 text, c1 text, c2 text, c3 text, c4 text, c5 text, \
    c6 text, c7 text, c8 text, c9 text, c10 text, c11 text, c12 text, c13 text, c14 text, \
    c15 text, c16 text, c17 text, c18 text, c19 text, c20 text, c21 text, c22 text, c23 text) \
    ON COMMIT DROP";

/// New rows of one kind that wait in the temporary table.
#[derive(Debug)]
pub struct Stage {
    kind: &'static str,
    table: &'static Table,
    ids: Ids,
    rows: usize,
}

/// Rows that could not be created, since their keys were taken.
#[derive(Debug, PartialEq, Eq)]
pub struct Flushed {
    /// How many rows waited.
    pub rows: usize,
    /// How many of them were created.
    pub created: usize,
}

impl Stage {
    /// Makes the temporary table for new rows of a kind; none where rows name others of their kind
    /// or have lists of their own, which must be there before what comes next is looked at.
    pub fn of(conn: &mut PgConnection, kind: &'static str) -> QueryResult<Option<Self>> {
        let table = Table::of(kind)?;
        let is_plain = table.parent().is_none() && table.children().next().is_none();
        if !is_plain || table.own_columns().count() > PLACES {
            return Ok(None);
        }
        conn.batch_execute(CREATE)?;
        Ok(Some(Self {
            kind,
            table,
            ids: Ids::new(),
            rows: 0,
        }))
    }

    /// The word of the kind.
    pub fn kind(&self) -> &'static str {
        self.kind
    }

    /// Copies new rows, with what is to be remembered of each.
    pub fn add(
        &mut self,
        conn: &mut PgConnection,
        rows: &[Row],
        entries: &[Entry],
    ) -> QueryResult<()> {
        let keys = rows.iter().map(|row| row.key.as_str());
        let ids = self.table.ids(conn, keys)?;
        diesel::copy_from(seed_stage::table)
            .from_raw_data(seed_stage::table, |copy| {
                let mut lines = Lines::to(copy);
                for (row, entry) in rows.iter().zip(entries) {
                    self.line(&mut lines, row, entry, &ids);
                    lines.end()?;
                }
                lines.flush()
            })
            .execute(conn)?;
        self.ids.extend(ids);
        self.rows += rows.len();
        Ok(())
    }

    fn line(&self, lines: &mut Lines<'_>, row: &Row, entry: &Entry, ids: &Ids) {
        lines.value(Some(&entry.key));
        lines.value(Some(&entry.set));
        lines.value(Some(&entry.hash));
        lines.value(Some(&entry.fields.to_string()));
        let id = self.table.uuid_key.then(|| Uuid::now_v7().to_string());
        lines.value(id.as_deref());
        let mut places = PLACES;
        for column in self.table.own_columns() {
            lines.value(text_of(row, column, ids).as_deref());
            places -= 1;
        }
        for _ in 0..places {
            lines.value(None);
        }
    }

    /// Moves all rows to where they belong, remembers them, and removes the temporary table.
    pub fn flush(self, conn: &mut PgConnection, now: DateTime<Utc>) -> QueryResult<Flushed> {
        let Self {
            kind,
            table,
            ids,
            rows,
        } = self;
        let fields: Vec<String> = table
            .own_columns()
            .enumerate()
            .map(|(place, column)| format!("c{place} AS {}", column.field))
            .collect();
        let source = format!(
            "(SELECT id::uuid AS id, {} FROM seed_stage) AS s",
            fields.join(", ")
        );
        let found: Vec<Uuid> = ids.into_values().collect();
        let created = diesel::sql_query(insert_sql(table, &source, 2))
            .bind::<Timestamptz, _>(now)
            .bind::<Array<SqlUuid>, _>(found)
            .execute(conn)?;
        diesel::sql_query(format!(
            "INSERT INTO seed_entries ({COLUMNS}) \
             SELECT seed_set, $1, item_key, true, item_hash, kept::jsonb, true, $2, $2 \
             FROM seed_stage {OR_UPDATE}"
        ))
        .bind::<Text, _>(kind)
        .bind::<Timestamptz, _>(now)
        .execute(conn)?;
        // Without it the next run takes the tables for small ones, and reads all of them each time.
        conn.batch_execute(&format!(
            "DROP TABLE seed_stage; ANALYZE {}; ANALYZE seed_entries",
            table.name
        ))?;
        Ok(Flushed { rows, created })
    }
}

/// Lines in the text format of COPY, sent on when there are enough of them.
struct Lines<'a> {
    copy: &'a mut dyn Write,
    text: String,
    /// No value stands in the line yet.
    is_new: bool,
}

/// So many bytes are sent at once.
const ENOUGH: usize = 64 * 1024;

impl<'a> Lines<'a> {
    fn to(copy: &'a mut dyn Write) -> Self {
        Self {
            copy,
            text: String::with_capacity(ENOUGH),
            is_new: true,
        }
    }

    fn value(&mut self, value: Option<&str>) {
        if !self.is_new {
            self.text.push('\t');
        }
        self.is_new = false;
        push(&mut self.text, value);
    }

    fn end(&mut self) -> QueryResult<()> {
        self.text.push('\n');
        self.is_new = true;
        if self.text.len() < ENOUGH {
            return Ok(());
        }
        self.flush()
    }

    fn flush(&mut self) -> QueryResult<()> {
        self.copy
            .write_all(self.text.as_bytes())
            .map_err(|error| diesel::result::Error::SerializationError(error.into()))?;
        self.text.clear();
        Ok(())
    }
}

/// A value in the text format of COPY.
fn push(line: &mut String, value: Option<&str>) {
    let Some(value) = value else {
        line.push_str("\\N");
        return;
    };
    for piece in value.split_inclusive(['\\', '\t', '\n', '\r']) {
        let plain = piece.trim_end_matches(['\\', '\t', '\n', '\r']);
        line.push_str(plain);
        match piece.as_bytes().get(plain.len()) {
            Some(b'\\') => line.push_str("\\\\"),
            Some(b'\t') => line.push_str("\\t"),
            Some(b'\n') => line.push_str("\\n"),
            Some(b'\r') => line.push_str("\\r"),
            Some(_) | None => {}
        }
    }
}

#[cfg(test)]
mod tests {
    use super::push;

    fn line(value: Option<&str>) -> String {
        let mut line = String::new();
        push(&mut line, value);
        line
    }

    #[test]
    fn values_are_escaped_as_copy_reads_them() {
        assert_eq!(line(None), "\\N");
        assert_eq!(line(Some("")), "");
        assert_eq!(line(Some("\\N")), "\\\\N");
        assert_eq!(line(Some("a\tb\r\nc\\\\")), "a\\tb\\r\\nc\\\\\\\\");
    }
}
