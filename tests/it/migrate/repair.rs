//! Migrations whose text changed after they were applied, and migrations that come too late.

use insta::assert_snapshot;

use crate::support::Automatos;

const CHANGE: &str =
    "UPDATE automatos_migrations SET checksum = repeat('0', 64) WHERE name = 'create_agents'";

#[test]
fn a_changed_migration_is_accepted_once_and_somebody_answers_for_it() {
    let automatos = Automatos::new();
    automatos.db.execute(CHANGE);
    let before = automatos.db.rows();
    let line = "migrate repair --accept 20261122000014 --reason 'only a comment changed'";
    automatos.run(&format!("{line} --dry-run")).ok();
    assert_eq!(automatos.db.rows(), before);
    let accepted = automatos.run(line).ok().stdout();
    let (head, checksum) = accepted.split_once(" is now ").expect("two checksums");
    assert_snapshot!(head, @"
    accepted: 20261122000014 create_agents
      checksum 000000000000…
    ");
    assert!(!checksum.starts_with('0'), "{checksum}");
    automatos.run("migrate run").ok();
    automatos.run("migrate status --exit-code").ok();
    let audit = "SELECT object_name, action, reason, before ->> 'checksum' = repeat('0', 64) \
                 FROM audit_events WHERE object_type = 'migration'";
    assert_eq!(
        automatos.db.query(audit),
        "create_agents|accept|only a comment changed|t"
    );
    let again = automatos.run(&format!("{line} -o json")).ends_with(5);
    assert_eq!(again.json()["error"]["code"], "MIGRATION.UNCHANGED");
}

#[test]
fn what_is_not_there_cannot_be_accepted() {
    let automatos = Automatos::reading();
    let unknown = automatos
        .run("migrate repair --accept 1 -o json")
        .ends_with(5);
    assert_eq!(unknown.json()["error"]["code"], "MIGRATION.UNKNOWN");
    automatos.run("migrate repair").ends_with(2);
}

#[test]
fn a_migration_that_is_older_than_the_newest_is_named_and_applied_all_the_same() {
    let automatos = Automatos::new();
    // As if it had been written on a branch that was merged after a newer one was applied.
    automatos.db.execute(
        "DROP TABLE routing_decision_cache; \
         DELETE FROM automatos_migrations WHERE name = 'create_routing_decision_cache'; \
         DELETE FROM __diesel_schema_migrations WHERE version = '20261122000031'",
    );
    let status = automatos
        .run("migrate status --exit-code -o json")
        .ends_with(3);
    let late: Vec<String> = status
        .column("state")
        .into_iter()
        .filter(|state| state != "applied")
        .collect();
    assert_eq!(late, ["out_of_order"]);
    let ran = automatos.run("migrate run").ok();
    assert!(
        ran.stdout()
            .contains("applied: 20261122000031 create_routing_decision_cache"),
        "{}",
        ran.stdout()
    );
    automatos.run("migrate status --exit-code").ok();
}
