//! Every migration can be taken back, and applied again.

use crate::support::{Automatos, Database};

const REVERT_ALL: &str = "migrate revert --last 99 --confirm";

#[test]
fn reverting_every_migration_leaves_nothing_behind_and_applying_them_again_works() {
    let automatos = Automatos::on(Database::empty());
    let empty = automatos.db.objects();
    automatos.run("migrate run").ok();
    let full = automatos.db.objects();
    let name = automatos.db.name().to_owned();
    automatos.run(&format!("{REVERT_ALL} {name}")).ok();
    automatos
        .db
        .execute("DROP TABLE automatos_migrations, __diesel_schema_migrations");
    assert_eq!(automatos.db.objects(), empty);
    automatos.run("migrate run").ok();
    assert_eq!(automatos.db.objects(), full);
}

#[test]
fn reverting_a_database_in_use_leaves_nothing_behind_either() {
    let automatos = Automatos::new();
    automatos.run("workspace create acme").ok();
    let name = automatos.db.name().to_owned();
    automatos.run(&format!("{REVERT_ALL} {name}")).ok();
    let tables = automatos.db.query(
        "SELECT relname FROM pg_class WHERE relnamespace = 'public'::regnamespace AND relkind IN ('r', 'p') \
         ORDER BY 1",
    );
    assert_eq!(tables, "__diesel_schema_migrations\nautomatos_migrations");
    automatos.run("init").ok();
    assert_eq!(
        automatos
            .run("persona list --limit 0 -o json")
            .ok()
            .column("slug")
            .len(),
        15
    );
}

#[test]
fn every_migration_can_be_taken_back_alone_and_applied_again() {
    let automatos = Automatos::on(Database::empty());
    automatos.run("migrate run").ok();
    let full = automatos.db.objects();
    let name = automatos.db.name().to_owned();
    let versions = automatos
        .run("migrate status -o json")
        .ok()
        .column("version");
    for version in versions.iter().rev().skip(1).step_by(7) {
        automatos
            .run(&format!("migrate revert --to {version} --confirm {name}"))
            .ok();
        automatos.run("migrate run").ok();
        assert_eq!(automatos.db.objects(), full, "after {version}");
    }
    automatos
        .run(&format!("migrate redo --confirm {name}"))
        .ok();
    assert_eq!(automatos.db.objects(), full);
}
