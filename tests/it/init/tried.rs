//! Dry runs.

use insta::assert_snapshot;

use crate::support::{Automatos, Database, Home, migrations};

#[test]
fn a_dry_run_on_an_absent_database_does_not_make_it() {
    let automatos = Automatos::on(Database::absent());
    let shown = automatos.run("init --dry-run").ok().shown();
    assert_snapshot!(shown.replace(automatos.db.name(), "[name]"), @"
    not executed: create database [name]
    not executed: migrate and seed it
    ");
    assert!(!automatos.db.exists());
}

#[test]
fn a_dry_run_on_an_empty_database_leaves_it_empty() {
    let automatos = Automatos::on(Database::empty());
    let before = automatos.db.objects();
    let ran = automatos.run("init --dry-run -o json").ok().data();
    assert_eq!(automatos.db.objects(), before);
    assert_eq!(ran["dry_run"], true);
    assert_eq!(
        ran["migrations"]["ran"].as_array().expect("a list").len(),
        migrations()
    );
    assert_eq!(ran["seeds"].as_array().expect("a list").len(), 7);
}

#[test]
fn a_dry_run_on_a_complete_database_leaves_every_row_where_it_was() {
    let automatos = Automatos::new();
    let before = automatos.db.rows();
    automatos.run("init --dry-run").ok();
    assert_eq!(automatos.db.rows(), before);
}

#[test]
fn a_dry_run_where_nothing_is_configured_makes_no_embedded_server() {
    let home = Home::new();
    let ran = home.run(&["init", "--dry-run"]).ok();
    assert!(
        ran.stdout()
            .contains("not executed: create embedded PostgreSQL"),
        "{}",
        ran.shown()
    );
    assert_eq!(std::fs::read_dir(home.path()).expect("a folder").count(), 0);
}
