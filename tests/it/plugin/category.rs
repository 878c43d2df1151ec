//! Categories are created, changed and deleted, in two levels and no more.

use insta::assert_snapshot;

use super::uploaded;
use crate::support::Automatos;

#[test]
fn a_category_is_created_moved_shown_and_deleted() {
    let automatos = Automatos::new();
    automatos
        .run("category create legal --name Legal --icon scale --sort-order 80")
        .ok();
    automatos
        .run("category create legal-contracts --parent legal --description 'Reads contracts.'")
        .ok();
    assert_eq!(
        automatos
            .run("category list --parent legal -o json")
            .ok()
            .column("slug"),
        ["legal-contracts"]
    );
    assert_eq!(
        automatos.run("category show legal -o json").ok().data()["categories"],
        1
    );
    automatos
        .run("category update legal-contracts --parent data --name Contracts")
        .ok();
    let shown = automatos
        .run("category show legal-contracts -o json")
        .ok()
        .data();
    assert_eq!(
        (&shown["name"], &shown["description"]),
        (&"Contracts".into(), &"Reads contracts.".into())
    );
    automatos.run("category delete legal").ends_with(4);
    automatos.run("category delete legal --confirm legal").ok();
    automatos.run("category show legal").ends_with(5);
    assert_eq!(
        automatos.db.query("SELECT action, object_name FROM audit_events WHERE object_type = 'plugin_category' ORDER BY id"),
        "create|legal\ncreate|legal-contracts\nupdate|legal-contracts\ndelete|legal"
    );
}

#[test]
fn there_are_two_levels_and_no_more() {
    let automatos = Automatos::new();
    let before = automatos.db.rows();
    assert_snapshot!(automatos.run("category create deep --parent data-etl").ends_with(5).shown(), @"
    --- stderr ---
    error: `data-etl` is a category in a group, and no group itself
    hint: name a group; `automatos category tree` shows them
    [exit 5]
    ");
    assert_snapshot!(automatos.run("category update data --parent devops").ends_with(5).shown(), @"
    --- stderr ---
    error: `data` is a group with 3 categories in it
    hint: move those first; there are two levels and no more
    [exit 5]
    ");
    automatos
        .run("category update data-etl --parent data-etl")
        .ends_with(5);
    automatos.run("category create data").ends_with(5);
    automatos.run("category create Data").ends_with(2);
    automatos.run("category update data").ends_with(2);
    automatos
        .run("category update data --active --inactive")
        .ends_with(2);
    automatos
        .run("category create fine --parent data --dry-run")
        .ok();
    assert_eq!(automatos.db.rows(), before);
    automatos.run("category update data-etl --no-parent").ok();
    automatos.run("category create deep --parent data-etl").ok();
}

#[test]
fn a_category_in_use_is_kept_until_its_plugins_are_moved() {
    let automatos = Automatos::new();
    uploaded(&automatos, "check", "1.0.0", &[]);
    let line = "category delete development-testing --confirm development-testing";
    assert_snapshot!(automatos.run(line).ends_with(5).shown(), @"
    --- stderr ---
    error: `development-testing` has 1 plugins and 0 categories in it
    hint: `--move-to` moves its plugins; `automatos category update --inactive` only hides it
    [exit 5]
    ");
    automatos
        .run("category delete data --confirm data")
        .ends_with(5);
    let moved = automatos
        .run(&format!("{line} --move-to data-etl -o json"))
        .ok()
        .data();
    assert_eq!(moved["moved"], 1);
    assert_eq!(
        automatos.run("plugin show check -o json").ok().data()["category"],
        "data-etl"
    );
}
