//! The policies that follow from who migrates and which tables there are.
//!
//! Row-level security must never lock the tool out: whoever migrates gets a policy that lets it see
//! and write all, on every table where the policies bind even the owner; so does the administrators'
//! role where it was given the table, since BYPASSRLS is not passed on to its members. The audit logs are only ever
//! added to: on them and their partitions a restrictive policy refuses UPDATE and DELETE of any row to
//! everybody, the owner and the tool included, but superusers. Rows leave with their partition.

use diesel::connection::SimpleConnection;
use diesel::prelude::*;
use diesel::sql_types::{Nullable, Text};

#[derive(QueryableByName)]
struct Statements {
    #[diesel(sql_type = Nullable<Text>)]
    sql: Option<String>,
}

/// Adds the policies that are missing, and takes from the roles of servers what they may not do with
/// the audit logs, whoever granted it.
pub fn complete(conn: &mut PgConnection) -> QueryResult<()> {
    let statements: Statements = diesel::sql_query(
        "WITH logs AS ( \
             SELECT c.oid, c.relname FROM pg_class c \
             LEFT JOIN pg_inherits i ON i.inhrelid = c.oid \
             LEFT JOIN pg_class p ON p.oid = i.inhparent \
             WHERE c.relnamespace = current_schema()::regnamespace AND c.relkind IN ('r', 'p') \
               AND coalesce(p.relname, c.relname) IN ('audit_events', 'credential_audit_logs') \
         ), missing AS ( \
             SELECT c.oid, format('CREATE POLICY %I ON %s TO %I USING (true) WITH CHECK (true)', \
                 left('automatos_tool_' || r.rolname, 63), c.oid::regclass, r.rolname) AS sql \
             FROM pg_class c JOIN pg_roles r ON r.rolname = current_user \
                 OR r.rolname = 'automatos_admin' AND has_table_privilege(r.oid, c.oid, 'SELECT') \
             WHERE c.relforcerowsecurity AND c.relnamespace = current_schema()::regnamespace \
               AND NOT EXISTS (SELECT FROM pg_policy p WHERE p.polrelid = c.oid \
                   AND p.polname = left('automatos_tool_' || r.rolname, 63)) \
             UNION ALL \
             SELECT l.oid, format('CREATE POLICY %I ON %s AS RESTRICTIVE FOR %s USING (false)', \
                 'append_only_' || lower(deed), l.oid::regclass, deed) \
             FROM logs l CROSS JOIN (VALUES ('UPDATE'), ('DELETE')) AS d (deed) \
             WHERE NOT EXISTS (SELECT FROM pg_policy p WHERE p.polrelid = l.oid \
                   AND p.polname = 'append_only_' || lower(deed)) \
             UNION ALL \
             SELECT l.oid, format('REVOKE UPDATE, DELETE, TRUNCATE ON %s FROM %I', l.oid::regclass, r.rolname) \
             FROM logs l CROSS JOIN pg_roles r \
             WHERE r.rolname IN ('automatos_app', 'automatos_admin') AND r.rolname <> current_user \
               AND has_table_privilege(r.oid, l.oid, 'UPDATE, DELETE, TRUNCATE') \
         ) \
         SELECT string_agg(sql, '; ' ORDER BY oid, sql) AS sql FROM missing",
    )
    .get_result(conn)?;
    match statements.sql {
        Some(sql) => conn.batch_execute(&sql),
        None => Ok(()),
    }
}
