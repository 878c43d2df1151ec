//! One step from nothing to a seeded database, however often and wherever it is taken.

mod repeated;
mod tried;

use std::time::{Duration, Instant};

use insta::assert_snapshot;

use crate::support::{Automatos, Database, Network, Ran, Role, Server, admin, migrations};

/// Fails unless the database is what one whole `init` makes.
#[track_caller]
fn assert_whole(automatos: &Automatos) {
    automatos.run("migrate status --exit-code").ok();
    automatos.run("wait --schema").ok();
    let ran = automatos.run("migrate run -o json").ok().data();
    assert_eq!(ran["ran"], serde_json::json!([]), "{ran}");
    assert_eq!(ran["partitions"], serde_json::json!([]), "{ran}");
    for counts in seeded(&automatos.run("seed --dry-run -o json").ok()) {
        assert_eq!((counts.created, counts.updated), (0, 0), "{}", counts.kind);
        assert!(counts.unchanged > 0, "{}", counts.kind);
    }
    assert_eq!(
        automatos.db.query(CONTENTS),
        Database::shared().query(CONTENTS)
    );
}

/// How many rows each table has that seeding fills, and whether one is there twice.
const CONTENTS: &str = "SELECT (SELECT count(*) FROM personas), (SELECT count(*) FROM skills), \
    (SELECT count(*) FROM patterns), (SELECT count(*) FROM credential_types), \
    (SELECT count(*) FROM system_settings), (SELECT count(*) FROM llm_models), \
    (SELECT count(*) FROM plugin_categories), (SELECT count(*) FROM seed_entries), \
    (SELECT count(*) FROM workspaces), (SELECT count(*) FROM environment), \
    (SELECT count(*) FROM automatos_migrations), (SELECT count(*) FROM __diesel_schema_migrations)";

struct Counts {
    kind: String,
    created: u64,
    updated: u64,
    unchanged: u64,
}

fn seeded(ran: &Ran) -> Vec<Counts> {
    let data = ran.data();
    let kinds = data["kinds"].as_array().expect("the kinds");
    let number = |value: &serde_json::Value| value.as_u64().expect("a number");
    kinds
        .iter()
        .map(|kind| Counts {
            kind: kind["kind"].as_str().expect("a word").to_owned(),
            created: number(&kind["created"]),
            updated: number(&kind["updated"]),
            unchanged: number(&kind["unchanged"]),
        })
        .collect()
}

#[test]
fn init_makes_the_database_and_says_what_to_try_next() {
    let automatos = Automatos::on(Database::absent());
    let ran = automatos.run("init").ok();
    let shown = ran.shown().replace(automatos.db.name(), "[name]");
    let shown = shown.replace(&Server::get().socket_folder(), "[folder]");
    let shown = shown.replace(
        &format!("migrated: {} ", migrations()),
        "migrated: [count] ",
    );
    assert_snapshot!(shown, @"
    created: database [name]
    migrated: [count] migrations
    seeded: credential_types: 17 created, 0 updated, 0 unchanged
    seeded: system_settings: 46 created, 0 updated, 0 unchanged
    seeded: llm_models: 23 created, 0 updated, 0 unchanged
    seeded: skills: 32 created, 0 updated, 0 unchanged
    seeded: patterns: 5 created, 0 updated, 0 unchanged
    seeded: personas: 15 created, 0 updated, 0 unchanged
    seeded: plugin_categories: 27 created, 0 updated, 0 unchanged
    automatos@[folder]:5432/[name] is ready (development).
    Try: automatos persona list, automatos category tree, automatos --help
    ");
    assert_whole(&automatos);
}

#[test]
fn the_environment_is_stored_once_and_another_one_is_refused() {
    let automatos = Automatos::on(Database::empty());
    automatos.run("init --environment staging").ok();
    assert_eq!(
        automatos
            .db
            .query("SELECT name, created_by FROM environment"),
        "staging|tester"
    );
    automatos.run("init").ok();
    automatos.run("init --environment staging").ok();
    let before = automatos.db.rows();
    let refused = automatos.run("init --environment production").ends_with(5);
    assert_snapshot!(refused.shown(), @"
    --- stderr ---
    error: the database belongs to the environment `staging`, not `production`
    hint: check the database URL, or leave `--environment` out
    [exit 5]
    ");
    let refused = automatos
        .run("seed --environment production -o json")
        .ends_with(5);
    assert_eq!(refused.json()["error"]["code"], "ENVIRONMENT.MISMATCH");
    automatos
        .run("init --environment production --dry-run")
        .ends_with(5);
    assert_eq!(automatos.db.rows(), before);
}

#[test]
fn the_environment_is_development_when_nothing_names_one() {
    assert_eq!(
        Database::shared().query("SELECT name FROM environment"),
        "development"
    );
}

#[test]
fn the_target_is_named_before_it_is_written() {
    let automatos = Automatos::new();
    let name = automatos.db.name();
    let stderr = automatos
        .run("init --environment development")
        .ok()
        .stderr();
    let folder = Server::get().socket_folder();
    assert!(
        stderr.starts_with(&format!(
            "target: automatos@{folder}:5432/{name} (development)\n"
        )),
        "{stderr}"
    );
}

#[test]
fn without_permission_to_create_the_database_nothing_is_made() {
    let elsewhere = Database::empty();
    let role = Role::new(&elsewhere);
    let automatos = Automatos::on(Database::absent());
    let url = role.url().replace(elsewhere.name(), automatos.db.name());
    let refused = Ran::of(automatos.at(&url, "init")).ends_with(5);
    let shown = refused.shown().replace(automatos.db.name(), "[name]");
    let shown = shown
        .replace(role.name(), "[role]")
        .replace(&Server::get().socket_folder(), "[folder]");
    assert_snapshot!(shown, @"
    --- stderr ---
    error: the database [role]@[folder]:5432/[name] does not exist and cannot be created
      because: permission denied to create database
    hint: create it as a user with CREATEDB, or connect as one
    [exit 5]
    ");
    assert!(!automatos.db.exists());
}

#[test]
fn a_role_that_may_create_databases_can_start_from_nothing() {
    let automatos = Automatos::on(Database::absent());
    let role = Role::new(&automatos.db);
    admin(&format!("ALTER ROLE {} CREATEDB", role.name()));
    Ran::of(automatos.at(&role.url(), "init")).ok();
    assert_whole(&automatos);
}

#[test]
fn the_variables_of_libpq_name_the_database_when_no_url_does() {
    let automatos = Automatos::on(Database::absent());
    let mut init = automatos.bare("init");
    init.env("PGHOST", Server::get().socket_folder())
        .env("PGUSER", "automatos")
        .env("PGDATABASE", automatos.db.name());
    Ran::of(init).ok();
    assert_whole(&automatos);
}

#[test]
fn it_waits_for_a_database_that_is_not_up_as_long_as_it_is_told() {
    let automatos = Automatos::on(Database::absent());
    let begun = Instant::now();
    let url = "postgres:///x?host=/nonexistent";
    Ran::of(automatos.at(url, "init --wait=300ms")).ends_with(75);
    assert!(begun.elapsed() >= Duration::from_millis(300));
}

#[test]
fn over_a_network_with_a_password_it_creates_migrates_and_seeds() {
    let network = Network::get();
    let automatos = Automatos::on(Database::absent());
    let url = network.url(automatos.db.name());
    Ran::of(automatos.at(&url, "init")).ok();
    let personas = Ran::of(automatos.at(&url, "persona list -o json")).ok();
    assert_eq!(personas.column("slug").len(), 15);
    network.admin(&format!("DROP DATABASE {}", automatos.db.name()));
}
