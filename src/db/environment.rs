//! `environment`: the one row that says which environment this database is.

use diesel::prelude::*;
use diesel::sql_types::{Bool, Text};

#[derive(QueryableByName)]
struct Name {
    #[diesel(sql_type = Text)]
    name: String,
}

/// The environment's name; nothing before `init`, or before the schema is there.
pub fn name(conn: &mut PgConnection) -> QueryResult<Option<String>> {
    let exists: bool = diesel::select(diesel::dsl::sql::<Bool>(
        "to_regclass('environment') IS NOT NULL",
    ))
    .get_result(conn)?;
    if !exists {
        return Ok(None);
    }
    diesel::sql_query("SELECT name FROM environment")
        .get_result::<Name>(conn)
        .optional()
        .map(|row| row.map(|row| row.name))
}

/// Stores the name unless there is one already; answers whether it was stored.
pub fn store(conn: &mut PgConnection, name: &str, actor: &str) -> QueryResult<bool> {
    diesel::sql_query(
        "INSERT INTO environment (name, created_by) VALUES ($1, $2) ON CONFLICT DO NOTHING",
    )
    .bind::<Text, _>(name)
    .bind::<Text, _>(actor)
    .execute(conn)
    .map(|rows| rows > 0)
}
