//! The roles that servers and readers use the database with, and what they cannot do.

use diesel::connection::SimpleConnection;
use diesel::prelude::*;
use insta::assert_snapshot;

use crate::support::{Automatos, Database, Network, PASSWORD, Ran, Role, admin, query};
use crate::tenants::two;

/// A connection of a user that is a member of that role.
fn member(role: &Role<'_>, of: &str) -> PgConnection {
    admin(&format!("GRANT {of} TO {}", role.name()));
    PgConnection::establish(&role.url()).expect("it may log in")
}

/// How a statement fails.
#[track_caller]
fn refused(conn: &mut PgConnection, sql: &str) -> String {
    let error = conn.batch_execute(sql).expect_err(sql);
    error.to_string()
}

fn workspace(automatos: &Automatos, slug: &str) -> String {
    automatos
        .db
        .query(&format!("SELECT id FROM workspaces WHERE slug = '{slug}'"))
}

#[test]
fn a_server_reads_and_writes_the_rows_of_one_workspace_only() {
    let automatos = two();
    automatos.run("init --roles").ok();
    let (acme, globex) = (
        workspace(&automatos, "acme"),
        workspace(&automatos, "globex"),
    );
    let role = Role::new(&automatos.db);
    let conn = &mut member(&role, "automatos_app");
    let agents = "SELECT count(*) FROM agents";
    assert_eq!(query(conn, agents), "0");
    conn.batch_execute(&format!("SET app.workspace_id = '{acme}'"))
        .expect("it can be set");
    assert_eq!(query(conn, agents), "1");
    let seen = "SELECT DISTINCT workspace_id FROM agents";
    assert_eq!(query(conn, seen), acme);
    let voices = "SELECT slug FROM personas WHERE workspace_id IS NOT NULL";
    assert_eq!(query(conn, voices), "acme-voice");
    conn.batch_execute(&format!(
        "INSERT INTO agents (workspace_id, name, agent_type) VALUES ('{acme}', 'Second', 'custom'); \
         UPDATE agents SET description = 'by a server'; DELETE FROM agents WHERE name = 'Second'"
    ))
    .expect("its own rows are its own");
    let told = "SELECT w.slug, a.description IS NOT NULL FROM agents a \
        JOIN workspaces w ON w.id = a.workspace_id ORDER BY 1";
    assert_eq!(automatos.db.query(told), "acme|t\nglobex|f");
    let foreign = format!(
        "INSERT INTO agents (workspace_id, name, agent_type) VALUES ('{globex}', 'Spy', 'custom')"
    );
    let words = refused(conn, &foreign);
    assert!(words.contains("row-level security policy"), "{words}");
    let words = refused(
        conn,
        &format!("UPDATE agents SET workspace_id = '{globex}'"),
    );
    assert!(words.contains("row-level security policy"), "{words}");
}

#[test]
fn a_server_adds_to_the_audit_trail_and_changes_neither_it_nor_the_schema_nor_a_catalog() {
    let automatos = two();
    automatos.run("init --roles").ok();
    let acme = workspace(&automatos, "acme");
    let role = Role::new(&automatos.db);
    let conn = &mut member(&role, "automatos_app");
    conn.batch_execute(&format!(
        "SET app.workspace_id = '{acme}'; \
         INSERT INTO audit_events (workspace_id, created_at, id, actor, command, object_type, object_id, \
             object_name, action, tool_version) \
         VALUES ('{acme}', now(), gen_random_uuid(), 'server', 'api', 'agent', '1', 'x', 'update', '1')"
    ))
    .expect("rows can be added");
    let partition = automatos
        .db
        .query("SELECT DISTINCT tableoid::regclass FROM audit_events WHERE actor = 'server'");
    for sql in [
        "UPDATE audit_events SET actor = 'nobody'",
        "DELETE FROM audit_events",
        "TRUNCATE audit_events",
        "DELETE FROM credential_audit_logs",
        "DELETE FROM unrouted_events",
        "INSERT INTO personas (slug, name, category, system_prompt) VALUES ('x', 'x', 'x', 'x')",
        "UPDATE system_settings SET value = '1'",
        "SELECT content FROM skill_files",
        "CREATE TABLE mine (id int)",
        "SET ROLE automatos_admin",
        &format!("SELECT * FROM {partition}"),
        &format!("DELETE FROM {partition}"),
    ] {
        let words = refused(conn, sql);
        assert!(words.contains("permission denied"), "{sql}: {words}");
    }
    for sql in [
        "DROP TABLE agents",
        "ALTER TABLE agents DISABLE ROW LEVEL SECURITY",
        "DROP POLICY own_workspace ON agents",
    ] {
        let words = refused(conn, sql);
        assert!(words.contains("must be owner"), "{sql}: {words}");
    }
}

#[test]
fn a_reader_only_reads_and_an_administrator_writes_every_workspace_but_not_its_trail() {
    let automatos = two();
    automatos.run("init --roles").ok();
    let reader = Role::new(&automatos.db);
    let conn = &mut member(&reader, "automatos_readonly");
    assert_eq!(query(conn, "SELECT count(*) FROM workspaces"), "3");
    let tables = automatos.db.query(
        "SELECT relname FROM pg_class WHERE relnamespace = 'public'::regnamespace \
         AND relkind IN ('r', 'p') AND NOT relispartition",
    );
    for table in tables.lines() {
        query(conn, &format!("SELECT count(*) FROM \"{table}\""));
        let words = refused(conn, &format!("DELETE FROM \"{table}\""));
        assert!(words.contains("permission denied"), "{table}: {words}");
    }
    let words = refused(conn, "CREATE TABLE mine (id int)");
    assert!(words.contains("permission denied"), "{words}");

    let administrator = Role::new(&automatos.db);
    let conn = &mut member(&administrator, "automatos_admin");
    assert_eq!(query(conn, "SELECT count(*) FROM agents"), "2");
    conn.batch_execute("UPDATE agents SET description = 'seen'")
        .expect("it may");
    for sql in [
        "DELETE FROM audit_events",
        "UPDATE environment SET name = 'x'",
    ] {
        let words = refused(conn, sql);
        assert!(words.contains("permission denied"), "{sql}: {words}");
    }
    let listed = Ran::of(automatos.at(&administrator.url(), "agent list -o json")).ok();
    assert_eq!(listed.column("name"), ["Helper", "Helper"]);
}

#[test]
fn a_second_time_changes_nothing_and_takes_back_what_somebody_else_granted() {
    let automatos = Automatos::new();
    let tried = automatos.run("init --roles --dry-run -o json").ok().data();
    assert!(tried["roles"]["granted"].as_u64() > Some(100), "{tried}");
    let first = automatos.run("init --roles -o json").ok().data();
    assert_eq!(first["roles"]["granted"], tried["roles"]["granted"]);
    // Grants, policies and what was recorded of them, down to the transaction that wrote them.
    let state = "SELECT 1, oid, xmin FROM pg_class UNION ALL SELECT 2, oid, xmin FROM pg_policy \
        UNION ALL SELECT 3, tableoid, xmin FROM audit_events WHERE object_type = 'role' ORDER BY 1, 2";
    let before = automatos.db.query(state);
    let again = automatos.run("init --roles -o json").ok().data();
    assert_eq!(again["roles"]["granted"], 0, "{again}");
    assert_eq!(again["roles"]["revoked"], 0, "{again}");
    assert_eq!(automatos.db.query(state), before);
    automatos.db.execute(
        "GRANT DELETE ON personas TO automatos_app; GRANT UPDATE ON audit_events TO automatos_readonly; \
         REVOKE SELECT ON agents FROM automatos_app",
    );
    let mended = automatos.run("init --roles").ok().stdout();
    let line = mended.lines().find(|line| line.starts_with("granted"));
    assert_snapshot!(line.expect("it is said"), @"granted: 1 privileges, revoked: 2");
    assert_eq!(
        automatos.db.query(
            "SELECT after FROM audit_events WHERE object_type = 'role' ORDER BY id DESC LIMIT 1"
        ),
        "{\"created\": [], \"granted\": 1, \"revoked\": 2}"
    );
}

#[test]
fn a_role_that_no_policy_binds_is_given_nothing() {
    let automatos = Automatos::new();
    automatos.run("init --roles").ok();
    automatos.db.execute(
        "ALTER TABLE patterns OWNER TO automatos_app; REVOKE SELECT ON agents FROM automatos_app",
    );
    assert_snapshot!(automatos.run("init --roles -q").ends_with(5).shown(), @"
    --- stderr ---
    error: row-level security does not bind the roles automatos_app
    hint: they must own no table, be members of no owner, and have neither SUPERUSER nor BYPASSRLS
    [exit 5]
    ");
    let may = "SELECT has_table_privilege('automatos_app', 'agents', 'SELECT')";
    assert_eq!(automatos.db.query(may), "f");
}

#[test]
fn a_plain_owner_grants_once_an_administrator_of_the_server_made_the_roles() {
    Automatos::new().run("init --roles").ok();
    let automatos = Automatos::on(Database::empty());
    let role = Role::new(&automatos.db);
    admin(&format!(
        "ALTER DATABASE {} OWNER TO {}",
        automatos.db.name(),
        role.name()
    ));
    // Before version 15 everybody may create in the schema, which its owner alone can change.
    automatos.db.execute(&format!(
        "GRANT CREATE ON SCHEMA public TO {}; REVOKE CREATE ON SCHEMA public FROM PUBLIC",
        role.name()
    ));
    let run = |line: &str| Ran::of(automatos.at(&role.url(), line)).ok();
    assert!(run("init --roles").stdout().contains("\ngranted: "));
    run("workspace create acme");
    run("migrate run");
    let again = run("init --roles -o json").data();
    assert_eq!(again["roles"]["granted"], 0, "{again}");
}

#[test]
fn who_may_not_create_roles_is_told_what_an_administrator_has_to_run() {
    let network = Network::get();
    let automatos = Automatos::on(Database::absent());
    let name = automatos.db.name();
    let owner = format!("owner_{name}");
    network.admin(&format!("CREATE ROLE {owner} LOGIN PASSWORD '{PASSWORD}'"));
    network.admin(&format!("CREATE DATABASE {name} OWNER {owner}"));
    let url = network.url(name).replace("admin:", &format!("{owner}:"));
    let ran = Ran::of(automatos.at(&url, "init --roles -q")).ends_with(5);
    assert_snapshot!(ran.shown(), @"
    --- stderr ---
    error: this user cannot create the roles automatos_admin, automatos_app, automatos_readonly
    hint: have an administrator of the server run `CREATE ROLE automatos_admin NOLOGIN; CREATE ROLE automatos_app NOLOGIN; CREATE ROLE automatos_readonly NOLOGIN`, then repeat this
    [exit 5]
    ");
    Ran::of(automatos.at(&url, "init -q")).ok();
    network.admin(&format!("DROP DATABASE {name}"));
    network.admin(&format!("DROP ROLE {owner}"));
}
