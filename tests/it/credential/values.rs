//! Values are checked against their type, all at once, and never repeated.

use insta::assert_snapshot;

use super::{fed, with_a_key};

const MARK: &str = "mark-77";

#[test]
fn every_problem_is_said_at_once_and_no_value() {
    let tool = with_a_key();
    let values = format!(
        "port: {MARK}\nssl_mode: {MARK}\npassword: 12345\nextra_{MARK}: x\nusername: [\"{MARK}\"]\n"
    );
    let create = "credential create db -w acme --type postgres_credentials --from-stdin";
    let list = fed(tool.command(create), &values).ends_with(1);
    assert!(!list.shown().contains(MARK), "{}", list.shown());
    let values = values.replace(['[', ']'], "");
    let wrong = fed(tool.command(create), &values).ends_with(1);
    assert!(!wrong.shown().contains(MARK), "{}", wrong.shown());
    assert_snapshot!(wrong.shown(), @"
    --- stderr ---
    error: the values of `db` cannot be stored:
      names that are no fields of this type: 1; its fields are host, port, database, username, password, ssl_mode, ssl_root_certificate
      `port` must be a number
      `password` must be text; put it in quotation marks
      `ssl_mode` must be one of disable, allow, prefer, require, verify-ca, verify-full
      `host` is required
      `database` is required
    hint: `automatos credential type show TYPE` shows what each field takes
    [exit 1]
    ");
}

#[test]
fn what_cannot_be_read_is_not_repeated() {
    let tool = with_a_key();
    let create = "credential create db -w acme --type openai_api";
    for text in [
        MARK,
        "{\"api_key\": \"mark-77",
        "{\"api_key\": {\"x\": \"mark-77\"}}",
        "{\"api_key\": \"mark-77\", \"api_key\": \"mark-77\"}",
        "api_key: 'mark-77\n  broken: [",
        "- mark-77",
        "api_key: mark-77\napi_key: mark-77",
        "mark-77: mark-77",
    ] {
        for form in ["", "-o json"] {
            let line = format!("{create} --from-stdin {form}");
            let ran = fed(tool.command(&line), text).ends_with(1);
            let said = ran.stdout() + &ran.stderr();
            assert!(!said.contains(MARK), "{text}: {said}");
        }
    }
    for flag in ["mark-77", "api_key=mark-77", "=mark-77", "mark-77="] {
        let ran = tool
            .run(&format!("{create} --from-env {flag}"))
            .ends_with(2);
        let said = ran.stdout() + &ran.stderr();
        assert!(!said.contains(MARK), "{flag}: {said}");
    }
    assert_eq!(tool.db.query("SELECT count(*) FROM credentials"), "0");
}

#[test]
fn without_values_and_without_a_terminal_the_flags_are_named() {
    let tool = with_a_key();
    let create = "credential create db -w acme --type openai_api";
    assert_snapshot!(tool.run(create).ends_with(2).shown(), @"
    --- stderr ---
    error: no values were given
    hint: add `--from-stdin`, `--from-file FILE` or `--from-env FIELD=VARIABLE`
    [exit 2]
    ");
}

#[test]
fn fields_that_are_not_shown_hold_nothing() {
    let tool = with_a_key();
    // A connection string of `mongodb+srv` has no port.
    let create = "credential create db -w acme --type mongodb_credentials --from-stdin";
    let values = "host: db.example.com\nusername: me\npassword: secret\nscheme: mongodb+srv\n";
    let wrong = fed(tool.command(create), &format!("{values}port: 27017\n")).ends_with(1);
    assert!(
        wrong.stderr().contains("`port` is only for"),
        "{}",
        wrong.stderr()
    );
    fed(tool.command(create), values).ok();
    let revealed = || {
        let line = "credential reveal db --confirm db -o json";
        tool.run(line).ok().data()
    };
    assert!(revealed().get("port").is_none());
    // Now it is shown, and has its default.
    fed(
        tool.command("credential update db --from-stdin"),
        "scheme: mongodb",
    )
    .ok();
    assert_eq!(revealed()["port"], 27017);
}
