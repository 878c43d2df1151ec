//! Settings that cannot be used, said without showing a secret.

use insta::assert_snapshot;

use crate::support::{Automatos, Ran};

#[test]
fn what_is_wrong_with_the_file_is_said_without_its_values() {
    let automatos = Automatos::reading();
    let shown = |text: &str, line: &str| {
        automatos.file("automatos.toml", text);
        let shown = Ran::of(automatos.bare(line)).ends_with(2).shown();
        assert!(!shown.contains("Secret-1"), "{shown}");
        shown
    };
    assert_snapshot!(shown("retries = 1\ndatabase_url = postgres://me:Secret-1@db", "config show"), @"
    --- stderr ---
    error: the configuration file automatos.toml cannot be used
      because: line 2: string values must be quoted, expected literal string
    [exit 2]
    ");
    assert_snapshot!(shown("database_ulr = 'Secret-1'", "config show"), @"
    --- stderr ---
    error: the configuration file automatos.toml cannot be used
      because: there is no setting `database_ulr`; the settings are: database_url, direct_database_url, environment, actor, lock_timeout, statement_timeout, lock_wait, wait, retries, store, s3_endpoint, s3_region, s3_style, s3_access_key, s3_secret_key, s3_session_token, master_key, llm_protocol, llm_url, llm_model, llm_api_key, llm_timeout, llm_required, home, pg_bin, color, log_format
    [exit 2]
    ");
    assert_snapshot!(shown("retries = ['Secret-1']", "config show"), @"
    --- stderr ---
    error: the configuration file automatos.toml cannot be used
      because: `retries` must be a string or a whole number
    [exit 2]
    ");
    assert_snapshot!(shown("retries = 'many'", "config show"), @"
    --- stderr ---
    error: `many` is no valid retries (automatos.toml: retries)
    hint: use a whole number from 0
    [exit 2]
    ");
    assert_snapshot!(shown("[profile.one]\nretries = 1", "config show --profile two"), @"
    --- stderr ---
    error: the configuration file automatos.toml cannot be used
      because: it has no profile `two`; it has: one
    [exit 2]
    ");
}

#[test]
fn what_is_wrong_with_a_flag_is_said() {
    let automatos = Automatos::reading();
    let shown = |line: &str| Ran::of(automatos.bare(line)).ends_with(2).shown();
    assert_snapshot!(shown("config show --config missing.toml"), @"
    --- stderr ---
    error: the configuration file missing.toml cannot be used
      because: No such file or directory (os error 2)
    [exit 2]
    ");
    assert_snapshot!(shown("config show --color pink"), @"
    --- stderr ---
    error: `pink` is no valid color (flag --color)
    hint: use auto, always or never
    [exit 2]
    ");
    assert_snapshot!(shown("config show --lock-timeout soon"), @"
    --- stderr ---
    error: `soon` is no valid lock_timeout (flag --lock-timeout)
    hint: use a time such as 500ms, 5s, 2m, or 0
    [exit 2]
    ");
    assert_snapshot!(shown("config show --log-format xml"), @"
    --- stderr ---
    error: `xml` is no valid log_format (flag --log-format)
    hint: use text or json
    [exit 2]
    ");
}

#[test]
fn a_profile_without_a_file_is_an_error() {
    let automatos = Automatos::reading();
    assert_snapshot!(Ran::of(automatos.bare("config show --profile staging")).shown(), @"
    --- stderr ---
    error: there is no configuration file to take the profile `staging` from
    hint: name the file with `--config`
    [exit 2]
    ");
}

#[test]
fn a_broken_file_of_variables_is_an_error_that_does_not_show_it() {
    let automatos = Automatos::reading();
    automatos.file(
        "env",
        "DATABASE_URL=postgres://me:Secret-1@db/app\nnonsense Secret-1 '\n",
    );
    let shown = Ran::of(automatos.bare("config show --env-file env"))
        .ends_with(2)
        .shown();
    assert!(!shown.contains("Secret-1"), "{shown}");
    assert_snapshot!(shown, @"
    --- stderr ---
    error: the env file env cannot be read
    hint: its lines are NAME=value
    [exit 2]
    ");
    assert_snapshot!(Ran::of(automatos.bare("config show --env-file missing")).ends_with(2).shown(), @"
    --- stderr ---
    error: the env file missing cannot be read
      because: No such file or directory (os error 2)
    hint: its lines are NAME=value
    [exit 2]
    ");
}

#[test]
fn a_file_of_a_secret_that_is_missing_is_an_error() {
    let automatos = Automatos::reading();
    let mut command = automatos.bare("persona list");
    command.env("DATABASE_URL_FILE", "/nonexistent");
    assert_snapshot!(Ran::of(command).ends_with(2).shown(), @"
    --- stderr ---
    error: the file of $DATABASE_URL_FILE, /nonexistent, cannot be read
      because: No such file or directory (os error 2)
    [exit 2]
    ");
}
