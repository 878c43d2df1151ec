//! No password, and no URL that holds one, appears in any output, whatever happens.

use std::process::Command;

use crate::support::{Automatos, Database, Network, Ran};

const MARK: &str = "Mark-0f3a";

/// Commands of every kind, those that work and those that fail.
const LINES: &[&str] = &[
    "persona list",
    "persona show nobody",
    "workspace create acme",
    "workspace create Acme",
    "init",
    "init --dry-run",
    "migrate run",
    "migrate run --dry-run",
    "migrate status",
    "migrate plan",
    "migrate revert",
    "migrate redo --confirm x",
    "seed",
    "seed --dir nowhere",
    "seed --only nothing",
    "wait --wait=1ms",
    "config show",
    "config show --origin",
    "config path",
    "help environment",
    "persona list --after x",
    "persona list --columns x",
    "persona list --bogus",
    "local status",
    "local url",
    "local start",
    "local stop",
    "setting list",
    "plugin download linter",
    "plugin verify --all",
    "store verify",
    "store migrate --to file:///nowhere",
    "maintain run",
    "setting get logging.level",
    "setting set logging.level debug",
    "setting unset logging.level",
    "credential list",
    "credential show nobody",
    "credential create x -w acme --type openai_api --from-env api_key=PGPASSWORD",
    "credential reveal x --confirm y",
    "credential verify --all",
    "credential rotate",
    "credential audit x",
    "audit list",
    "key status",
    "key verify",
    "key generate",
    "persona list --lock-timeout soon",
    "man",
    "completions bash",
    "--help",
    "nonsense",
    "",
];

/// How much is said beside the result.
const LOUDNESS: &[&str] = &["", "-v", "-vv", "-o json", "-vv --log-format json"];

fn assert_unmarked(command: Command, what: &str) {
    let ran = Ran::of(command);
    let shown = format!("{}{}", ran.stdout(), ran.stderr());
    assert!(!shown.contains(MARK), "{what}: {shown}");
    assert!(!shown.contains("panicked"), "{what}: {shown}");
}

#[test]
fn in_a_url_of_any_kind() {
    let automatos = Automatos::on(Database::absent());
    let port = Network::get().port();
    let urls = [
        format!("postgres://admin:{MARK}@127.0.0.1:{port}/postgres"),
        format!("postgres://admin@127.0.0.1:{port}/postgres?password={MARK}"),
        format!("host=127.0.0.1 port={port} user=admin dbname=postgres password={MARK}"),
        format!("postgres://me:{MARK}@127.0.0.1:1/app"),
        format!("postgres://me:{MARK}@[::1/app"),
        format!("postgres://me:{MARK}@db:nonsense/app"),
        format!("host=db password='{MARK}"),
        format!("postgres://me:{MARK}%zz@db/app"),
        format!("postgres://me:{MARK}@127.0.0.1:{port}/app?sslmode={MARK}"),
        MARK.to_owned(),
    ];
    for (at, url) in urls.iter().enumerate() {
        for line in LINES {
            let loud = LOUDNESS[at % LOUDNESS.len()];
            assert_unmarked(
                automatos.at(url, &format!("{loud} {line}")),
                &format!("{url}: {loud} {line}"),
            );
        }
    }
}

#[test]
fn in_a_url_that_works() {
    let network = Network::get();
    let automatos = Automatos::on(Database::absent());
    let name = automatos.db.name().to_owned();
    let role = name.replace("test", "mark");
    network.admin(&format!(
        "CREATE ROLE {role} LOGIN CREATEDB PASSWORD '{MARK}'"
    ));
    let url = network
        .url(&name)
        .replace("admin:", &format!("{role}:"))
        .replace(crate::support::PASSWORD, MARK);
    Ran::of(automatos.at(&url, "init")).ok();
    for (at, line) in LINES.iter().enumerate() {
        let loud = LOUDNESS[at % LOUDNESS.len()];
        assert_unmarked(
            automatos.at(&url, &format!("{loud} {line}")),
            &format!("{loud} {line}"),
        );
        assert_unmarked(automatos.at(&url, &format!("-vv {line}")), line);
    }
    network.admin(&format!("DROP DATABASE {name} WITH (FORCE)"));
    network.admin(&format!("DROP ROLE {role}"));
}

#[test]
fn in_every_other_place_a_password_can_come_from() {
    let automatos = Automatos::on(Database::absent());
    let port = Network::get().port().to_string();
    let url = format!("postgres://admin:{MARK}@127.0.0.1:{port}/postgres");
    automatos.file("url", &url);
    automatos.file("env", format!("DATABASE_URL={url}\nPGPASSWORD={MARK}\n"));
    automatos.file("broken-env", format!("DATABASE_URL={url}\n'{MARK} =\n"));
    automatos.file("broken.toml", format!("database_url = {url}"));
    automatos.file("unknown.toml", format!("database_ulr = '{url}'"));
    automatos.file("typed.toml", format!("retries = ['{url}']"));
    automatos.file("good.toml", format!("database_url = '{url}'"));
    automatos.file(
        "pgpass",
        format!("127.0.0.1:{port}:postgres:admin:{MARK}\n"),
    );
    let pgpass = automatos.path("pgpass");
    let mode = std::os::unix::fs::PermissionsExt::from_mode(0o600);
    std::fs::set_permissions(&pgpass, mode).expect("it is ours");
    for line in LINES {
        let server = [
            ("PGHOST", "127.0.0.1"),
            ("PGPORT", port.as_str()),
            ("PGUSER", "admin"),
            ("PGDATABASE", "postgres"),
        ];
        let mut command = automatos.bare(&format!("-vv {line}"));
        command.envs(server).env("PGPASSWORD", MARK);
        assert_unmarked(command, &format!("PGPASSWORD {line}"));
        let mut command = automatos.bare(&format!("-vv {line}"));
        command.envs(server).env("PGPASSFILE", &pgpass);
        assert_unmarked(command, &format!("PGPASSFILE {line}"));
        let mut command = automatos.bare(&format!("-v {line}"));
        command.env("DATABASE_URL_FILE", automatos.path("url"));
        assert_unmarked(command, &format!("_FILE {line}"));
        assert_unmarked(
            automatos.bare(&format!("--database-url {url} {line}")),
            &format!("flag {line}"),
        );
    }
    for line in [
        "persona list",
        "config show --origin",
        "-vv init",
        "seed -o json",
    ] {
        for file in ["broken.toml", "unknown.toml", "typed.toml", "good.toml"] {
            assert_unmarked(
                automatos.bare(&format!("--config {file} {line}")),
                &format!("{file} {line}"),
            );
        }
        for file in ["env", "broken-env"] {
            assert_unmarked(
                automatos.bare(&format!("--env-file {file} {line}")),
                &format!("{file} {line}"),
            );
        }
    }
}

#[test]
fn in_a_url_that_was_put_in_the_wrong_place() {
    let automatos = Automatos::reading();
    let url = format!("postgres://me:{MARK}@db/app");
    for line in [
        format!("{url} persona list"),
        format!("persona {url}"),
        format!("--database_url={url} persona list"),
        format!("persona list --url {url}"),
        format!("persona list {url}"),
        format!("persona list -d{url}"),
        format!("--color {url} config show"),
        format!("--lock-timeout {url} config show"),
        format!("-o {url} config show"),
        format!("--config {url} config show"),
        format!("--env-file {url} config show"),
        format!("help {url}"),
        format!("config show --profile {url}"),
        format!("wait --wait={url}"),
        format!("persona list --after {url}"),
        format!("seed --dir {url}"),
        format!("seed --only {url}"),
        format!("migrate run --to {url}"),
        format!("workspace create {url}"),
        format!("persona show {url}"),
        format!("migrate revert --confirm {url}"),
    ] {
        for form in ["", "-o json"] {
            assert_unmarked(
                automatos.command(&format!("{line} {form}")),
                &format!("{line} {form}"),
            );
        }
    }
}

#[test]
fn in_a_setting_that_is_sensitive() {
    let automatos = Automatos::new();
    automatos.db.execute(&format!(
        "INSERT INTO system_settings (category, key, value, key_id, value_type, is_sensitive) \
         VALUES ('general', 'token', '{MARK}', 'k1', 'string', true)"
    ));
    for line in ["setting list --limit 0", "setting get general.token"] {
        for form in ["table", "json", "yaml", "csv", "ndjson"] {
            let ran = automatos.run(&format!("-vv {line} -o {form}")).ok();
            assert!(ran.stdout().contains("********"), "{line}");
            assert!(
                !format!("{}{}", ran.stdout(), ran.stderr()).contains(MARK),
                "{line}"
            );
        }
    }
}
