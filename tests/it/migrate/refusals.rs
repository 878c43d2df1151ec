//! Databases on which it does not go on.

use insta::assert_snapshot;

use crate::support::{Automatos, Database, Ran, Role};

#[test]
fn a_version_that_does_not_exist_is_refused() {
    let automatos = Automatos::on(Database::empty());
    let empty = automatos.db.objects();
    assert_snapshot!(automatos.run("migrate run --to 20200101000000").shown(), @"
    --- stderr ---
    error: there is no migration `20200101000000`
    hint: see `automatos migrate status`
    [exit 5]
    ");
    automatos
        .run("migrate plan --to 20200101000000")
        .ends_with(5);
    automatos
        .run("migrate revert --to 20200101000000")
        .ends_with(5);
    assert_eq!(automatos.db.objects(), empty);
}

#[test]
fn looking_creates_nothing_even_where_one_may_only_read() {
    let automatos = Automatos::on(Database::empty());
    let role = Role::new(&automatos.db);
    automatos
        .db
        .execute("REVOKE CREATE ON SCHEMA public FROM public");
    let empty = automatos.db.objects();
    let run = |line: &str| Ran::of(automatos.at(&role.url(), line));
    run("migrate status").ok();
    run("migrate status --exit-code").ends_with(3);
    run("migrate plan").ok();
    run("wait").ok();
    run("config show").ok();
    let list = run("persona list").ends_with(5);
    assert_snapshot!(list.shown(), @r#"
    --- stderr ---
    error: relation "personas" does not exist
    hint: run `automatos migrate`
    [exit 5]
    "#);
    assert_eq!(automatos.db.objects(), empty);
    let denied = run("migrate run").ends_with(5);
    assert!(
        denied
            .stderr()
            .contains("permission denied for schema public"),
        "{}",
        denied.shown()
    );
    assert_eq!(automatos.db.objects(), empty);
}

#[test]
fn a_role_that_may_only_read_can_look_at_a_seeded_database() {
    let automatos = Automatos::new();
    let role = Role::new(&automatos.db);
    let name = role.name();
    automatos.db.execute(&format!(
        "GRANT SELECT ON ALL TABLES IN SCHEMA public TO {name}"
    ));
    let before = automatos.db.rows();
    let run = |line: &str| Ran::of(automatos.at(&role.url(), line));
    run("migrate status --exit-code").ok();
    assert_eq!(run("persona list -o json").ok().column("slug").len(), 15);
    let denied = run("workspace create acme").ends_with(5);
    assert!(
        denied
            .stderr()
            .contains("permission denied for table workspaces"),
        "{}",
        denied.shown()
    );
    run("seed").ends_with(5);
    assert_eq!(automatos.db.rows(), before);
}

#[test]
fn a_migration_that_was_applied_with_other_sql_stops_it() {
    let automatos = Automatos::new();
    automatos
        .db
        .execute("UPDATE automatos_migrations SET checksum = 'other' WHERE name = 'create_agents'");
    let before = automatos.db.rows();
    assert_snapshot!(automatos.run("migrate run").shown(), @"
    --- stderr ---
    error: the migration 20261122000014 create_agents was applied with other SQL than this binary has
    hint: use the binary that applied it, or compare both versions and then `automatos migrate repair --accept 20261122000014`
    [exit 5]
    ");
    for line in ["init", "migrate revert --dry-run", "migrate redo --dry-run"] {
        let refused = automatos.run(&format!("{line} -o json")).ends_with(5);
        assert_eq!(
            refused.json()["error"]["code"],
            "MIGRATION.CHANGED",
            "{line}"
        );
    }
    let status = automatos
        .run("migrate status --exit-code -o json")
        .ends_with(3);
    assert_eq!(
        status
            .column("state")
            .iter()
            .filter(|state| *state == "changed")
            .count(),
        1
    );
    assert_eq!(automatos.db.rows(), before);
}

#[test]
fn a_schema_that_is_newer_than_the_binary_stops_it() {
    let automatos = Automatos::new();
    automatos.db.execute(
        "INSERT INTO automatos_migrations VALUES ('20991231000001', 'create_tomorrow', '', now(), 1, '9.0.0')",
    );
    let before = automatos.db.rows();
    assert_snapshot!(automatos.run("migrate run").shown(), @"
    --- stderr ---
    error: the database has the migration 20991231000001 create_tomorrow, which this binary does not know
    hint: use a newer automatos
    [exit 5]
    ");
    for line in ["init", "migrate revert --dry-run"] {
        let refused = automatos.run(&format!("{line} -o json")).ends_with(5);
        assert_eq!(refused.json()["error"]["code"], "SCHEMA.TOO_NEW", "{line}");
    }
    let status = automatos.run("migrate status -o json").ok();
    assert_eq!(
        status.column("state").last().map(String::as_str),
        Some("missing")
    );
    assert_eq!(automatos.db.rows(), before);
}

#[test]
fn a_schema_that_is_older_than_the_binary_says_so() {
    let automatos = Automatos::on(Database::empty());
    automatos.run("migrate run --to 20261122000005").ok();
    let before = automatos.db.rows();
    for line in [
        "seed",
        "persona list",
        "skill list",
        "setting list",
        "model list",
    ] {
        let refused = automatos.run(&format!("{line} -o json")).ends_with(5);
        assert_eq!(refused.json()["error"]["code"], "SCHEMA.TOO_OLD", "{line}");
        assert_eq!(
            refused.json()["error"]["hint"],
            "run `automatos migrate`",
            "{line}"
        );
    }
    automatos.run("wait --schema --wait=100ms").ends_with(5);
    assert_eq!(automatos.db.rows(), before);
}
