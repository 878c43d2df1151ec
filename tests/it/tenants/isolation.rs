//! A command for one workspace reads and writes nothing of another.

use diesel::connection::SimpleConnection;
use diesel::prelude::*;

use super::two;
use crate::support::{Role, query};

/// Commands with `-w acme`, and how they end where all they name is globex's.
pub const COMMANDS: &[(&str, i32)] = &[
    ("agent list", 0),
    ("agent list --search Zanzibar", 0),
    ("agent list --persona globex-voice", 5),
    ("agent show Zanzibar", 5),
    ("agent show {agent}", 5),
    ("agent create Mine --persona globex-voice", 5),
    ("agent create Mine --skill 'globex skill'", 5),
    ("agent update Zanzibar --description x", 5),
    ("agent update {agent} --description x", 5),
    ("agent archive {agent}", 5),
    ("agent delete {agent} --confirm Zanzibar", 5),
    ("agent clone {agent} --name Mine", 5),
    ("agent assign {agent} --persona code-reviewer", 5),
    ("agent assign Helper --persona globex-voice", 5),
    ("agent assign Helper --skill 'globex skill'", 5),
    ("agent unassign {agent} --skill 'globex skill'", 5),
    ("tool assign {agent} memory --type internal", 5),
    ("tool unassign {agent} memory", 5),
    ("persona list", 0),
    ("persona show globex-voice", 5),
    ("persona show {persona}", 5),
    ("persona update {persona} --name x", 5),
    ("persona delete {persona} --confirm globex-voice", 5),
    (
        "persona delete acme-voice --reassign {persona} --confirm acme-voice",
        5,
    ),
    ("persona export {persona} --as-global", 5),
    ("skill list", 0),
];

#[test]
fn a_command_for_one_workspace_neither_reads_nor_writes_another() {
    let automatos = two();
    automatos
        .run("agent update Helper -w globex --name Zanzibar --description 'globex zanzibar words'")
        .ok();
    let agent = automatos
        .db
        .query("SELECT id FROM agents WHERE name = 'Zanzibar'");
    let persona = automatos
        .db
        .query("SELECT id FROM personas WHERE slug = 'globex-voice'");
    let before = automatos.db.rows();
    for (command, code) in COMMANDS {
        let line = command
            .replace("{agent}", &agent)
            .replace("{persona}", &persona);
        for form in ["", " -o json"] {
            let ran = automatos
                .run(&format!("{line} -w acme{form}"))
                .ends_with(*code);
            // What was asked for may be said again; what is there may not be told.
            let said = ran.shown();
            for word in ["globex", "Zanzibar", "zanzibar words", "Speak for globex"] {
                assert!(
                    line.contains(word) || !said.contains(word),
                    "{line}: {said}"
                );
            }
        }
        assert_eq!(automatos.db.rows(), before, "{line}");
    }
}

#[test]
fn a_session_of_the_platform_reads_and_writes_its_own_workspace_only() {
    let automatos = two();
    let role = Role::new(&automatos.db);
    let name = role.name();
    automatos.db.execute(&format!(
        "GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA public TO {name}"
    ));
    let id = |slug: &str| {
        automatos
            .db
            .query(&format!("SELECT id FROM workspaces WHERE slug = '{slug}'"))
    };
    let (acme, globex) = (id("acme"), id("globex"));
    let conn = &mut PgConnection::establish(&role.url()).expect("it may log in");
    conn.batch_execute(&format!("SET app.workspace_id = '{acme}'"))
        .expect("it can be set");
    for table in [
        "agents",
        "agent_skills",
        "agent_app_assignments",
        "agent_assigned_plugins",
        "workspace_enabled_plugins",
        "personas",
        "skills",
        "audit_events",
    ] {
        let foreign = format!("SELECT count(*) FROM {table} WHERE workspace_id = '{globex}'");
        assert_eq!(query(conn, &foreign), "0", "{table}");
    }
    assert_eq!(query(conn, "SELECT count(*) FROM agents"), "1");
    let stolen = format!("UPDATE agents SET name = 'x' WHERE workspace_id = '{globex}'");
    conn.batch_execute(&stolen).expect("it finds nothing");
    conn.batch_execute(&format!(
        "DELETE FROM agents WHERE workspace_id = '{globex}'"
    ))
    .expect("it finds nothing");
    let planted = format!("INSERT INTO agents (workspace_id, name) VALUES ('{globex}', 'planted')");
    conn.batch_execute(&planted)
        .expect_err("a row of another workspace");
    assert_eq!(
        automatos.db.query("SELECT w.slug, a.name FROM agents a JOIN workspaces w ON w.id = a.workspace_id ORDER BY 1"),
        "acme|Helper\nglobex|Helper"
    );
}
