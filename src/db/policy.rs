//! Row-level security must never lock the tool out: whoever migrates gets a policy that lets it
//! see and write all, on every table where the policies bind even the owner.

use diesel::connection::SimpleConnection;
use diesel::prelude::*;
use diesel::sql_types::{Nullable, Text};

#[derive(QueryableByName)]
struct Statements {
    #[diesel(sql_type = Nullable<Text>)]
    sql: Option<String>,
}

/// Adds the policy to every forced table that lacks it for the current user.
pub fn admit_current_user(conn: &mut PgConnection) -> QueryResult<()> {
    let statements: Statements = diesel::sql_query(
        "SELECT string_agg(format('CREATE POLICY %I ON %s TO CURRENT_USER USING (true) WITH CHECK (true)', \
             left('automatos_tool_' || current_user, 63), c.oid::regclass), '; ' ORDER BY c.oid) AS sql \
         FROM pg_class c \
         WHERE c.relforcerowsecurity AND c.relnamespace = current_schema()::regnamespace \
           AND NOT EXISTS (SELECT FROM pg_policy p WHERE p.polrelid = c.oid \
               AND p.polname = left('automatos_tool_' || current_user, 63))",
    )
    .get_result(conn)?;
    match statements.sql {
        Some(sql) => conn.batch_execute(&sql),
        None => Ok(()),
    }
}
