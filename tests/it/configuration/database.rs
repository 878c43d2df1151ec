//! Which database is meant.

use super::{SHOW, setting};
use crate::support::{Automatos, Ran};

#[test]
fn among_variables_our_own_url_wins_over_the_common_one_over_libpqs() {
    let automatos = Automatos::reading();
    let listed = |ours: Option<&str>, common: Option<&str>| {
        let mut command = automatos.bare("persona list --limit 1");
        for (name, value) in [("AUTOMATOS_DATABASE_URL", ours), ("DATABASE_URL", common)] {
            if let Some(value) = value {
                command.env(name, value);
            }
        }
        command
            .env("PGHOST", "/nonexistent")
            .env("PGDATABASE", "libpq");
        Ran::of(command)
    };
    let good = automatos.db.url();
    listed(Some(&good), Some("postgres:///x?host=/nonexistent")).ok();
    listed(Some("postgres:///x?host=/nonexistent"), Some(&good)).ends_with(75);
    listed(None, Some(&good)).ok();
    let ran = listed(None, None).ends_with(75);
    assert!(ran.stderr().contains("/libpq: "), "{}", ran.stderr());
}

#[test]
fn libpqs_variables_fill_what_a_url_leaves_out() {
    let automatos = Automatos::reading();
    let mut command = automatos.bare("persona list -o json");
    command
        .env(
            "DATABASE_URL",
            format!("postgres:///{}", automatos.db.name()),
        )
        .env("PGHOST", crate::support::Server::get().socket_folder())
        .env("PGUSER", "automatos");
    assert_eq!(Ran::of(command).ok().column("slug").len(), 15);
}

#[test]
fn the_url_can_be_keywords_a_flag_or_come_from_a_file() {
    let automatos = Automatos::reading();
    let folder = crate::support::Server::get().socket_folder();
    let keywords = format!(
        "host={folder} user=automatos dbname={}",
        automatos.db.name()
    );
    let mut command = automatos.bare("persona list");
    command.env("DATABASE_URL", &keywords);
    Ran::of(command).ok();
    let mut command = automatos.bare("persona list --database-url");
    command.arg(automatos.db.url());
    Ran::of(command).ok();
    automatos.file("url", format!("{}\n", automatos.db.url()));
    for name in ["AUTOMATOS_DATABASE_URL_FILE", "DATABASE_URL_FILE"] {
        let mut command = automatos.bare("persona list");
        command.env(name, automatos.path("url"));
        Ran::of(command).ok();
        let mut command = automatos.bare(SHOW);
        command.env(name, automatos.path("url"));
        let shown = setting(&Ran::of(command).ok(), "database_url");
        assert_eq!(
            shown,
            ("********".to_owned(), format!("environment {name}"))
        );
    }
    automatos.file(
        "automatos.toml",
        format!("database_url = '{}'", automatos.db.url()),
    );
    Ran::of(automatos.bare("persona list")).ok();
}

#[test]
fn a_file_of_variables_can_name_the_database_for_libpq_too() {
    let automatos = Automatos::reading();
    let folder = crate::support::Server::get().socket_folder();
    automatos.file(
        "env",
        format!(
            "PGHOST={folder}\nPGUSER=automatos\nPGDATABASE={}\n",
            automatos.db.name()
        ),
    );
    let ran = Ran::of(automatos.bare("persona list -o json --env-file env")).ok();
    assert_eq!(ran.column("slug").len(), 15);
}
