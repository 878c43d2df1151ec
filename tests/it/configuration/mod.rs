//! Settings: flag, then environment, then file, then default.

mod database;
mod problems;

use insta::assert_snapshot;

use crate::support::{Automatos, Database, Ran};

/// A setting's value and where it came from.
fn setting(ran: &Ran, name: &str) -> (String, String) {
    let data = ran.data();
    let row = data
        .as_array()
        .expect("a list")
        .iter()
        .find(|row| row["setting"] == name)
        .expect("it is there");
    let text = |field: &str| row[field].as_str().unwrap_or("-").to_owned();
    (text("value"), text("origin"))
}

const SHOW: &str = "config show --origin -o json";

#[test]
fn a_flag_wins_over_a_variable_over_a_file_over_the_default() {
    let automatos = Automatos::reading();
    let show = |line: &str, variable: bool| {
        let mut command = automatos.bare(line);
        if variable {
            command.env("AUTOMATOS_LOCK_TIMEOUT", "2s");
        }
        setting(&Ran::of(command).ok(), "lock_timeout")
    };
    let pair = |value: &str, origin: &str| (value.to_owned(), origin.to_owned());
    assert_eq!(show(SHOW, false), pair("5s", "default"));
    automatos.file(
        "automatos.toml",
        "lock_timeout = '1s'\n[profile.slow]\nlock_timeout = '9s'\n",
    );
    assert_eq!(
        show(SHOW, false),
        pair("1s", "automatos.toml: lock_timeout")
    );
    let profiled = format!("{SHOW} --profile slow");
    assert_eq!(
        show(&profiled, false),
        pair("9s", "automatos.toml: profile.slow.lock_timeout")
    );
    assert_eq!(
        show(SHOW, true),
        pair("2s", "environment AUTOMATOS_LOCK_TIMEOUT")
    );
    assert_eq!(
        show(&profiled, true),
        pair("2s", "environment AUTOMATOS_LOCK_TIMEOUT")
    );
    let flag = format!("{SHOW} --lock-timeout 3s");
    assert_eq!(show(&flag, true), pair("3s", "flag --lock-timeout"));
}

#[test]
fn the_default_of_every_setting() {
    let automatos = Automatos::reading();
    let mut command = automatos.bare("config show --origin --no-header -o csv");
    command
        .env_remove("AUTOMATOS_HOME")
        .env_remove("AUTOMATOS_ACTOR")
        .env_remove("AUTOMATOS_PG_BIN");
    assert_snapshot!(Ran::of(command).ok().shown(), @"
    database_url,,default
    direct_database_url,,default
    environment,,default
    actor,,default
    lock_timeout,5s,default
    statement_timeout,60s,default
    lock_wait,60s,default
    wait,0s,default
    retries,3,default
    store,postgres,default
    s3_endpoint,,default
    s3_region,us-east-1,default
    s3_style,auto,default
    s3_access_key,,default
    s3_secret_key,,default
    s3_session_token,,default
    master_key,,default
    llm_protocol,openai,default
    llm_url,,default
    llm_model,,default
    llm_api_key,,default
    llm_timeout,2m,default
    llm_required,no,default
    home,,default
    pg_bin,,default
    color,auto,default
    log_format,text,default
    ");
}

#[test]
fn the_file_is_found_where_it_is_named_here_or_in_the_users_folder() {
    let automatos = Automatos::reading();
    let found = |line: &str| {
        let ran = Ran::of(automatos.bare(&format!("{line} -o json"))).ok();
        (
            ran.data()["path"].clone(),
            setting(
                &Ran::of(automatos.bare(&format!(
                    "config show -o json{}",
                    line.strip_prefix("config path").expect("it begins so")
                )))
                .ok(),
                "retries",
            )
            .0,
        )
    };
    assert_eq!(
        found("config path"),
        (serde_json::Value::Null, "3".to_owned())
    );
    automatos.file(".config/automatos/automatos.toml", "retries = 4");
    assert_eq!(found("config path").1, "4");
    automatos.file("automatos.toml", "retries = 5");
    assert_eq!(
        found("config path"),
        ("automatos.toml".into(), "5".to_owned())
    );
    automatos.file("other.toml", "retries = 6");
    assert_eq!(
        found("config path --config other.toml"),
        ("other.toml".into(), "6".to_owned())
    );
    let mut command = automatos.bare("config path");
    command.env("AUTOMATOS_CONFIG", "other.toml");
    assert_eq!(Ran::of(command).ok().stdout(), "other.toml\n");
}

#[test]
fn a_file_of_variables_is_read_only_when_it_is_named() {
    let automatos = Automatos::reading();
    automatos.file(
        ".env",
        "AUTOMATOS_RETRIES=7\n# a remark\nexport AUTOMATOS_LOCK_WAIT='8s'\n",
    );
    let value = |line: &str, name: &str| setting(&Ran::of(automatos.bare(line)).ok(), name).0;
    assert_eq!(value(SHOW, "retries"), "3");
    let with = format!("{SHOW} --env-file .env");
    assert_eq!(value(&with, "retries"), "7");
    assert_eq!(value(&with, "lock_wait"), "8s");
    let mut command = automatos.bare(&with);
    command.env("AUTOMATOS_RETRIES", "1");
    assert_eq!(setting(&Ran::of(command).ok(), "retries").0, "1");
}

#[test]
fn an_empty_variable_counts_as_none() {
    let automatos = Automatos::reading();
    let mut command = automatos.command("config show --origin -o json");
    command
        .env("AUTOMATOS_RETRIES", "")
        .env("AUTOMATOS_DATABASE_URL", "");
    let ran = Ran::of(command).ok();
    assert_eq!(setting(&ran, "retries").1, "default");
    assert_eq!(setting(&ran, "database_url").1, "environment DATABASE_URL");
}

#[test]
fn who_acts_is_the_user_of_the_system_unless_a_name_is_given() {
    let automatos = Automatos::on(Database::new());
    let actor = |line: &str, user: Option<&str>| {
        let mut command = automatos.command(line);
        if let Some(user) = user {
            command.env_remove("AUTOMATOS_ACTOR").env("USER", user);
        }
        Ran::of(command).ok();
        automatos
            .db
            .query("SELECT actor FROM audit_events ORDER BY created_at DESC, id DESC LIMIT 1")
    };
    assert_eq!(
        actor("workspace create one --actor somebody", None),
        "somebody"
    );
    assert_eq!(actor("workspace create two", None), "tester");
    assert!(actor("workspace create three", Some("someone")).starts_with("someone@"));
}
