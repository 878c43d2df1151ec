//! `credential import` and `credential export`.

mod moved;

use insta::assert_snapshot;
use serde_json::Value;

use crate::support::Automatos;

/// A database with a workspace and a master key.
fn with_a_key() -> Automatos {
    let tool = Automatos::new();
    tool.run("key generate").ok();
    tool.run("workspace create acme").ok();
    tool
}

fn revealed(tool: &Automatos, name: &str) -> Value {
    let line = format!("credential reveal {name} -w acme --confirm {name} -o json");
    tool.run(&line).ok().data()
}

const ENV: &str = "# of the old server
OPENAI_API_KEY=sk-Zebra-1
export OPENAI_ORG_ID=\"org-1\"
DATABASE_URL=postgres://me:Zebra%402@db.example:6432/app?sslmode=verify-full
PGHOST=other.example
LOG_LEVEL=info
EMPTY=
MY_TOKEN=Zebra-3
";

#[test]
fn variables_that_are_known_become_credentials() {
    let tool = with_a_key();
    tool.file(".env.old", ENV);
    let line = "credential import .env.old -w acme --map MY_TOKEN=slack_api.bot_token";
    let before = tool.db.rows();
    assert_snapshot!(tool.run(&format!("{line} --dry-run")).ok().shown(), @r"
    `openai_api` (openai_api, development) would be stored
    `postgres_credentials` (postgres_credentials, development) would be stored
    `slack_api` (slack_api, development) would be stored
    left: PGHOST: another variable of the file has set that field otherwise
    left: LOG_LEVEL: no field is known by that name; `--map` can say which it is
    left: EMPTY: it is empty
    ");
    assert_eq!(tool.db.rows(), before);
    assert_snapshot!(tool.run(line).ok().shown(), @r"
    `openai_api` (openai_api, development) stored
    `postgres_credentials` (postgres_credentials, development) stored
    `slack_api` (slack_api, development) stored
    left: PGHOST: another variable of the file has set that field otherwise
    left: LOG_LEVEL: no field is known by that name; `--map` can say which it is
    left: EMPTY: it is empty
    ");
    assert_eq!(revealed(&tool, "openai_api")["api_key"], "sk-Zebra-1");
    assert_eq!(revealed(&tool, "openai_api")["organization_id"], "org-1");
    let postgres = revealed(&tool, "postgres_credentials");
    assert_eq!(postgres["host"], "db.example");
    assert_eq!(postgres["port"], 6432);
    assert_eq!(postgres["password"], "Zebra@2");
    assert_eq!(postgres["ssl_mode"], "verify-full");
    assert_eq!(revealed(&tool, "slack_api")["bot_token"], "Zebra-3");
    let again = tool.run(line).ends_with(5);
    assert!(
        again.stderr().contains("there is a credential"),
        "{}",
        again.shown()
    );
    assert!(!again.shown().contains("Zebra"));
}

#[test]
fn variables_may_be_the_fields_of_a_type() {
    let tool = with_a_key();
    // The last of two lines holds, as in a shell.
    tool.file(
        "a.env",
        "BOT_TOKEN=Zebra-0\nBOT_TOKEN=Zebra-1\nDEFAULT_CHANNEL=C1\n",
    );
    tool.run("credential import a.env -w acme --type slack_api --prefix old- --env production")
        .ok();
    let values = revealed(&tool, "old-slack_api");
    assert_eq!(values["default_channel"], "C1");
    assert_eq!(values["bot_token"], "Zebra-1");
    assert_eq!(
        tool.db.query("SELECT environment FROM credentials"),
        "production"
    );
}

const N8N: &str = r#"[
 {"id": "1", "name": "Open AI", "type": "openAiApi", "data": {"apiKey": "sk-Zebra-1", "url": "https://api.openai.com/v1/", "header": false}},
 {"id": "2", "name": "Main DB", "type": "postgres", "data": {"host": "db", "port": 5433, "database": "app", "user": "me",
   "password": "Zebra-2", "ssl": "allow", "maxConnections": 100, "sshTunnel": false}},
 {"id": "3", "name": "Mail", "type": "smtp", "data": {"host": "mail", "password": "Zebra-3"}},
 {"id": "4", "name": "Shop", "type": "mySql", "data": {"host": "db", "database": "shop", "user": "me", "password": "Zebra-4", "ssl": true}},
 {"id": "5", "name": "Search", "type": "elasticsearchApi", "data": {"baseUrl": "http://search:9201", "username": "e", "password": "Zebra-5"}},
 {"id": "6", "name": "Mongo", "type": "mongoDb", "data": {"configurationType": "connectionString",
   "connectionString": "mongodb+srv://me:Zebra-6@cluster.example/app", "database": "app"}}
]"#;

#[test]
fn credentials_of_n8n_are_taken_over_and_what_is_not_is_said() {
    let tool = with_a_key();
    tool.file("n8n.json", N8N);
    assert_snapshot!(tool.run("credential import n8n.json -w acme").ends_with(1).shown(), @r"
    `Open AI` (openai_api, development) stored
    `Main DB` (postgres_credentials, development) stored
    `Shop` (mysql_credentials, development) stored
    `Search` (elasticsearch_credentials, development) stored
    `Mongo` (mongodb_credentials, development) stored
    left: Main DB: maxConnections: no field takes it
    left: Mail: n8n's type `smtp` has no counterpart here
    left: Mongo: configurationType: no field takes it
    [exit 1]
    ");
    let rows = "SELECT string_agg(name, ',' ORDER BY name) FROM credentials";
    assert_eq!(tool.db.query(rows), "Main DB,Mongo,Open AI,Search,Shop");
    assert_eq!(revealed(&tool, "Mongo")["scheme"], "mongodb+srv");
    assert_eq!(revealed(&tool, "Shop")["ssl_mode"], "REQUIRED");
    assert_eq!(revealed(&tool, "Search")["port"], 9201);
    assert_eq!(revealed(&tool, "Search")["use_tls"], false);
}

#[test]
fn one_wrong_credential_stops_them_all_and_no_value_is_repeated() {
    let tool = with_a_key();
    let before = tool.db.query("SELECT count(*) FROM credentials");
    for (text, words) in [
        (
            r#"[{"name": "a", "type": "openai_api", "values": {"api_key": "Zebra-1"}},
             {"name": "b", "type": "slack_api", "values": {"token": "Zebra-2"}}]"#,
            "`bot_token` is required",
        ),
        (
            r#"[{"name": "a", "type": "openai_api", "values": {"api_key": ["Zebra-1"]}}]"#,
            "in.json:1:",
        ),
        (r#"[{"name": "a", "Zebra": "openai_api"}]"#, "in.json:1:"),
        (
            r#"{"format": "other", "version": 1, "credentials": []}"#,
            "it is no `automatos-credentials`",
        ),
        (
            r#"[{"id": "1", "name": "a", "type": "openAiApi", "data": "U2FsdGVkX1Zebra"}]"#,
            "n8n encrypted the values of `a`",
        ),
        (
            r#"[{"name": "a", "type": "openai_api", "values": {"api_key": "Zebra-1"}},
             {"name": "a", "type": "openai_api", "values": {"api_key": "Zebra-2"}}]"#,
            "`a` (development) is there twice",
        ),
        (
            r#"[{"name": "a", "type": "openai_api", "environment": "Zebra",
              "values": {"api_key": "Zebra-1"}}]"#,
            "the environment of `a` is none of development, ",
        ),
        (
            "Zebra is no variable",
            "variable number 1 is not NAME=VALUE",
        ),
    ] {
        tool.file("in.json", text);
        let ran = tool.run("credential import in.json -w acme").ends_with(1);
        assert!(ran.stderr().contains(words), "{}", ran.shown());
        assert!(!ran.shown().contains("Zebra"), "{}", ran.shown());
    }
    assert_eq!(tool.db.query("SELECT count(*) FROM credentials"), before);
    tool.file(
        "in.json",
        r#"[{"name": "a", "type": "nothing", "values": {}}]"#,
    );
    let ran = tool.run("credential import in.json -w acme").ends_with(1);
    assert!(
        ran.stdout().contains("left: a: there is no type `nothing`"),
        "{}",
        ran.shown()
    );
    tool.run("credential import in.json").ends_with(2);
    tool.run("credential import missing.json -w acme")
        .ends_with(1);
    tool.run("credential import in.json -w acme --map A=b")
        .ends_with(2);
}

#[test]
fn more_credentials_than_one_statement_can_hold_are_imported() {
    let tool = with_a_key();
    let one = |at: usize| {
        serde_json::json!({"name": format!("key-{at}"), "type": "openai_api", "environment": "development",
            "values": {"api_key": format!("sk-Zebra-{at}")}})
    };
    let all: Vec<Value> = (0..6000).map(one).collect();
    tool.file("many.json", Value::from(all).to_string());
    tool.run("credential import many.json -w acme").ok();
    assert_eq!(tool.db.query("SELECT count(*) FROM credentials"), "6000");
}
