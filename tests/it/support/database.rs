//! A database that one test owns.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use diesel::connection::SimpleConnection;
use diesel::prelude::*;
use diesel::sql_types::Text;

use super::server::{Server, admin, next_name, psql};

/// Dropped, with all that is in it, when the test ends.
pub struct Database {
    name: String,
    is_shared: bool,
}

#[derive(QueryableByName)]
struct Line {
    #[diesel(sql_type = Text)]
    line: String,
}

impl Database {
    /// One that is migrated and seeded: a copy of what `init` made.
    pub fn new() -> Self {
        Self::made("TEMPLATE automatos")
    }

    /// One like it that all tests share which only read.
    pub fn shared() -> Self {
        static SHARED: LazyLock<String> = LazyLock::new(|| {
            let database = Database::new();
            let name = database.name.clone();
            // The server is removed as a whole.
            std::mem::forget(database);
            name
        });
        Self {
            name: SHARED.clone(),
            is_shared: true,
        }
    }

    /// One with nothing in it.
    pub fn empty() -> Self {
        Self::made("")
    }

    /// The name of one that is not there; it is dropped if the test makes it.
    pub fn absent() -> Self {
        Self {
            name: next_name(),
            is_shared: false,
        }
    }

    fn made(how: &str) -> Self {
        let name = next_name();
        admin(&format!("CREATE DATABASE {name} {how}"));
        Self {
            name,
            is_shared: false,
        }
    }

    /// Its name.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// Its URL.
    pub fn url(&self) -> String {
        Server::get().url(&self.name)
    }

    /// A connection to it.
    pub fn connect(&self) -> PgConnection {
        PgConnection::establish(&self.url()).expect("the test database is there")
    }

    /// Whether it exists.
    pub fn exists(&self) -> bool {
        PgConnection::establish(&self.url()).is_ok()
    }

    /// What psql prints for a statement: a line a row, `|` between the values, nulls empty.
    pub fn query(&self, sql: &str) -> String {
        if sql.starts_with("SELECT") {
            query(&mut self.connect(), sql)
        } else {
            psql(&self.url(), sql)
        }
    }

    /// Runs statements.
    pub fn execute(&self, sql: &str) {
        self.connect().batch_execute(sql).expect(sql);
    }

    /// What [`Self::rows`] gives, without the trails that tell of what was refused.
    pub fn rows_but_trails(&self) -> BTreeMap<String, String> {
        let mut rows = self.rows();
        rows.retain(|table, _| {
            !table.starts_with("audit_events") && !table.starts_with("credential_audit_logs")
        });
        rows
    }

    /// Every table with its rows, down to where they are stored and which transaction wrote them:
    /// equal only when nothing wrote a row meanwhile, not even the same values again.
    pub fn rows(&self) -> BTreeMap<String, String> {
        let conn = &mut self.connect();
        let tables = query(
            conn,
            "SELECT oid::regclass FROM pg_class WHERE relkind IN ('r', 'p') \
             AND relnamespace NOT IN ('pg_catalog'::regnamespace, 'information_schema'::regnamespace) \
             AND relnamespace::regnamespace::text !~ '^pg_toast' ORDER BY 1",
        );
        tables
            .lines()
            .map(|table| {
                let sql = format!("SELECT xmin, ctid, t.* FROM {table} t ORDER BY ctid");
                (table.to_owned(), query(conn, &sql))
            })
            .collect()
    }

    /// Everything there is in its schemas, by kind and name.
    pub fn objects(&self) -> String {
        self.query(
            "SELECT kind, name FROM ( \
                 SELECT 'relation ' || relkind::text, oid::regclass::text, relnamespace FROM pg_class \
                 UNION ALL SELECT 'type', typname, typnamespace FROM pg_type \
                 UNION ALL SELECT 'function', proname, pronamespace FROM pg_proc \
                 UNION ALL SELECT 'constraint', conname, connamespace FROM pg_constraint \
                 UNION ALL SELECT 'policy', polname, 'public'::regnamespace FROM pg_policy \
             ) AS found (kind, name, space) \
             WHERE space NOT IN ('pg_catalog'::regnamespace, 'information_schema'::regnamespace) \
               AND space::regnamespace::text !~ '^pg_toast' ORDER BY 1, 2",
        )
    }
}

impl Drop for Database {
    fn drop(&mut self) {
        if !self.is_shared {
            admin(&format!(
                "DROP DATABASE IF EXISTS {} WITH (FORCE)",
                self.name
            ));
        }
    }
}

/// How many migrations there are.
pub fn migrations() -> usize {
    let folders = std::fs::read_dir("migrations").expect("the folder of migrations");
    folders.count()
}

/// The rows of a SELECT as psql shows them unaligned: a line a row, `|` between the values, nulls
/// empty.
pub fn query(conn: &mut PgConnection, sql: &str) -> String {
    let lines: Vec<Line> = diesel::sql_query(format!("SELECT q::text AS line FROM ({sql}) AS q"))
        .load(conn)
        .unwrap_or_else(|error| panic!("{error}: {sql}"));
    let lines: Vec<String> = lines
        .iter()
        .map(|line| values(&line.line).join("|"))
        .collect();
    lines.join("\n")
}

/// The values of a row in PostgreSQL's form: in parentheses, between commas, quoted where need be
/// with quotes and backslashes doubled.
fn values(row: &str) -> Vec<String> {
    let inner = row
        .strip_prefix('(')
        .and_then(|row| row.strip_suffix(')'))
        .expect("a row");
    let mut values = vec![String::new()];
    let mut is_quoted = false;
    let mut characters = inner.chars().peekable();
    while let Some(character) = characters.next() {
        let value = values.last_mut().expect("there is one");
        match character {
            '"' if is_quoted && characters.peek() == Some(&'"') => value.extend(characters.next()),
            '\\' if is_quoted => value.extend(characters.next()),
            '"' => is_quoted = !is_quoted,
            ',' if !is_quoted => values.push(String::new()),
            other => value.push(other),
        }
    }
    values
}
