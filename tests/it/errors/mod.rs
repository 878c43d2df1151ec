//! What goes wrong around a command: one clear message, the right exit code, nothing written.

mod server;
mod streams;
mod usage;

use insta::assert_snapshot;

use crate::support::{Automatos, Database, Ran, Server, admin};

#[test]
fn no_database_at_all_says_how_to_get_one() {
    let automatos = Automatos::reading();
    assert_snapshot!(Ran::of(automatos.bare("persona list")).shown(), @"
    --- stderr ---
    error: no database is configured, and there is no embedded one yet
    hint: run `automatos init` to make one, or set DATABASE_URL
    [exit 5]
    ");
    assert!(!automatos.path("home").exists());
}

#[test]
fn a_url_that_cannot_be_parsed_is_a_usage_error_that_does_not_show_it() {
    let automatos = Automatos::reading();
    let urls = [
        "postgres://me:Secret-1@[db/app",
        "postgres://me:Secret-1@db:port/app?x",
        "host=db password='Secret-1",
        "postgres://me:Secret-1@db/app?nonsense=1",
        "Secret-1",
        "mysql://me:Secret-1@db/app",
        "postgres://me:Secret-1%@db/app",
        "postgres://me:Secret-1%zz@db/app",
    ];
    for url in urls {
        for line in [
            "persona list",
            "init",
            "persona list -o json",
            "-vv config show --origin",
        ] {
            let ran = Ran::of(automatos.at(url, line));
            assert!(!ran.shown().contains("Secret-1"), "{url}: {}", ran.shown());
            let fine = line.contains("config show");
            assert!(
                fine || [2, 5, 75].contains(&ran.code()),
                "{url}: {}",
                ran.shown()
            );
        }
    }
    assert_snapshot!(Ran::of(automatos.at(urls[0], "persona list")).shown(), @"
    --- stderr ---
    error: the database URL cannot be parsed
    hint: its form is postgres://user:password@host:5432/database, with %-codes for special characters
    [exit 2]
    ");
}

#[test]
fn the_server_may_speak_of_a_database_by_any_name() {
    let automatos = Automatos::on(Database::absent());
    let odd = format!("{} ü\"x'", automatos.db.name());
    let url = Server::get().url(&odd.replace(' ', "%20").replace('"', "%22"));
    Ran::of(automatos.at(&url, "init")).ok();
    assert_eq!(
        Ran::of(automatos.at(&url, "persona list -o json"))
            .ok()
            .column("slug")
            .len(),
        15
    );
    admin(&format!("DROP DATABASE \"{}\"", odd.replace('"', "\"\"")));
}
