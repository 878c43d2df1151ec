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
