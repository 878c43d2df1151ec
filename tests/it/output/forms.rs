//! The same result in every form.

use insta::assert_snapshot;

use crate::support::Automatos;

#[test]
fn a_list_in_the_forms_for_people_and_programs() {
    let automatos = Automatos::reading();
    let run = |form: &str| {
        automatos
            .run(&format!(
                "pattern list --columns name,pattern_type -o {form}"
            ))
            .ok()
            .shown()
    };
    assert_snapshot!(run("table"), @"
    ┌──────────────────────────┬──────────────┐
    │ NAME                     ┆ PATTERN TYPE │
    ╞══════════════════════════╪══════════════╡
    │ Consensus Decision       ┆ decision     │
    │ Error Recovery           ┆ decision     │
    │ Load Balancing           ┆ coordination │
    │ Multi-Agent Coordination ┆ coordination │
    │ Pipeline Processing      ┆ coordination │
    └──────────────────────────┴──────────────┘
    ");
    assert_snapshot!(run("json"), @r#"
    {
      "schema_version": 1,
      "ok": true,
      "data": [
        {
          "name": "Consensus Decision",
          "pattern_type": "decision"
        },
        {
          "name": "Error Recovery",
          "pattern_type": "decision"
        },
        {
          "name": "Load Balancing",
          "pattern_type": "coordination"
        },
        {
          "name": "Multi-Agent Coordination",
          "pattern_type": "coordination"
        },
        {
          "name": "Pipeline Processing",
          "pattern_type": "coordination"
        }
      ],
      "next": null
    }
    "#);
}

#[test]
fn a_list_in_the_forms_for_other_tools() {
    let automatos = Automatos::reading();
    let run = |form: &str| {
        automatos
            .run(&format!(
                "pattern list --columns name,pattern_type -o {form}"
            ))
            .ok()
            .shown()
    };
    assert_snapshot!(run("yaml"), @"
    - name: Consensus Decision
      pattern_type: decision
    - name: Error Recovery
      pattern_type: decision
    - name: Load Balancing
      pattern_type: coordination
    - name: Multi-Agent Coordination
      pattern_type: coordination
    - name: Pipeline Processing
      pattern_type: coordination
    ");
    assert_snapshot!(run("csv"), @"
    name,pattern_type
    Consensus Decision,decision
    Error Recovery,decision
    Load Balancing,coordination
    Multi-Agent Coordination,coordination
    Pipeline Processing,coordination
    ");
    assert_snapshot!(run("ndjson"), @r#"
    {"name":"Consensus Decision","pattern_type":"decision"}
    {"name":"Error Recovery","pattern_type":"decision"}
    {"name":"Load Balancing","pattern_type":"coordination"}
    {"name":"Multi-Agent Coordination","pattern_type":"coordination"}
    {"name":"Pipeline Processing","pattern_type":"coordination"}
    "#);
}

#[test]
fn one_thing_in_every_form() {
    let automatos = Automatos::reading();
    let run = |form: &str| {
        automatos
            .run(&format!(
                "workspace show platform --columns slug,name,kind,settings,is_active -o {form}"
            ))
            .ok()
            .shown()
    };
    assert_snapshot!(run("table"), @"
    ┌──────────┬──────────┬──────────────┬──────────┬───────────┐
    │ SLUG     ┆ NAME     ┆ KIND         ┆ SETTINGS ┆ IS ACTIVE │
    ╞══════════╪══════════╪══════════════╪══════════╪═══════════╡
    │ platform ┆ Platform ┆ organization ┆ {}       ┆ true      │
    └──────────┴──────────┴──────────────┴──────────┴───────────┘
    ");
    assert_snapshot!(run("json"), @r#"
    {
      "schema_version": 1,
      "ok": true,
      "data": {
        "slug": "platform",
        "name": "Platform",
        "kind": "organization",
        "settings": {},
        "is_active": true
      }
    }
    "#);
    assert_snapshot!(run("yaml"), @"
    slug: platform
    name: Platform
    kind: organization
    settings: {}
    is_active: true
    ");
    assert_snapshot!(run("csv"), @"
    slug,name,kind,settings,is_active
    platform,Platform,organization,{},true
    ");
    assert_snapshot!(run("ndjson"), @r#"{"slug":"platform","name":"Platform","kind":"organization","settings":{},"is_active":true}"#);
}

#[test]
fn with_json_stdout_is_one_document_and_nothing_else() {
    let automatos = Automatos::new();
    let name = automatos.db.name().to_owned();
    for line in [
        "persona list",
        "persona show senior-engineer",
        "category list",
        "category tree",
        "credential type list",
        "setting list",
        "setting get logging.level",
        "model list",
        "pattern list",
        "skill list",
        "skill show 'Threat Modeling' --level 3",
        "workspace list",
        "workspace show platform",
        "workspace create acme",
        "migrate status",
        "migrate plan",
        "migrate run",
        "migrate revert --dry-run",
        "seed",
        "seed --dry-run",
        "init",
        "init --dry-run",
        "config show",
        "config path",
        "local status",
        "local url",
        &format!("migrate redo --confirm {name}"),
    ] {
        let ran = automatos.run(&format!("{line} -o json")).ok();
        ran.data();
        assert!(
            ran.stdout()
                .starts_with("{\n  \"schema_version\": 1,\n  \"ok\": true,"),
            "{line}: {}",
            ran.stdout()
        );
    }
}

#[test]
fn every_form_holds_the_same() {
    let automatos = Automatos::reading();
    let run = |form: &str| {
        automatos
            .run(&format!("persona list --limit 0 -o {form}"))
            .ok()
    };
    let json = run("json").data();
    let yaml: serde_json::Value = serde_yaml::from_str(&run("yaml").stdout()).expect("YAML");
    assert_eq!(yaml, json);
    let lines: Vec<serde_json::Value> = run("ndjson")
        .stdout()
        .lines()
        .map(|line| serde_json::from_str(line).expect("JSON"))
        .collect();
    assert_eq!(serde_json::Value::Array(lines), json);
    let text = automatos
        .run("persona list --limit 0 -o csv --columns slug,system_prompt")
        .ok()
        .stdout();
    let mut reader = csv::Reader::from_reader(text.as_bytes());
    let rows: Vec<(String, String)> = reader
        .deserialize()
        .map(|row| row.expect("a row"))
        .collect();
    let wanted: Vec<(String, String)> = json
        .as_array()
        .expect("a list")
        .iter()
        .map(|row| {
            (
                row["slug"].as_str().expect("text").to_owned(),
                row["system_prompt"].as_str().expect("text").to_owned(),
            )
        })
        .collect();
    assert_eq!(rows, wanted);
}

#[test]
fn a_failure_is_a_document_with_a_code_a_message_and_a_hint() {
    let automatos = Automatos::reading();
    assert_snapshot!(automatos.run("persona show senor-engineer -o json").shown(), @r#"
    {
      "schema_version": 1,
      "ok": false,
      "error": {
        "code": "NAME.UNKNOWN",
        "message": "there is no persona `senor-engineer`",
        "hint": "did you mean `senior-engineer` or `security-engineer` or `sales-engineer`?"
      }
    }
    [exit 5]
    "#);
    assert_snapshot!(automatos.run("setting get level -o json").shown(), @r#"
    {
      "schema_version": 1,
      "ok": false,
      "error": {
        "code": "USAGE",
        "message": "`level` names no setting",
        "hint": "write its category and key, as in `logging.level`"
      }
    }
    [exit 2]
    "#);
}
