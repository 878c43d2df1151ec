//! `sslmode=verify-full` against a real server with an authority of the tests' own.

use insta::assert_snapshot;

use crate::support::{Automatos, Database, Network, Ran};

fn url(automatos: &Automatos, host: &str, authority: &std::path::Path) -> String {
    let network = Network::get();
    network.url(automatos.db.name()).replace("localhost", host)
        + &format!("&sslmode=verify-full&sslrootcert={}", authority.display())
}

#[test]
fn a_server_whose_authority_is_known_is_initialised_and_read() {
    let network = Network::get();
    let automatos = Automatos::on(Database::absent());
    let url = url(&automatos, "localhost", &network.authority());
    Ran::of(automatos.at(&url, "init")).ok();
    assert_eq!(
        Ran::of(automatos.at(&url, "persona list -o json"))
            .ok()
            .column("slug")
            .len(),
        15
    );
    network.admin(&format!("DROP DATABASE {}", automatos.db.name()));
}

#[test]
fn a_server_whose_authority_is_another_is_refused() {
    let automatos = Automatos::on(Database::absent());
    let url = url(&automatos, "localhost", &Network::get().other_authority());
    let shown = Ran::of(automatos.at(&url, "init")).ends_with(5).shown();
    let shown = shown.replace(&Network::get().port().to_string(), "[port]");
    assert_snapshot!(shown.replace(automatos.db.name(), "[name]"), @r#"
    --- stderr ---
    error: cannot connect to admin@localhost:[port]/[name]: connection to server at "127.0.0.1", port [port] failed: SSL error: certificate verify failed
    hint: set sslrootcert to the authority that signed the server's certificate
    [exit 5]
    "#);
    let ran = Ran::of(automatos.at(&url, "persona list -o json")).ends_with(5);
    assert_eq!(ran.json()["error"]["code"], "DATABASE.TLS");
}

#[test]
fn a_server_by_another_name_than_its_certificate_has_is_refused() {
    let automatos = Automatos::on(Database::absent());
    let url = url(&automatos, "127.0.0.1", &Network::get().authority());
    let ran = Ran::of(automatos.at(&url, "persona list -o json")).ends_with(5);
    assert_eq!(ran.json()["error"]["code"], "DATABASE.TLS");
}

#[test]
fn without_a_file_the_authorities_of_the_system_decide() {
    let automatos = Automatos::on(Database::absent());
    let url = Network::get().url("postgres") + "&sslmode=verify-full";
    let ran = Ran::of(automatos.at(&url, "persona list -o json")).ends_with(5);
    assert_eq!(ran.json()["error"]["code"], "DATABASE.TLS");
}

#[test]
fn a_missing_file_of_authorities_is_refused() {
    let automatos = Automatos::on(Database::absent());
    let url = url(&automatos, "localhost", &automatos.path("missing.pem"));
    let ran = Ran::of(automatos.at(&url, "persona list -o json")).ends_with(5);
    assert_eq!(ran.json()["error"]["code"], "DATABASE.TLS");
}

#[test]
fn a_session_that_asks_for_tls_has_it() {
    let network = Network::get();
    let automatos = Automatos::on(Database::absent());
    let url = network.url("postgres") + "&sslmode=require";
    Ran::of(automatos.at(&url, "wait")).ok();
    let mut conn = <diesel::PgConnection as diesel::Connection>::establish(&url).expect("it is up");
    let sql = "SELECT ssl FROM pg_stat_ssl WHERE pid = pg_backend_pid()";
    assert_eq!(crate::support::query(&mut conn, sql), "t");
}
