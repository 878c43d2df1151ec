//! A database whose owner is neither superuser nor above row-level security, as providers give it.

use crate::support::{Automatos, Database, Ran, Role, admin};

#[test]
fn a_plain_owner_can_do_everything() {
    let automatos = Automatos::on(Database::empty());
    let role = Role::new(&automatos.db);
    admin(&format!(
        "ALTER DATABASE {} OWNER TO {}",
        automatos.db.name(),
        role.name()
    ));
    let url = role.url();
    let run = |line: &str| Ran::of(automatos.at(&url, line)).ok();
    run("init");
    run("init");
    run("seed");
    run("migrate run");
    run("migrate status --exit-code");
    run("wait --schema");
    run("workspace create acme");
    assert_eq!(
        run("persona list --limit 0 -o json").column("slug").len(),
        15
    );
    assert_eq!(run("skill list --limit 0 -o json").column("name").len(), 32);
    assert_eq!(
        run("workspace list -o json").column("slug"),
        ["acme", "platform"]
    );
    for list in [
        "category list",
        "category tree",
        "credential type list",
        "setting list",
        "model list",
        "pattern list",
    ] {
        run(list);
    }
    let audited = automatos
        .db
        .query("SELECT object_name, db_user FROM audit_events WHERE command = 'workspace create'");
    assert_eq!(audited, format!("acme|{}", role.name()));
    let name = automatos.db.name();
    run(&format!("migrate redo --confirm {name}"));
    run(&format!("migrate revert --last 99 --confirm {name}"));
    run("init");
    assert_eq!(
        run("persona list --limit 0 -o json").column("slug").len(),
        15
    );
}
