//! What the server says of itself and of the tables: read only, for health checks.

use chrono::{DateTime, Utc};
use diesel::prelude::*;
use diesel::sql_types::{BigInt, Bool, Integer, Nullable, Text, Timestamptz};

/// The server and this connection to it.
#[derive(Debug, Clone, QueryableByName)]
pub struct Server {
    /// Such as 150018.
    #[diesel(sql_type = Integer)]
    pub version_number: i32,
    /// Such as `15.18`.
    #[diesel(sql_type = Text)]
    pub version: String,
    /// Whether the connection goes over a network, not a socket on this machine.
    #[diesel(sql_type = Bool)]
    pub over_network: bool,
    #[diesel(sql_type = Bool)]
    pub encrypted: bool,
    /// Whether it is a standby or refuses to write for another reason.
    #[diesel(sql_type = Bool)]
    pub read_only: bool,
    #[diesel(sql_type = Timestamptz)]
    pub now: DateTime<Utc>,
    #[diesel(sql_type = BigInt)]
    pub database_bytes: i64,
    #[diesel(sql_type = BigInt)]
    pub connections: i64,
    #[diesel(sql_type = Integer)]
    pub max_connections: i32,
}

/// Reads it in one query.
pub fn server(conn: &mut PgConnection) -> QueryResult<Server> {
    diesel::sql_query(
        "SELECT current_setting('server_version_num')::int4 AS version_number, \
             split_part(current_setting('server_version'), ' ', 1) AS version, \
             inet_server_addr() IS NOT NULL AND NOT inet_server_addr() <<= '127.0.0.0/8' \
                 AND inet_server_addr() <> '::1' AS over_network, \
             coalesce((SELECT ssl FROM pg_stat_ssl WHERE pid = pg_backend_pid()), false) AS encrypted, \
             pg_is_in_recovery() OR current_setting('default_transaction_read_only')::bool AS read_only, \
             clock_timestamp() AS now, \
             pg_database_size(current_database()) AS database_bytes, \
             (SELECT count(*) FROM pg_stat_activity WHERE backend_type = 'client backend') AS connections, \
             current_setting('max_connections')::int4 AS max_connections",
    )
    .get_result(conn)
}

/// Who is connected.
#[derive(Debug, Clone, QueryableByName)]
pub struct User {
    #[diesel(sql_type = Text)]
    pub name: String,
    /// Whether row-level security does not bind this user.
    #[diesel(sql_type = Bool)]
    pub bypasses_rls: bool,
}

/// The user of this connection.
pub fn user(conn: &mut PgConnection) -> QueryResult<User> {
    diesel::sql_query(
        "SELECT rolname::text AS name, rolsuper OR rolbypassrls AS bypasses_rls \
         FROM pg_roles WHERE rolname = current_user",
    )
    .get_result(conn)
}

/// Tables that the current user may not read and write. The audit logs are only ever added to.
pub fn tables_denied(conn: &mut PgConnection) -> QueryResult<Vec<String>> {
    names(
        conn,
        "SELECT c.relname::text AS name FROM pg_class c \
         WHERE c.relnamespace = current_schema()::regnamespace AND c.relkind IN ('r', 'p') \
           AND NOT c.relispartition \
           AND NOT (has_table_privilege(c.oid, 'SELECT') AND has_table_privilege(c.oid, 'INSERT') \
               AND (c.relname IN ('audit_events', 'credential_audit_logs') \
                    OR has_table_privilege(c.oid, 'UPDATE') AND has_table_privilege(c.oid, 'DELETE'))) \
         ORDER BY 1",
    )
}

/// A role that may do more than it should.
#[derive(Debug, Clone, QueryableByName)]
pub struct Excess {
    #[diesel(sql_type = Text)]
    pub role: String,
    /// What it may do, as the rest of a sentence.
    #[diesel(sql_type = Text)]
    pub what: String,
    /// The statement that takes it away.
    #[diesel(sql_type = Text)]
    pub mend: String,
}

/// What everybody may do with our tables, and what the role of servers may do beyond its work.
pub fn excesses(conn: &mut PgConnection) -> QueryResult<Vec<Excess>> {
    diesel::sql_query(
        "WITH ours AS (SELECT oid, relname, relowner, relacl FROM pg_class \
             WHERE relnamespace = current_schema()::regnamespace AND relkind IN ('r', 'p') AND NOT relispartition) \
         SELECT 'everybody' AS role, format('may %s %s', string_agg(a.privilege_type, ', '), o.relname) AS what, \
             format('REVOKE ALL ON %I FROM PUBLIC', o.relname) AS mend \
         FROM ours o CROSS JOIN aclexplode(o.relacl) AS a WHERE a.grantee = 0 GROUP BY o.relname \
         UNION ALL SELECT rolname::text, 'is a superuser, or above row-level security', \
             format('ALTER ROLE %I NOSUPERUSER NOBYPASSRLS', rolname) \
         FROM pg_roles WHERE rolname = 'automatos_app' AND (rolsuper OR rolbypassrls) \
         UNION ALL SELECT r.rolname::text, format('owns the table %s', o.relname), \
             format('ALTER TABLE %I OWNER TO CURRENT_USER', o.relname) \
         FROM ours o JOIN pg_roles r ON r.oid = o.relowner WHERE r.rolname = 'automatos_app' \
         UNION ALL SELECT r.rolname::text, format('may TRUNCATE %s', o.relname), \
             format('REVOKE TRUNCATE ON %I FROM %I', o.relname, r.rolname) \
         FROM ours o CROSS JOIN pg_roles r WHERE r.rolname = 'automatos_app' AND r.oid <> o.relowner \
           AND has_table_privilege(r.oid, o.oid, 'TRUNCATE') AND NOT r.rolsuper \
         ORDER BY 1, 2 LIMIT 20",
    )
    .load(conn)
}

/// The folder of the server's data, where this user may know it.
pub fn data_folder(conn: &mut PgConnection) -> QueryResult<Option<String>> {
    let found = names(
        conn,
        "SELECT setting AS name FROM pg_settings WHERE name = 'data_directory'",
    )?;
    Ok(found.into_iter().next())
}

/// A transaction that has been open for long.
#[derive(Debug, Clone, QueryableByName)]
pub struct LongTransaction {
    #[diesel(sql_type = Integer)]
    pub pid: i32,
    #[diesel(sql_type = Text)]
    pub application: String,
    #[diesel(sql_type = Text)]
    pub state: String,
    #[diesel(sql_type = BigInt)]
    pub seconds: i64,
}

/// Transactions of this database that are open longer than that, the oldest first.
pub fn long_transactions(
    conn: &mut PgConnection,
    seconds: i64,
) -> QueryResult<Vec<LongTransaction>> {
    diesel::sql_query(
        "SELECT pid, coalesce(application_name, '') AS application, coalesce(state, '') AS state, \
             extract(epoch FROM clock_timestamp() - xact_start)::int8 AS seconds \
         FROM pg_stat_activity \
         WHERE datname = current_database() AND pid <> pg_backend_pid() \
           AND backend_type = 'client backend' \
           AND clock_timestamp() - xact_start > $1 * interval '1 second' \
         ORDER BY xact_start LIMIT 10",
    )
    .bind::<BigInt, _>(seconds)
    .load(conn)
}

#[derive(QueryableByName)]
struct Name {
    #[diesel(sql_type = Text)]
    name: String,
}

/// Indexes that a CREATE INDEX CONCURRENTLY left behind unfinished.
pub fn invalid_indexes(conn: &mut PgConnection) -> QueryResult<Vec<String>> {
    names(
        conn,
        "SELECT c.relname::text AS name FROM pg_index i JOIN pg_class c ON c.oid = i.indexrelid \
         WHERE NOT i.indisvalid AND c.relnamespace = current_schema()::regnamespace \
           AND c.relkind = 'i' ORDER BY 1",
    )
}

/// Tables with a `workspace_id` that row-level security does not bind.
pub fn tables_without_rls(conn: &mut PgConnection) -> QueryResult<Vec<String>> {
    names(
        conn,
        "SELECT c.relname::text AS name FROM pg_class c \
         WHERE c.relnamespace = current_schema()::regnamespace AND c.relkind IN ('r', 'p') \
           AND EXISTS (SELECT FROM pg_attribute a WHERE a.attrelid = c.oid \
               AND a.attname = 'workspace_id' AND a.attnotnull AND NOT a.attisdropped) \
           AND c.relname <> 'workspace_members' \
           AND NOT (c.relrowsecurity AND c.relforcerowsecurity) ORDER BY 1",
    )
}

/// Large tables with more dead rows than a fifth of the live ones, or that were never analyzed.
pub fn neglected_tables(conn: &mut PgConnection) -> QueryResult<Vec<Neglected>> {
    diesel::sql_query(
        "SELECT relname::text AS name, n_live_tup AS live, n_dead_tup AS dead, \
             coalesce(last_analyze, last_autoanalyze) AS analyzed_at \
         FROM pg_stat_user_tables \
         WHERE schemaname = current_schema() \
           AND ((n_dead_tup > 10000 AND n_dead_tup > n_live_tup / 5) \
                OR (n_live_tup > 10000 AND last_analyze IS NULL AND last_autoanalyze IS NULL)) \
         ORDER BY n_dead_tup DESC, relname LIMIT 10",
    )
    .load(conn)
}

/// A table that autovacuum does not keep up with.
#[derive(Debug, Clone, QueryableByName)]
pub struct Neglected {
    #[diesel(sql_type = Text)]
    pub name: String,
    #[diesel(sql_type = BigInt)]
    pub live: i64,
    #[diesel(sql_type = BigInt)]
    pub dead: i64,
    #[diesel(sql_type = Nullable<Timestamptz>)]
    pub analyzed_at: Option<DateTime<Utc>>,
}

/// Tables of some size that changed by a tenth since they were analyzed, or that never were.
pub fn without_statistics(conn: &mut PgConnection) -> QueryResult<Vec<String>> {
    names(
        conn,
        "SELECT relname::text AS name FROM pg_stat_user_tables \
         WHERE schemaname = current_schema() AND n_live_tup > 1000 \
           AND ((last_analyze IS NULL AND last_autoanalyze IS NULL) \
                OR n_mod_since_analyze > n_live_tup / 10) ORDER BY 1",
    )
}

/// Collects the statistics of these tables.
pub fn analyze(conn: &mut PgConnection, tables: &[String]) -> QueryResult<()> {
    for table in tables {
        diesel::sql_query(format!("ANALYZE \"{}\"", table.replace('"', "\"\""))).execute(conn)?;
    }
    Ok(())
}

fn names(conn: &mut PgConnection, sql: &str) -> QueryResult<Vec<String>> {
    let found: Vec<Name> = diesel::sql_query(sql).load(conn)?;
    Ok(found.into_iter().map(|row| row.name).collect())
}
