//! Bringing the schema up to date, looking at it, and stepping back.

mod back;
mod concurrently;
mod refusals;
mod repair;

use insta::assert_snapshot;

use crate::support::{Automatos, Database, migrations, psql};

#[test]
fn three_at_once_all_succeed() {
    let automatos = Automatos::on(Database::empty());
    let started: Vec<_> = (0..3)
        .map(|_| automatos.start("migrate run -o json"))
        .collect();
    let applied: usize = started
        .into_iter()
        .map(|run| {
            run.finish().ok().data()["ran"]
                .as_array()
                .expect("a list")
                .len()
        })
        .sum();
    assert_eq!(applied, migrations());
    automatos.run("migrate status --exit-code").ok();
}

#[test]
fn without_a_verb_it_runs_what_is_pending() {
    let automatos = Automatos::on(Database::empty());
    let ran = automatos.run("migrate").ok();
    assert!(
        ran.stdout()
            .contains("applied: 20261122000001 create_users\n"),
        "{}",
        ran.shown()
    );
    assert!(
        ran.stdout().contains("created: 16 partitions of logs\n"),
        "{}",
        ran.shown()
    );
    assert_snapshot!(automatos.run("migrate").ok().shown(), @"nothing to do");
}

#[test]
fn it_stops_after_the_version_that_is_named() {
    let automatos = Automatos::on(Database::empty());
    assert_snapshot!(automatos.run("migrate run --to 20261122000003").ok().shown(), @"
    applied: 20261122000001 create_users
    applied: 20261122000002 create_workspaces
    applied: 20261122000003 add_platform_workspace
    ");
    let tables = automatos.db.query(
        "SELECT relname FROM pg_class WHERE relkind IN ('r', 'p') \
         AND relnamespace = 'public'::regnamespace ORDER BY 1",
    );
    assert_snapshot!(tables, @"
    __diesel_schema_migrations
    automatos_migrations
    users
    workspace_members
    workspaces
    ");
    let status = automatos.run("migrate status --exit-code").ends_with(3);
    assert_eq!(status.stdout().matches("applied").count(), 3);
}

#[test]
fn the_status_tells_pending_from_applied() {
    let automatos = Automatos::on(Database::empty());
    let states = |flags: &str| {
        automatos
            .run(&format!("migrate status -o json {flags}"))
            .ok()
            .column("state")
    };
    assert_eq!(states(""), vec!["pending"; migrations()]);
    automatos.run("migrate status --exit-code").ends_with(3);
    automatos.run("migrate run").ok();
    assert_eq!(states("--exit-code"), vec!["applied"; migrations()]);
}

#[test]
fn the_plan_is_the_sql_that_would_run() {
    let automatos = Automatos::on(Database::empty());
    let plan = automatos
        .run("migrate plan --to 20261122000002")
        .ok()
        .stdout();
    assert!(
        plan.starts_with("-- 20261122000001 create_users\nCREATE TABLE users ("),
        "{plan}"
    );
    assert!(
        plan.contains("\n-- 20261122000002 create_workspaces\n"),
        "{plan}"
    );
    assert!(!plan.contains("20261122000003"), "{plan}");
    let json = automatos.run("migrate plan -o json").ok().data();
    assert_eq!(
        json["pending"].as_array().expect("a list").len(),
        migrations()
    );
    // It says the truth: psql could run it.
    let database = Database::empty();
    automatos.file("plan.sql", automatos.run("migrate plan").ok().stdout());
    let file = automatos.path("plan.sql");
    psql(&database.url(), &format!("\\i {}", file.display()));
    assert_eq!(
        Automatos::reading().run("migrate plan").ok().stdout(),
        "-- nothing is pending\n"
    );
}

#[test]
fn a_dry_run_reports_the_same_and_leaves_nothing() {
    let automatos = Automatos::on(Database::empty());
    let empty = automatos.db.objects();
    let tried = automatos.run("migrate run --dry-run -o json").ok().data();
    assert_eq!(automatos.db.objects(), empty);
    let ran = automatos.run("migrate run -o json").ok().data();
    assert_eq!(
        (&tried["ran"], &tried["partitions"]),
        (&ran["ran"], &ran["partitions"])
    );
    assert_eq!(
        (&tried["dry_run"], &ran["dry_run"]),
        (&true.into(), &false.into())
    );
}

#[test]
fn a_missing_partition_is_made_again() {
    let automatos = Automatos::new();
    let partition = automatos.db.query(
        "SELECT 'unrouted_events' || to_char(now() AT TIME ZONE 'UTC' + interval '1 month', '_\"y\"YYYY\"m\"MM')",
    );
    automatos.db.execute(&format!("DROP TABLE {partition}"));
    let ran = automatos.run("migrate run -o json").ok().data();
    assert_eq!(ran["partitions"], serde_json::json!([partition]));
    assert_eq!(automatos.db.objects(), Database::shared().objects());
}

#[test]
fn what_was_applied_is_recorded_for_this_tool_and_for_diesels() {
    let rows = Database::shared().query(
        "SELECT count(*), count(*) FILTER (WHERE checksum ~ '^[0-9a-f]{64}$'), count(DISTINCT tool_version), \
         (SELECT count(*) FROM __diesel_schema_migrations WHERE version IN (SELECT version FROM automatos_migrations)) \
         FROM automatos_migrations",
    );
    let count = migrations();
    assert_eq!(rows, format!("{count}|{count}|1|{count}"));
}
