//! The roles that others than the owner use the database with, and what they were granted.

use std::collections::BTreeSet;

use diesel::connection::SimpleConnection;
use diesel::prelude::*;
use diesel::sql_types::{Array, Bool, Text};

/// The role of servers: it sees and writes the rows of one workspace.
pub const SERVER: &str = "automatos_app";
/// The role of administrators: it sees and writes the rows of all.
pub const ADMINISTRATOR: &str = "automatos_admin";
/// The role of those who only read.
pub const READER: &str = "automatos_readonly";
/// All of them.
pub const ALL: &[&str] = &[ADMINISTRATOR, SERVER, READER];

/// One privilege of a role on a table.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, QueryableByName)]
pub struct Grant {
    #[diesel(sql_type = Text)]
    pub role: String,
    #[diesel(sql_type = Text)]
    pub table: String,
    /// As PostgreSQL names it, such as `SELECT`.
    #[diesel(sql_type = Text)]
    pub privilege: String,
}

/// What the user of this connection may do about roles.
#[derive(Debug, Clone, Copy, QueryableByName)]
pub struct Power {
    #[diesel(sql_type = Bool)]
    pub may_create: bool,
    /// Whether a role it makes may be above row-level security.
    #[diesel(sql_type = Bool)]
    pub may_give_bypass: bool,
}

#[derive(QueryableByName)]
struct Name {
    #[diesel(sql_type = Text)]
    name: String,
}

/// Those of the roles that the server does not have.
pub fn missing(conn: &mut PgConnection) -> QueryResult<Vec<String>> {
    names(
        conn,
        "SELECT name FROM unnest($1) AS name \
         WHERE NOT EXISTS (SELECT FROM pg_roles WHERE rolname = name) ORDER BY name",
        ALL,
    )
}

/// Reads it from the roles of the server.
pub fn power(conn: &mut PgConnection) -> QueryResult<Power> {
    diesel::sql_query(
        "SELECT rolsuper OR rolcreaterole AS may_create, \
             rolsuper OR rolcreaterole AND rolbypassrls \
                 AND current_setting('server_version_num')::int4 >= 160000 AS may_give_bypass \
         FROM pg_roles WHERE rolname = current_user",
    )
    .get_result(conn)
}

/// Makes a role that nobody can log in as.
pub fn create(conn: &mut PgConnection, name: &str, power: Power) -> QueryResult<()> {
    let bypass = if name == ADMINISTRATOR && power.may_give_bypass {
        " BYPASSRLS"
    } else {
        ""
    };
    conn.batch_execute(&format!("CREATE ROLE {name} NOLOGIN{bypass}"))
}

/// Those of the roles of servers and readers that no policy binds: superusers, those above row-level
/// security, and those that are, or are members of, the owner of a table.
pub fn above_policies(conn: &mut PgConnection) -> QueryResult<Vec<String>> {
    names(
        conn,
        "SELECT r.rolname::text AS name FROM pg_roles r WHERE r.rolname = ANY ($1) \
           AND (r.rolsuper OR r.rolbypassrls OR EXISTS ( \
               SELECT FROM pg_class c WHERE c.relnamespace = current_schema()::regnamespace \
                 AND c.relkind IN ('r', 'p') AND pg_has_role(r.oid, c.relowner, 'MEMBER'))) \
         ORDER BY 1",
        &[SERVER, READER],
    )
}

/// Those of the roles that may create tables in the schema.
pub fn creators(conn: &mut PgConnection) -> QueryResult<Vec<String>> {
    names(
        conn,
        "SELECT rolname::text AS name FROM pg_roles WHERE rolname = ANY ($1) AND NOT rolsuper \
           AND has_schema_privilege(oid, current_schema(), 'CREATE') ORDER BY 1",
        ALL,
    )
}

/// Every privilege that one of the roles was granted on a table or a partition of it.
pub fn granted(conn: &mut PgConnection) -> QueryResult<BTreeSet<Grant>> {
    diesel::sql_query(
        "SELECT r.rolname::text AS role, c.relname::text AS table, a.privilege_type AS privilege \
         FROM pg_class c CROSS JOIN LATERAL aclexplode(c.relacl) AS a \
         JOIN pg_roles r ON r.oid = a.grantee \
         WHERE c.relnamespace = current_schema()::regnamespace AND c.relkind IN ('r', 'p') \
           AND a.grantee <> c.relowner AND r.rolname = ANY ($1)",
    )
    .bind::<Array<Text>, _>(ALL)
    .load(conn)
    .map(|grants| grants.into_iter().collect())
}

/// Gives and takes privileges on tables, in one message.
pub fn change(
    conn: &mut PgConnection,
    give: &BTreeSet<Grant>,
    take: &BTreeSet<Grant>,
) -> QueryResult<()> {
    let given = give.iter().map(|grant| {
        let (privilege, table, role) = (&grant.privilege, &grant.table, &grant.role);
        format!("GRANT {privilege} ON \"{table}\" TO {role}; ")
    });
    let taken = take.iter().map(|grant| {
        let (privilege, table, role) = (&grant.privilege, &grant.table, &grant.role);
        format!("REVOKE {privilege} ON \"{table}\" FROM {role}; ")
    });
    let sql: String = given.chain(taken).collect();
    if sql.is_empty() {
        // Diesel takes an empty query for an error.
        return Ok(());
    }
    conn.batch_execute(&sql)
}

/// Lets the roles into the schema; they see it but create nothing in it. Before version 15 everybody
/// might create there, which the owner of the database and the user of this connection go on to.
pub fn open_schema(conn: &mut PgConnection) -> QueryResult<()> {
    let schema = name(conn, "quote_ident(current_schema())")?;
    let roles = ALL.join(", ");
    conn.batch_execute(&format!("GRANT USAGE ON SCHEMA {schema} TO {roles}"))?;
    if creators(conn)?.is_empty() {
        return Ok(());
    }
    let owner = name(
        conn,
        "(SELECT quote_ident(pg_get_userbyid(datdba)) FROM pg_database \
          WHERE datname = current_database())",
    )?;
    conn.batch_execute(&format!(
        "GRANT CREATE ON SCHEMA {schema} TO CURRENT_USER, {owner}; \
         REVOKE CREATE ON SCHEMA {schema} FROM PUBLIC, {roles}"
    ))
}

/// The user of this connection, quoted.
pub fn user(conn: &mut PgConnection) -> QueryResult<String> {
    name(conn, "quote_ident(current_user)")
}

fn name(conn: &mut PgConnection, expression: &str) -> QueryResult<String> {
    diesel::sql_query(format!("SELECT {expression} AS name"))
        .get_result::<Name>(conn)
        .map(|row| row.name)
}

fn names(conn: &mut PgConnection, sql: &str, roles: &[&str]) -> QueryResult<Vec<String>> {
    let rows: Vec<Name> = diesel::sql_query(sql)
        .bind::<Array<Text>, _>(roles)
        .load(conn)?;
    Ok(rows.into_iter().map(|row| row.name).collect())
}
