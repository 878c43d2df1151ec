//! `-v`: what is sent to the database and how long it took. Values are never shown.

use std::time::Instant;

use diesel::PgConnection;
use diesel::connection::{Connection, InstrumentationEvent};

/// Tells `say` of each statement of the connection: cut short, or whole when `whole`.
pub fn statements(conn: &mut PgConnection, whole: bool, say: Box<dyn Fn(&str) + Send>) {
    let mut started = Instant::now();
    conn.set_instrumentation(move |event: InstrumentationEvent<'_>| match event {
        InstrumentationEvent::StartQuery { .. } => started = Instant::now(),
        InstrumentationEvent::FinishQuery { query, error, .. } => {
            let text = query.to_string();
            let sql = text.split("-- binds:").next().unwrap_or_default();
            let words: Vec<&str> = sql.split_whitespace().collect();
            let mut line = words.join(" ");
            if !whole && line.chars().count() > SHORT {
                line = line.chars().take(SHORT).chain(['…']).collect();
            }
            let milliseconds = started.elapsed().as_secs_f64() * 1e3;
            let failed = if error.is_some() { " (failed)" } else { "" };
            say(&format!("sql {milliseconds:.1} ms{failed}: {line}"));
        }
        _ => {}
    });
}

/// How much of a statement `-v` shows, in characters.
const SHORT: usize = 160;
