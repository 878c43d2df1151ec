//! Databases whose tables are there without a record of who made them.

mod recorded;
mod refusals;

use insta::assert_snapshot;

use crate::support::{Automatos, Database, migrations};

const CREATE_ALL: &str = include_str!("create_all.sql");

/// A database as an ORM made it, with rows.
pub fn orm() -> Automatos {
    let automatos = Automatos::on(Database::empty());
    automatos.db.execute(CREATE_ALL);
    automatos
}

/// How many rows each of the tables has that an ORM made.
fn counts(automatos: &Automatos) -> Vec<(String, String)> {
    let tables = CREATE_ALL
        .lines()
        .filter_map(|line| line.strip_prefix("CREATE TABLE "))
        .filter_map(|line| line.split_once(' '));
    tables
        .map(|(table, _)| {
            let others = "id::text <> '00000000-0000-7000-8000-000000000001'";
            let only = if table == "workspaces" {
                others
            } else {
                "true"
            };
            let sql = format!("SELECT count(*) FROM {table} WHERE {only}");
            (table.to_owned(), automatos.db.query(&sql))
        })
        .collect()
}

#[test]
fn what_an_orm_made_becomes_the_full_schema_without_losing_a_row() {
    let automatos = orm();
    let before = counts(&automatos);
    assert!(before.len() >= 20, "{before:?}");
    automatos.run("migrate baseline --detect").ok();
    assert_eq!(counts(&automatos), before);
    automatos.run("migrate status --exit-code").ok();
    automatos.run("migrate run").ok();
    automatos.run("seed").ok();
    automatos
        .run("doctor row-security partitions rows indexes migrations")
        .ok();
    let again = automatos.run("migrate baseline --detect").ok();
    assert_snapshot!(again.stdout(), @"nothing to adopt");
}

#[test]
fn what_was_adopted_is_the_same_schema_as_a_new_one() {
    let automatos = orm();
    automatos
        .db
        .execute("DROP TABLE alembic_version; DELETE FROM routing_decisions");
    automatos.run("migrate baseline --detect").ok();
    assert_eq!(automatos.db.objects(), Database::shared().objects());
}

#[test]
fn values_are_kept_and_times_are_taken_as_utc() {
    let automatos = orm();
    automatos.run("migrate baseline --detect").ok();
    let query = |sql: &str| automatos.db.query(sql);
    automatos.db.execute(&format!(
        "ALTER DATABASE {} SET timezone = 'UTC'",
        automatos.db.name()
    ));
    assert_snapshot!(query("SELECT id, username, email, email_lower, is_active, last_sign_in_at, created_at, updated_at = created_at FROM users ORDER BY id LIMIT 1"), @"1|ada|Ada@Example.org|ada@example.org|t|2025-03-30 01:30:00+00|2025-01-02 03:04:05.678901+00|t");
    assert_snapshot!(query("SELECT slug, kind, owner_id, plan, plan_limits, settings, is_active, created_at < now() FROM workspaces ORDER BY slug"), @r#"
    acme|personal|1|pro|{"agents": 5}|{}|t|t
    platform|organization||starter|{}|{}|t|t
    shared|organization||starter|{}|{}|t|t
    "#);
    assert_snapshot!(query("SELECT id, workspace_id, name, agent_type, status, configuration, model_config, performance_metrics, tags, install_count, version, created_at, updated_at FROM agents ORDER BY id"), @r#"
    10|11111111-1111-4111-8111-111111111111|Helper|custom|active|{"depth": 3}|{"model_id": "gpt-4o", "provider": "openai"}|{}|{x}|0|1.0.0|2025-06-01 12:00:00+00|2025-06-02 12:00:00+00
    12|00000000-0000-7000-8000-000000000001|Offered|custom|paused|{}|{}|{}|{}|9|2.0.0|2025-06-01 12:00:00+00|2025-06-01 12:00:00+00
    "#);
    assert_snapshot!(query("SELECT workspace_id, agent_id, skill_id FROM agent_skills ORDER BY agent_id"), @"
    11111111-1111-4111-8111-111111111111|10|5
    00000000-0000-7000-8000-000000000001|12|5
    ");
    assert_snapshot!(query("SELECT workspace_id, id, workflow_id, agent_id, status, input_data, started_at, completed_at FROM workflow_executions"), @r#"11111111-1111-4111-8111-111111111111|30|20|10|completed|{"in": 1}|2025-06-03 10:00:00+00|2025-06-03 10:05:00+00"#);
    assert_snapshot!(query("SELECT id, model_id, capabilities, input_cost_per_1k_tokens, recommended_for, default_temperature, status, release_date FROM llm_models"), @r#"3|gpt-4o|{"vision": true}|0.0025|{code,chat}|0.7|active|2024-05-13"#);
    assert_snapshot!(query("SELECT tableoid::regclass, id, created_at FROM routing_decisions ORDER BY created_at"), @"
    routing_decisions_y2025m07|77777777-7777-4777-8777-777777777777|2025-07-31 23:59:59+00
    routing_decisions_y2025m08|99999999-9999-4999-8999-999999999999|2025-08-01 00:00:00+00
    ");
    assert_snapshot!(query("SELECT slug, tags, suggested_temperature, suggested_models FROM personas"), @"sage|{calm,old}|0.7|{gpt-4o}");
    // Numbers go on where they were.
    automatos
        .db
        .execute("INSERT INTO users (username, email) VALUES ('eve', 'eve@example.org')");
    assert_eq!(query("SELECT id FROM users WHERE username = 'eve'"), "8");
}

#[test]
fn lists_of_tools_in_configurations_become_assignments() {
    let automatos = orm();
    automatos.run("migrate baseline --detect").ok();
    let assigned = automatos.db.query(
        "SELECT agent_id, app_name, app_type, priority, is_active, assigned_by FROM agent_app_assignments \
         ORDER BY agent_id, priority DESC",
    );
    assert_snapshot!(assigned, @"
    10|SLACK|EXTERNAL|2|t|tester
    10|GITHUB|EXTERNAL|1|t|tester
    10|NOTION|EXTERNAL|0|t|tester
    12|NOTION|EXTERNAL|0|t|tester
    ");
    let left = automatos
        .db
        .query("SELECT DISTINCT configuration FROM agents ORDER BY 1");
    assert_snapshot!(left, @r#"
    {}
    {"depth": 3}
    "#);
}

/// What is said of one table.
fn said_of(shown: &str, table: &str) -> String {
    let head = format!("converted: {table}, rows: ");
    let lines = shown
        .lines()
        .skip_while(|line| !line.contains(&head))
        .enumerate()
        .take_while(|(at, line)| *at == 0 || line.starts_with("  "));
    lines.map(|(_, line)| line).collect::<Vec<_>>().join("\n")
}

#[test]
fn a_dry_run_tells_the_same_and_leaves_everything() {
    let automatos = orm();
    let (objects, rows) = (automatos.db.objects(), automatos.db.rows());
    let tried = automatos.run("migrate baseline --detect --dry-run").ok();
    let tried = tried.stdout();
    assert_snapshot!(said_of(&tried, "agents"), @"
    would be converted: agents, rows: 2
      index ix_agents_name: not kept
      tags: a list in JSON becomes text[]
      created_at: times without a zone are taken as UTC
      updated_at: times without a zone are taken as UTC
      workspace_id: filled where it was absent, rows: 1
      agent_type: filled where it was absent, rows: 1
      model_config: filled where it was absent, rows: 1
      model_usage_stats: filled where it was absent, rows: 2
      performance_metrics: filled where it was absent, rows: 1
      tags: filled where it was absent, rows: 1
      use_custom_persona: filled where it was absent, rows: 1
      is_shared: filled where it was absent, rows: 1
      is_featured: filled where it was absent, rows: 1
      is_approved: filled where it was absent, rows: 1
      install_count: filled where it was absent, rows: 1
      version: filled where it was absent, rows: 1
      updated_at: filled where it was absent, rows: 1
    ");
    assert_snapshot!(said_of(&tried, "workflow_agents"), @"would be converted: workflow_agents, rows: 1");
    assert_eq!(
        tried.matches("would be converted: ").count(),
        counts(&automatos).len() - 1
    );
    let applied = format!("would be applied: {} migrations\n", migrations());
    assert!(tried.contains(&applied), "{tried}");
    assert!(tried.contains("would be assigned: 4 apps"), "{tried}");
    assert_eq!(automatos.db.objects(), objects);
    assert_eq!(automatos.db.rows(), rows);
    let done = automatos.run("migrate baseline --detect").ok();
    assert_eq!(tried.replace("would be ", ""), done.stdout());
}

#[test]
fn who_adopted_what_is_in_the_audit_trail() {
    let automatos = orm();
    automatos.run("migrate baseline --detect").ok();
    let audit = automatos.db.query(
        "SELECT actor, command, object_type, action, after -> 'adopted', jsonb_array_length(after -> 'applied'), \
         after -> 'converted_rows' -> 'agents', after -> 'assignments' FROM audit_events",
    );
    assert_eq!(
        audit,
        format!(
            "tester|migrate baseline|migration|adopt|[]|{}|2|4",
            migrations()
        )
    );
}
