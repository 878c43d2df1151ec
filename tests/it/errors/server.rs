//! A server that is not there, or that refuses.

use insta::assert_snapshot;

use crate::support::{Automatos, Database, Network, Ran, Role, admin};

#[test]
fn no_server_at_a_port_is_temporary() {
    let automatos = Automatos::reading();
    let ran = Ran::of(automatos.at("postgres://me@127.0.0.1:1/app", "persona list"));
    assert_snapshot!(ran.shown(), @r#"
    --- stderr ---
    error: cannot connect to me@127.0.0.1:1/app: connection to server at "127.0.0.1", port 1 failed: Connection refused Is the server running on that host and accepting TCP/IP connections?
    hint: is the server up? `--wait` waits for it
    [exit 75]
    "#);
    for line in [
        "init",
        "seed",
        "migrate run",
        "migrate status",
        "workspace create acme",
        "wait --wait=10ms",
    ] {
        let ran =
            Ran::of(automatos.at("postgres://me@127.0.0.1:1/app", &format!("{line} -o json")));
        assert_eq!(
            ran.ends_with(75).json()["error"]["code"],
            "DATABASE.UNREACHABLE",
            "{line}"
        );
    }
}

#[test]
fn no_server_behind_a_socket_is_temporary() {
    let automatos = Automatos::reading();
    let ran = Ran::of(automatos.at("postgres:///app?host=/nonexistent&user=me", "persona list"));
    assert_snapshot!(ran.shown(), @r#"
    --- stderr ---
    error: cannot connect to me@/nonexistent:5432/app: connection to server on socket "/nonexistent/.s.PGSQL.5432" failed: No such file or directory Is the server running locally and accepting connections on that socket?
    hint: is the server up? `--wait` waits for it
    [exit 75]
    "#);
}

#[test]
fn a_host_that_does_not_exist_is_temporary() {
    let automatos = Automatos::reading();
    let ran = Ran::of(automatos.at("postgres://me@nowhere.invalid/app", "persona list -o json"));
    assert_eq!(
        ran.ends_with(75).json()["error"]["code"],
        "DATABASE.UNREACHABLE"
    );
}

#[test]
fn something_else_at_the_port_is_temporary() {
    let automatos = Automatos::reading();
    let listener = std::net::TcpListener::bind("127.0.0.1:0").expect("a free port");
    let port = listener.local_addr().expect("it is bound").port();
    let closer = std::thread::spawn(move || drop(listener.accept().expect("it connects")));
    let url = format!("postgres://me@127.0.0.1:{port}/app?sslmode=disable");
    Ran::of(automatos.at(&url, "persona list")).ends_with(75);
    closer.join().expect("it was connected to");
}

#[test]
fn a_wrong_password_is_refused_and_not_printed() {
    let automatos = Automatos::reading();
    let port = Network::get().port();
    let url = format!("postgres://admin:Wrong-Pass-9@127.0.0.1:{port}/postgres");
    let shown = |line: &str| {
        let shown = Ran::of(automatos.at(&url, line)).ends_with(5).shown();
        assert!(!shown.contains("Wrong-Pass-9"), "{shown}");
        shown.replace(&port.to_string(), "[port]")
    };
    assert_snapshot!(shown("persona list"), @r#"
    --- stderr ---
    error: cannot connect to admin@127.0.0.1:[port]/postgres: connection to server at "127.0.0.1", port [port] failed: FATAL: password authentication failed for user "admin"
    hint: check the user and the password
    [exit 5]
    "#);
    shown("init");
    shown("-vv seed");
    shown("workspace create acme -o json");
}

#[test]
fn no_password_where_one_is_needed_says_where_to_give_it() {
    let automatos = Automatos::reading();
    let port = Network::get().port();
    let ran = Ran::of(automatos.at(
        &format!("postgres://admin@127.0.0.1:{port}/postgres"),
        "persona list",
    ));
    assert_snapshot!(ran.shown().replace(&port.to_string(), "[port]"), @r#"
    --- stderr ---
    error: cannot connect to admin@127.0.0.1:[port]/postgres: connection to server at "127.0.0.1", port [port] failed: fe_sendauth: no password supplied
    hint: give a password in the URL, PGPASSWORD or ~/.pgpass
    [exit 5]
    "#);
}

#[test]
fn an_unknown_role_is_refused() {
    let automatos = Automatos::reading();
    let url = automatos
        .db
        .url()
        .replace("user=automatos", "user=stranger");
    let shown = Ran::of(automatos.at(&url, "persona list"))
        .ends_with(5)
        .shown();
    assert!(
        shown.contains("role \"stranger\" does not exist"),
        "{shown}"
    );
}

#[test]
fn an_unknown_database_is_not_made_in_passing() {
    let automatos = Automatos::on(Database::absent());
    for line in [
        "persona list",
        "seed",
        "migrate run",
        "migrate status",
        "workspace create acme",
    ] {
        let ran = automatos.run(&format!("{line} -o json")).ends_with(5);
        assert_eq!(ran.json()["error"]["code"], "DATABASE.MISSING", "{line}");
        assert_eq!(
            ran.json()["error"]["hint"],
            "`automatos init` creates it",
            "{line}"
        );
    }
    assert!(!automatos.db.exists());
}

#[test]
fn a_server_that_only_reads_is_refused_and_nothing_is_written() {
    for database in [Database::new(), Database::empty()] {
        let automatos = Automatos::on(database);
        let (rows, objects) = (automatos.db.rows(), automatos.db.objects());
        let name = automatos.db.name();
        admin(&format!(
            "ALTER DATABASE {name} SET default_transaction_read_only = on"
        ));
        let is_empty = rows.is_empty();
        for line in ["seed", "workspace create acme", "seed --dry-run"] {
            let ran = automatos.run(&format!("{line} -o json")).ends_with(5);
            let code = ran.json()["error"]["code"].clone();
            assert!(is_empty || code == "DATABASE.READ_ONLY", "{line}: {code}");
        }
        let line = if is_empty { "migrate run" } else { "init" };
        let shown = automatos.run(line).ends_with(5).shown();
        assert!(shown.contains("in a read-only transaction"), "{shown}");
        automatos.run("init").ends_with(5);
        automatos.run("migrate status").ok();
        assert_eq!(
            (automatos.db.rows(), automatos.db.objects()),
            (rows, objects)
        );
    }
}

#[test]
fn a_role_without_the_right_to_connect_is_refused() {
    let automatos = Automatos::new();
    let role = Role::new(&automatos.db);
    admin(&format!(
        "REVOKE CONNECT ON DATABASE {} FROM public",
        automatos.db.name()
    ));
    let ran = Ran::of(automatos.at(&role.url(), "persona list -o json")).ends_with(5);
    assert_eq!(ran.json()["error"]["code"], "DATABASE.DENIED");
}

#[test]
fn too_many_connections_are_temporary() {
    let automatos = Automatos::new();
    let role = Role::new(&automatos.db);
    admin(&format!("ALTER ROLE {} CONNECTION LIMIT 0", role.name()));
    let ran = Ran::of(automatos.at(&role.url(), "persona list -o json")).ends_with(75);
    assert_eq!(ran.json()["error"]["code"], "DATABASE.UNREACHABLE");
}
