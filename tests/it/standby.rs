//! A hot standby: what reads works there, what writes is refused and said to be so.

use crate::support::{Automatos, Database, Network, Ran, Standby};

#[test]
fn what_reads_works_and_what_writes_is_sent_to_the_primary() {
    let automatos = Automatos::on(Database::absent());
    let name = automatos.db.name();
    let network = Network::get();
    Ran::of(automatos.at(&network.url(name), "init")).ok();
    let standby = Standby::start();
    let url = standby.url(name);
    let run = |line: &str| Ran::of(automatos.at(&url, line));
    for line in [
        "migrate status --exit-code",
        "persona list",
        "workspace list",
        "seed diff --exit-code",
        "setting list",
        "audit list",
        "wait --schema",
        "migrate plan",
    ] {
        run(line).ok();
    }
    let doctor = run("doctor").ends_with(3).stdout();
    assert!(
        doctor.contains("PROBLEM  writable: the server is a standby"),
        "{doctor}"
    );
    for line in [
        "workspace create acme",
        "user create ada --email ada@example.org",
        "seed --restore",
        "maintain run",
        &format!("migrate redo --confirm {name}"),
        "migrate redo --dry-run",
        "migrate baseline --detect",
    ] {
        let refused = run(&format!("{line} -o json")).ends_with(5).json();
        assert_eq!(refused["error"]["code"], "DATABASE.READ_ONLY", "{line}");
        assert_eq!(
            refused["error"]["hint"], "connect to the primary, with a session that may write",
            "{line}"
        );
    }
    drop(standby);
    network.admin(&format!("DROP DATABASE {name} WITH (FORCE)"));
}
