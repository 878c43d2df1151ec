//! Tables that the migrations made, and whose record is gone or stops early.

use insta::assert_snapshot;

use crate::support::{Automatos, Database, migrations};

#[test]
fn a_schema_without_its_record_is_recorded_and_no_table_is_touched() {
    let automatos = Automatos::new();
    automatos.run("workspace create acme").ok();
    automatos
        .db
        .execute("DROP TABLE automatos_migrations, __diesel_schema_migrations");
    let told = automatos.run("migrate run").ends_with(5);
    assert_snapshot!(told.shown(), @r#"
    --- stderr ---
    error: the migration 20261122000001 create_users cannot be applied
      because: relation "users" already exists
    hint: see what is there with `automatos migrate baseline --detect --dry-run`
    [exit 5]
    "#);
    let before = automatos.db.rows();
    let adopted = automatos
        .run("migrate baseline --detect -o json")
        .ok()
        .data();
    assert_eq!(
        adopted["adopted"].as_array().expect("a list").len(),
        migrations()
    );
    assert_eq!(adopted["converted"].as_array().expect("a list").len(), 0);
    automatos.run("migrate status --exit-code").ok();
    let after = automatos.db.rows();
    let touched: Vec<&String> = before
        .keys()
        .filter(|table| before.get(*table) != after.get(*table))
        .filter(|table| !table.starts_with("audit_events"))
        .collect();
    assert!(touched.is_empty(), "{touched:?}");
}

#[test]
fn a_schema_that_stops_half_way_is_recorded_so_far_and_migrated_on() {
    let automatos = Automatos::on(Database::empty());
    automatos.run("migrate run --to 20261122000014").ok();
    automatos
        .db
        .execute("DROP TABLE automatos_migrations, __diesel_schema_migrations");
    let adopted = automatos
        .run("migrate baseline --detect -o json")
        .ok()
        .data();
    assert_eq!(adopted["adopted"].as_array().expect("a list").len(), 14);
    assert_eq!(adopted["pending"], migrations() - 14);
    automatos.run("migrate").ok();
    assert_eq!(automatos.db.objects(), Database::shared().objects());
}

#[test]
fn tables_that_an_orm_added_to_a_schema_that_stops_half_way_are_converted_alone() {
    let automatos = Automatos::on(Database::empty());
    automatos.run("migrate run --to 20261122000015").ok();
    automatos.db.execute(
        "INSERT INTO users (username, email) VALUES ('ada', 'ada@example.org'); \
         INSERT INTO workspaces (name, slug, owner_id) SELECT 'Acme', 'acme', id FROM users; \
         CREATE TABLE workflows (id SERIAL PRIMARY KEY, workspace_id UUID, name VARCHAR(255), created_at TIMESTAMP); \
         INSERT INTO workflows (workspace_id, name, created_at) SELECT id, 'Flow', '2025-01-01 10:00' FROM workspaces WHERE slug = 'acme'",
    );
    let users = automatos.db.query("SELECT xmin, users FROM users");
    let done = automatos
        .run("migrate baseline --detect -o json")
        .ok()
        .data();
    assert_eq!(done["adopted"].as_array().expect("a list").len(), 0);
    assert_eq!(done["converted"][0]["table"], "workflows");
    assert_eq!(done["converted"][0]["rows"], 1);
    assert_eq!(automatos.db.query("SELECT xmin, users FROM users"), users);
    let flow = automatos
        .db
        .query("SELECT name, created_at AT TIME ZONE 'UTC' FROM workflows");
    assert_eq!(flow, "Flow|2025-01-01 10:00:00");
    assert_eq!(automatos.db.objects(), Database::shared().objects());
}

#[test]
fn a_version_is_recorded_only_when_the_work_of_all_migrations_up_to_it_is_there() {
    let automatos = Automatos::new();
    automatos.db.execute(
        "DROP TABLE automatos_migrations, __diesel_schema_migrations; DROP INDEX agents_persona_id_idx; \
         ALTER TABLE agents ALTER COLUMN description TYPE varchar(10)",
    );
    let before = automatos.db.rows();
    assert_snapshot!(automatos.run("migrate baseline 20261122000014").ends_with(5).shown(), @"
    --- stderr ---
    error: the migrations up to 20261122000014 cannot be adopted:
      agents: no `CREATE INDEX agents_persona_id_idx ON agents USING btree (persona_id)`
      agents: `column description character varying(10)` instead of `column description text`
    hint: nothing was changed: mend these by hand, then try again with `--dry-run`
    [exit 5]
    ");
    automatos
        .run("migrate baseline 20261122000099")
        .ends_with(5);
    automatos.run("migrate baseline").ends_with(2);
    automatos
        .run("migrate baseline 20261122000013 --dry-run")
        .ok();
    assert_eq!(automatos.db.rows(), before);
    let adopted = automatos.run("migrate baseline 20261122000002").ok();
    assert_eq!(
        adopted.stdout(),
        format!(
            "adopted: 20261122000001 create_users\n\
             adopted: 20261122000002 create_workspaces\n\
             pending: {} migrations, for `automatos migrate`\n",
            migrations() - 2
        )
    );
}

#[test]
fn what_is_recorded_already_is_adopted_no_more_and_must_be_there() {
    let automatos = Automatos::on(Database::empty());
    automatos.run("migrate run --to 20261122000056").ok();
    let before = automatos.db.rows();
    for line in ["baseline 20261122000002", "baseline --detect"] {
        let ran = automatos.run(&format!("migrate {line}")).ok();
        assert!(
            ran.stdout().starts_with("nothing to adopt\npending: "),
            "{}",
            ran.shown()
        );
    }
    assert_eq!(automatos.db.rows(), before);
    automatos
        .db
        .execute("ALTER TABLE workflow_recipes ADD COLUMN archived_at timestamptz; DROP INDEX agents_persona_id_idx");
    assert_snapshot!(automatos.run("migrate baseline --detect").ends_with(5).shown(), @"
    --- stderr ---
    error: the tables of the recorded migrations cannot be adopted:
      agents: no `CREATE INDEX agents_persona_id_idx ON agents USING btree (persona_id)`
      workflow_recipes: `column archived_at timestamp with time zone` before the migration that adds it
    hint: nothing was changed: mend these by hand, then try again with `--dry-run`
    [exit 5]
    ");
}
