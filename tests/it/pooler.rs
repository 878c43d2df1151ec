//! Everything through PgBouncer in transaction mode, where no two transactions need to meet the same
//! session.

use crate::plugin::{approve, package};
use crate::support::{Automatos, Database, Network, Pooler, Ran, Started};

/// A database of its own behind a pooler of its own.
struct Scene {
    automatos: Automatos,
    pooler: Pooler,
}

impl Scene {
    fn new() -> Self {
        let scene = Self {
            automatos: Automatos::on(Database::absent()),
            pooler: Pooler::start(),
        };
        let name = scene.automatos.db.name();
        Network::get().admin(&format!("CREATE DATABASE {name}"));
        scene
    }

    fn command(&self, line: &str) -> std::process::Command {
        let url = self.pooler.url(self.automatos.db.name());
        self.automatos.at(&url, line)
    }

    fn run(&self, line: &str) -> Ran {
        Ran::of(self.command(line))
    }
}

impl Drop for Scene {
    fn drop(&mut self) {
        let name = self.automatos.db.name();
        Network::get().admin(&format!("DROP DATABASE {name} WITH (FORCE)"));
    }
}

#[test]
fn a_new_database_is_made_seeded_and_worked_with() {
    let scene = Scene::new();
    scene.run("init").ok();
    scene.run("init").ok();
    scene.run("migrate status --exit-code").ok();
    scene.run("seed diff --exit-code").ok();
    scene.run("workspace create acme").ok();
    let folder = package(&scene.automatos, "check", "1.0.0", &[]);
    let uploaded = scene
        .run(&format!("plugin upload {folder} -o json"))
        .ok()
        .data();
    let digest = uploaded["plugins"][0]["package_sha256"]
        .as_str()
        .expect("a digest");
    scene.run(&approve("check", digest)).ok();
    scene.run("plugin enable check -w acme").ok();
    scene.run("plugin verify --all").ok();
    scene.run("maintain run").ok();
    scene.run("doctor --strict").ok();
    let name = scene.automatos.db.name();
    scene.run(&format!("migrate redo --confirm {name}")).ok();
    let shown = scene.run("persona list -o json").ok();
    assert_eq!(shown.column("slug").len(), 15);
}

#[test]
fn the_lock_of_whatever_migrates_holds_between_clients_and_is_never_left_behind() {
    let scene = Scene::new();
    let running: Vec<Started> = (0..4)
        .map(|_| Started::new(scene.command("init")))
        .collect();
    for one in running {
        one.finish().ok();
    }
    let running: Vec<Started> = (0..4)
        .map(|_| Started::new(scene.command("seed --restore")))
        .collect();
    for one in running {
        one.finish().ok();
    }
    scene.run("seed --lock-wait 0s").ok();
    let shown = scene.run("persona list -o json").ok();
    assert_eq!(shown.column("slug").len(), 15);
}

#[test]
fn what_needs_a_session_is_refused_behind_the_pooler_and_goes_past_it_where_the_way_is_named() {
    let scene = Scene::new();
    // As an older binary left it: an index is to be built while others write.
    scene.run("migrate run --to 20261123000075").ok();
    let refused = scene.run("migrate run -o json").ends_with(5);
    assert_eq!(refused.json()["error"]["code"], "DATABASE.POOLED");
    let hint = refused.json()["error"]["hint"].clone();
    assert_eq!(
        hint,
        "name the server itself in AUTOMATOS_DIRECT_DATABASE_URL"
    );
    let direct = Network::get().url(scene.automatos.db.name());
    let mut command = scene.command("migrate run");
    command.env("AUTOMATOS_DIRECT_DATABASE_URL", &direct);
    let ran = Ran::of(command).ok();
    let target = format!("target: admin@localhost:{}/", Network::get().port());
    assert!(ran.stderr().contains(&target), "{}", ran.shown());
    assert!(
        ran.stdout().contains("index_expiring_credentials"),
        "{}",
        ran.shown()
    );
    scene.run("migrate status --exit-code").ok();
    let told = scene.run("doctor pooler").ok().stdout();
    assert!(told.contains("AUTOMATOS_DIRECT_DATABASE_URL"), "{told}");
    // Nobody was left with the lock.
    scene.run("seed --lock-wait 0s").ok();
}

#[test]
fn the_way_past_the_pooler_of_a_file_is_not_taken_for_a_database_that_a_flag_or_a_variable_names() {
    let scene = Scene::new();
    let nowhere = "direct_database_url = 'postgres://nobody@127.0.0.1:1/nothing'";
    scene.automatos.file("automatos.toml", nowhere);
    scene.run("init").ok();
    let url = scene.pooler.url(scene.automatos.db.name());
    let mut command = scene
        .automatos
        .bare(&format!("migrate run --database-url {url}"));
    command.env(
        "AUTOMATOS_DIRECT_DATABASE_URL",
        "postgres://nobody@127.0.0.1:1/nothing",
    );
    Ran::of(command).ok();
    let mut command = scene.command("migrate run -o json");
    command.env(
        "AUTOMATOS_DIRECT_DATABASE_URL",
        "postgres://nobody@127.0.0.1:1/nothing",
    );
    let refused = Ran::of(command).ends_with(75);
    assert_eq!(refused.json()["error"]["code"], "DATABASE.UNREACHABLE");
    let mut command = scene.command("config show --origin");
    command.env("AUTOMATOS_DIRECT_DATABASE_URL", "postgres://a:Secret-1@b/c");
    let shown = Ran::of(command).ok();
    assert!(!shown.stdout().contains("Secret-1"), "{}", shown.shown());
    assert!(
        shown
            .stdout()
            .contains("environment AUTOMATOS_DIRECT_DATABASE_URL"),
        "{}",
        shown.shown()
    );
}
