//! What holds for the whole schema, whatever tables it has.

mod lint;
mod owner;
mod promises;
mod reversal;

use std::fs;
use std::path::Path;

use diesel::connection::SimpleConnection;
use diesel::prelude::*;
use diesel::sql_types::Text;

use crate::support::{Automatos, Database};

#[derive(QueryableByName)]
struct Generated {
    #[diesel(sql_type = Text)]
    text: String,
}

#[test]
#[expect(
    clippy::disallowed_methods,
    reason = "UPDATE_SCHEMA asks the test to write the file instead of comparing it"
)]
fn the_tables_in_the_code_are_those_of_the_migrations() {
    let conn = &mut Database::shared().connect();
    let generated: Generated = diesel::sql_query(include_str!("tables.sql"))
        .get_result(conn)
        .expect("the generator runs");
    let file = Path::new("src/db/schema.rs");
    if std::env::var_os("UPDATE_SCHEMA").is_some() {
        fs::write(file, &generated.text).expect("it can be written");
    }
    let text = fs::read_to_string(file).expect("it is there");
    assert!(
        text == generated.text,
        "src/db/schema.rs is not what the migrations make: run `UPDATE_SCHEMA=1 cargo test the_tables_in`"
    );
}

#[test]
fn a_session_without_a_workspace_sees_no_tenant_row_and_one_with_it_sees_its_own() {
    let automatos = Automatos::new();
    let role = crate::support::Role::new(&automatos.db);
    automatos.run("workspace create acme").ok();
    automatos.run("workspace create globex").ok();
    let name = role.name();
    automatos.db.execute(&format!(
        "GRANT SELECT ON ALL TABLES IN SCHEMA public TO {name}; \
         INSERT INTO agents (workspace_id, name, agent_type) \
         SELECT id, slug || ' agent', 'custom' FROM workspaces"
    ));
    let acme = automatos
        .db
        .query("SELECT id FROM workspaces WHERE slug = 'acme'");
    let conn = &mut PgConnection::establish(&role.url()).expect("it may log in");
    let seen = "SELECT string_agg(name, ',') AS names FROM agents";
    assert_eq!(crate::support::query(conn, seen), "");
    conn.batch_execute(&format!("SET app.workspace_id = '{acme}'"))
        .expect("it can be set");
    assert_eq!(crate::support::query(conn, seen), "acme agent");
    let audited = "SELECT string_agg(object_name, ',') AS names FROM audit_events";
    assert_eq!(crate::support::query(conn, audited), "acme");
}

#[test]
fn a_partition_that_is_read_directly_is_guarded_too() {
    let automatos = Automatos::new();
    let role = crate::support::Role::new(&automatos.db);
    automatos.run("workspace create acme").ok();
    let name = role.name();
    automatos.db.execute(&format!(
        "GRANT SELECT ON ALL TABLES IN SCHEMA public TO {name}"
    ));
    let partition = automatos
        .db
        .query("SELECT DISTINCT tableoid::regclass FROM audit_events WHERE object_name = 'acme'");
    let conn = &mut PgConnection::establish(&role.url()).expect("it may log in");
    let count = format!("SELECT count(*) FROM {partition}");
    assert_eq!(crate::support::query(conn, &count), "0");
}
