//! `doctor`: what it says of a database that is well, and of one that is not.

use insta::assert_snapshot;

use crate::credential::with_a_credential;
use crate::support::{Automatos, Ran, Role};

/// The marks and names of the lines that are not fine, with what mends them.
fn complaints(shown: &str) -> String {
    let lines: Vec<&str> = shown
        .lines()
        .filter(|line| !line.starts_with("ok "))
        .collect();
    lines.join("\n")
}

#[test]
fn a_new_database_is_well_once_it_is_maintained() {
    let automatos = Automatos::new();
    let shown = automatos.run("doctor").ok().stdout();
    assert_snapshot!(complaints(&shown), @"
    warning  maintenance: it never ran
             mend: put `automatos maintain run -q --on-busy skip` into cron
    problems: 0, warnings: 1, checks that could not look: 0
    ");
    automatos.run("doctor --strict").ends_with(3);
    automatos.run("maintain run").ok();
    let shown = automatos.run("doctor --strict").ok().stdout();
    assert_eq!(complaints(&shown), "all is well");
}

#[test]
fn every_check_is_listed_and_can_be_run_alone() {
    let automatos = Automatos::reading();
    let listed = automatos.run("doctor --list -o json").ok().data();
    let checks = listed["checks"].as_array().expect("a list");
    assert!(checks.len() >= 15, "{listed:#}");
    for check in checks {
        let name = check["check"].as_str().expect("a name");
        let one = automatos.run(&format!("doctor {name} -o json")).ok().data();
        assert_eq!(one["checks"].as_array().expect("a list").len(), 1);
        assert_eq!(one["checks"][0]["check"], name);
    }
    assert_snapshot!(automatos.run("doctor partition").ends_with(5).shown(), @"
    --- stderr ---
    error: there is no check `partition`
    hint: did you mean `partitions` or `migrations`?
    [exit 5]
    ");
}

#[test]
fn what_is_broken_is_named_with_what_mends_it() {
    let automatos = Automatos::new();
    automatos.run("maintain run").ok();
    automatos.db.execute(
        "DO $$ BEGIN EXECUTE format('DROP TABLE unrouted_events_%s', \
             to_char(now() AT TIME ZONE 'UTC' + interval '2 months', '\"y\"YYYY\"m\"MM')); END $$; \
         ALTER TABLE agents NO FORCE ROW LEVEL SECURITY; \
         CREATE INDEX half_made ON personas (source); \
         UPDATE pg_index SET indisvalid = false WHERE indexrelid = 'half_made'::regclass; \
         INSERT INTO workspaces (slug, name, kind) VALUES ('shared', 'Shared', 'organization'), \
             ('other', 'Other', 'organization'); \
         INSERT INTO personas (slug, name, system_prompt, category, source, scope, workspace_id) \
             SELECT 'own', 'Own', 'You help.', 'support', 'manual', 'workspace', id \
             FROM workspaces WHERE slug = 'other'; \
         INSERT INTO agents (workspace_id, name, persona_id) \
             SELECT w.id, 'Stranger', p.id FROM workspaces w, personas p \
             WHERE w.slug = 'shared' AND p.slug = 'own'",
    );
    let shown = automatos.run("doctor").ends_with(3).stdout();
    let month = automatos.db.query(
        "SELECT to_char(now() AT TIME ZONE 'UTC' + interval '2 months', '\"y\"YYYY\"m\"MM')",
    );
    assert_snapshot!(complaints(&shown).replace(&month, "MONTH"), @r#"
    PROBLEM  indexes: the index half_made is not valid: it costs writes and helps no read
             mend: psql -c 'REINDEX INDEX CONCURRENTLY "half_made"'
    PROBLEM  partitions: partitions of logs are missing: unrouted_events_MONTH
             mend: automatos maintain run partitions
    PROBLEM  row-security: row-level security does not bind the table agents
             mend: psql -c 'ALTER TABLE agents ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY'
    PROBLEM  rows: agents with the persona of another workspace: 1 (Stranger)
    problems: 4, warnings: 0, checks that could not look: 0
    "#);
    automatos.run("maintain run partitions").ok();
    automatos.run("doctor partitions").ok();
}

#[test]
fn a_database_that_is_not_migrated_is_told_so_and_its_tables_are_left_alone() {
    let automatos = Automatos::new();
    let name = automatos.db.name();
    automatos
        .run(&format!("migrate revert --confirm {name}"))
        .ok();
    let shown = automatos.run("doctor").ends_with(3).stdout();
    assert_snapshot!(complaints(&shown), @"
    PROBLEM  migrations: 1 migrations are not applied
             mend: automatos migrate
    skipped  partitions: the schema is not this binary's
    skipped  roles: the schema is not this binary's
    skipped  row-security: the schema is not this binary's
    skipped  seeds: the schema is not this binary's
    skipped  rows: the schema is not this binary's
    skipped  packages: the schema is not this binary's
    skipped  secrets: the schema is not this binary's
    skipped  maintenance: the schema is not this binary's
    problems: 1, warnings: 0, checks that could not look: 0
    ");
}

#[test]
fn a_check_that_cannot_look_does_not_keep_the_others_from_it() {
    let automatos = Automatos::new();
    let line = "doctor packages maintenance --store s3://bucket -o json";
    let ran = automatos.run(line).ends_with(1).data();
    let states: Vec<&str> = ran["checks"]
        .as_array()
        .expect("a list")
        .iter()
        .map(|check| check["state"].as_str().expect("a state"))
        .collect();
    assert_eq!(states, ["failed", "warning"], "{ran:#}");
    assert_eq!(ran["checks"][0]["error"]["code"], "STORE.DENIED");
}

#[test]
fn a_secret_that_does_not_open_is_named() {
    let automatos = with_a_credential();
    let well = automatos.run("doctor secrets").ok().stdout();
    assert!(
        well.starts_with("ok       secrets: 1 credentials"),
        "{well}"
    );
    automatos
        .db
        .execute("UPDATE credentials SET encrypted_data = 'AQID'");
    automatos.run("doctor secrets --all").ends_with(3);
    let shown = automatos.run("doctor secrets").ends_with(3).stdout();
    assert_snapshot!(shown, @"
    PROBLEM  secrets: 1 of 1 credentials and 0 settings cannot be opened: openai
             mend: automatos credential verify --all says why; put the missing master key back
    problems: 1, warnings: 0, checks that could not look: 0
    ");
}

#[test]
fn roles_that_may_too_little_or_too_much_are_told() {
    let automatos = Automatos::new();
    automatos.run("doctor roles --strict").ok();
    let role = Role::new(&automatos.db);
    automatos.db.execute(&format!(
        "GRANT SELECT ON ALL TABLES IN SCHEMA public TO {0}; GRANT SELECT, DELETE ON users TO PUBLIC",
        role.name()
    ));
    let line = automatos.at(&role.url(), "doctor roles");
    let shown = Ran::of(line).ends_with(3).stdout();
    let tables = automatos.db.query(
        "SELECT count(*) FROM pg_class WHERE relnamespace = 'public'::regnamespace \
         AND relkind IN ('r', 'p') AND NOT relispartition",
    );
    assert_snapshot!(shown.replace(role.name(), "ROLE").replace(&tables, "ALL"), @"
    warning  roles: the user ROLE may not write ALL tables, such as __diesel_schema_migrations
             mend: psql -c 'GRANT SELECT, INSERT, UPDATE, DELETE ON __diesel_schema_migrations TO ROLE', for each
    PROBLEM  roles: everybody may SELECT, DELETE users
             mend: psql -c 'REVOKE ALL ON users FROM PUBLIC'
    problems: 1, warnings: 0, checks that could not look: 0
    ");
}

#[test]
fn the_disk_of_a_server_on_this_machine_is_looked_at() {
    let automatos = Automatos::reading();
    let shown = automatos.run("doctor disk pooler").ok().stdout();
    assert!(shown.contains(" MiB are free"), "{shown}");
    assert!(shown.contains("pooler: none does"), "{shown}");
}
