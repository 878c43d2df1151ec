//! Credentials go from one database to another in a file that only the other can read.

use std::os::unix::fs::PermissionsExt;

use super::{revealed, with_a_key};
use crate::support::Automatos;

/// A pair of keys that `age-keygen` made.
const PUBLIC: &str = "age17nrhsqqdu5n3exz8a5le6l7mkv8pmz05j439elrmvymenf7vjc6qx74ear";
const SECRET: &str = "# created: 2026-11-23T00:00:00Z\nAGE-SECRET-KEY-1WQS2F28KM5N4064YJS9Y7CCGUVJDMSAGH9Y8ZNF8N2VDM4SAXJ3Q2JJ0WP\n";
/// And another.
const OTHER: &str = "AGE-SECRET-KEY-1J29SSNRHSF0NDM3ZN99YCAHMM0T4Z7AJDYQ4J2T7CXAFVCSVYCKQ0R2G9R\n";

fn with_two_credentials() -> Automatos {
    let tool = with_a_key();
    tool.file(
        "in.json",
        r#"[{"name": "openai", "type": "openai_api", "environment": "production", "tags": ["a", "b"],
             "description": "For the agents", "expires_at": "2030-01-02T03:04:05Z",
             "values": {"api_key": "sk-Zebra-\"1\"\u0001ü"}},
            {"name": "cache", "type": "redis_credentials", "environment": "staging",
             "values": {"host": "cache", "port": 6380, "password": "Zebra-2", "use_tls": true}}]"#,
    );
    tool.run("credential import in.json -w acme").ok();
    tool
}

const ROWS: &str = "SELECT name, environment, description, tags, expires_at AT TIME ZONE 'UTC' FROM credentials \
    ORDER BY 1";

#[test]
fn what_was_exported_is_the_same_in_another_database() {
    for (more, is_text) in [("", false), ("--armor", true)] {
        let (from, to) = (with_two_credentials(), with_a_key());
        let line =
            format!("credential export --all -w acme --public-key {PUBLIC} --out out.age {more}");
        assert_eq!(
            from.run(&line).ok().shown().trim(),
            "2 credentials written to out.age"
        );
        let file = from.path("out.age");
        let bytes = std::fs::read(&file).expect("a file");
        assert_eq!(bytes.starts_with(b"-----BEGIN AGE"), is_text);
        assert!(!String::from_utf8_lossy(&bytes).contains("Zebra"));
        let mode = std::fs::metadata(&file)
            .expect("a file")
            .permissions()
            .mode();
        assert_eq!(mode & 0o777, 0o600);
        to.file("in.age", bytes).file("key.txt", SECRET);
        to.run("credential import in.age -w acme --identity-file key.txt")
            .ok();
        for name in ["openai", "cache"] {
            assert_eq!(revealed(&from, name), revealed(&to, name));
        }
        assert_eq!(from.db.query(ROWS), to.db.query(ROWS));
    }
}

#[test]
fn an_export_is_logged_and_a_dry_run_writes_nothing() {
    let tool = with_two_credentials();
    let line = format!("credential export openai -w acme --public-key {PUBLIC} --out out.age");
    let before = tool.db.rows();
    tool.run(&format!("{line} --dry-run")).ok();
    assert_eq!(tool.db.rows(), before);
    assert!(!tool.path("out.age").exists());
    tool.run(&line).ok();
    let log = "SELECT credential_name, performed_by, details->>'command', details->'recipients'->>0 = 'age17nrhsqqdu5n3exz8a5le6l7mkv8pmz05j439elrmvymenf7vjc6qx74ear' \
        FROM credential_audit_logs WHERE action = 'accessed'";
    assert_eq!(tool.db.query(log), "openai|tester|credential export|t");
    let events =
        "SELECT action, after->'names' FROM audit_events WHERE command = 'credential export'";
    assert_eq!(tool.db.query(events), r#"export|["openai"]"#);
    // Nothing is overwritten, and nothing logged that did not happen.
    tool.run(&line).ends_with(5);
    assert_eq!(tool.db.query(log).lines().count(), 1);
}

#[test]
fn stdout_carries_text_and_json_one_document() {
    let tool = with_two_credentials();
    let line = format!("credential export --all -w acme --public-key {PUBLIC}");
    let text = tool.run(&line).ok().stdout();
    assert!(text.starts_with("-----BEGIN AGE ENCRYPTED FILE-----\n"));
    let data = tool.run(&format!("{line} -o json")).ok().data();
    assert_eq!(data["count"], 2);
    let to = with_a_key();
    to.file("in.age", data["age"].as_str().expect("text"))
        .file("key.txt", SECRET);
    to.run("credential import in.age -w acme --identity-file key.txt")
        .ok();
    assert_eq!(to.db.query(ROWS), tool.db.query(ROWS));
}

#[test]
fn keys_and_files_that_do_not_fit_are_refused() {
    let tool = with_two_credentials();
    let line = format!("credential export --all -w acme --public-key {PUBLIC} --out out.age");
    tool.run(&line).ok();
    tool.file("other.txt", OTHER)
        .file("no-key.txt", "hello Zebra\n")
        .file("key.txt", SECRET);
    let code = |line: &str, exit: i32| {
        let ran = tool.run(&format!("{line} -o json")).ends_with(exit);
        assert!(!ran.shown().contains("Zebra"), "{}", ran.shown());
        ran.json()["error"]["code"]
            .as_str()
            .expect("a code")
            .to_owned()
    };
    let import = "credential import out.age -w acme";
    assert_eq!(code(import, 5), "KEY.MISSING");
    assert_eq!(
        code(&format!("{import} --identity-file other.txt"), 5),
        "KEY.WRONG"
    );
    assert_eq!(
        code(&format!("{import} --identity-file no-key.txt"), 5),
        "KEY.INVALID"
    );
    let mut bytes = std::fs::read(tool.path("out.age")).expect("a file");
    let last = bytes.len() - 1;
    bytes[last] ^= 1;
    tool.file("out.age", bytes);
    let changed = code(&format!("{import} --identity-file key.txt"), 5);
    assert_eq!(changed, "CREDENTIAL.DAMAGED");
    let export = "credential export --all -w acme --out new.age --public-key";
    assert_eq!(code(&format!("{export} age1Zebra"), 2), "USAGE");
}
