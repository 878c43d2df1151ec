//! Command lines that make no sense, and names that nobody has.

use insta::assert_snapshot;

use crate::support::{Automatos, Ran};

#[test]
fn an_ai_agent_destroys_nothing_unless_a_person_allowed_it() {
    let automatos = Automatos::new();
    let name = automatos.db.name();
    let line = format!("migrate revert --confirm {name}");
    for agent in ["CLAUDECODE", "CURSOR_AGENT"] {
        let mut command = automatos.command(&line);
        command.env(agent, "1");
        let refused = Ran::of(command).ends_with(4);
        assert!(refused.stderr().contains(agent), "{}", refused.stderr());
        let mut command = automatos.command("persona list");
        command.env(agent, "1");
        Ran::of(command).ok();
    }
    automatos.run("migrate status --exit-code").ok();
    let mut command = automatos.command(&line);
    command
        .env("CLAUDECODE", "1")
        .env("AUTOMATOS_ALLOW_AI_AGENT", "1");
    Ran::of(command).ok();
}

#[test]
fn a_name_that_nobody_has_is_answered_with_near_ones() {
    let automatos = Automatos::reading();
    let shown = |line: &str| automatos.run(line).ends_with(5).shown();
    assert_snapshot!(shown("persona show senor-engineer"), @"
    --- stderr ---
    error: there is no persona `senor-engineer`
    hint: did you mean `senior-engineer` or `security-engineer` or `sales-engineer`?
    [exit 5]
    ");
    assert_snapshot!(shown("persona show zebra"), @"
    --- stderr ---
    error: there is no persona `zebra`
    hint: see `automatos persona list`
    [exit 5]
    ");
    assert_snapshot!(shown("skill show threat-modelling"), @"
    --- stderr ---
    error: there is no skill `threat-modelling`
    hint: did you mean `Threat Modeling`?
    [exit 5]
    ");
    assert_snapshot!(shown("setting get loging.level"), @"
    --- stderr ---
    error: there is no setting `loging.level`
    hint: did you mean `logging.level`?
    [exit 5]
    ");
    assert_snapshot!(shown("workspace show platfrom"), @"
    --- stderr ---
    error: there is no workspace `platfrom`
    hint: did you mean `platform`?
    [exit 5]
    ");
    assert_snapshot!(shown("category list --parent securty"), @"
    --- stderr ---
    error: there is no category `securty`
    hint: did you mean `security` or `security-audit` or `security-scanning`?
    [exit 5]
    ");
    assert_snapshot!(shown("persona list -w platfrom"), @"
    --- stderr ---
    error: there is no workspace `platfrom`
    hint: did you mean `platform`?
    [exit 5]
    ");
    let json = automatos
        .run("persona show senor-engineer -o json")
        .ends_with(5)
        .json();
    assert_eq!(json["error"]["code"], "NAME.UNKNOWN");
}

#[test]
fn a_word_that_nobody_knows_is_a_usage_error() {
    let automatos = Automatos::reading();
    let shown = |line: &str| automatos.run(line).ends_with(2).shown();
    assert_snapshot!(shown("persona lst"), @"
    --- stderr ---
    error: unrecognized subcommand 'lst'

      tip: a similar subcommand exists: 'list'

    Usage: automatos persona [OPTIONS] <COMMAND>

    For more information, try '--help'.
    [exit 2]
    ");
    assert_snapshot!(shown("persona list --categry sales"), @"
    --- stderr ---
    error: unexpected argument '--categry' found

      tip: a similar argument exists: '--category'

    Usage: automatos persona list --category <CATEGORY>

    For more information, try '--help'.
    [exit 2]
    ");
    assert_snapshot!(shown("persona list --sort size"), @"
    --- stderr ---
    error: invalid value 'size' for '--sort <KEY>': use name, -name, created or -created

    For more information, try '--help'.
    [exit 2]
    ");
    assert_snapshot!(shown("persona list --columns sluk"), @"
    --- stderr ---
    error: there is no column `sluk`
    hint: did you mean `slug`?
    [exit 2]
    ");
    assert_snapshot!(shown("persona list --after nonsense"), @"
    --- stderr ---
    error: `nonsense` is no cursor of this list
    hint: take it from `next` of the page before, with the same `--sort`
    [exit 2]
    ");
    assert_snapshot!(shown("persona show"), @"
    --- stderr ---
    error: the following required arguments were not provided:
      <PERSONA>

    Usage: automatos persona show <PERSONA>

    For more information, try '--help'.
    [exit 2]
    ");
}

#[test]
fn a_value_that_makes_no_sense_is_a_usage_error() {
    let automatos = Automatos::reading();
    let shown = |line: &str| automatos.run(line).ends_with(2).shown();
    assert_snapshot!(shown("workspace create Acme"), @"
    --- stderr ---
    error: invalid value 'Acme' for '<SLUG>': `Acme` is not a slug: use 1 to 100 lower-case letters, digits and single hyphens

    For more information, try '--help'.
    [exit 2]
    ");
    assert_snapshot!(shown("seed --only persona"), @"
    --- stderr ---
    error: invalid value 'persona' for '--only <KIND>': `persona` is not a kind of seed

    For more information, try '--help'.
    [exit 2]
    ");
    assert_snapshot!(shown("skill show threat-modeling --level 4"), @"
    --- stderr ---
    error: invalid value '4' for '--level <LEVEL>': 4 is not in 1..=3

    For more information, try '--help'.
    [exit 2]
    ");
    assert_snapshot!(shown("setting get level"), @"
    --- stderr ---
    error: `level` names no setting
    hint: write its category and key, as in `logging.level`
    [exit 2]
    ");
    assert_snapshot!(shown("completions tcsh"), @"
    --- stderr ---
    error: invalid value 'tcsh' for '<SHELL>'
      [possible values: bash, elvish, fish, powershell, zsh]

      tip: a similar value exists: 'zsh'

    For more information, try '--help'.
    [exit 2]
    ");
    assert_snapshot!(shown("persona list --limit -1"), @"
    --- stderr ---
    error: unexpected argument '-1' found

    Usage: automatos persona list [OPTIONS]

    For more information, try '--help'.
    [exit 2]
    ");
    assert_snapshot!(shown("persona list -o xml"), @"
    --- stderr ---
    error: invalid value 'xml' for '--output <FORMAT>'
      [possible values: table, json, yaml, csv, ndjson]

      tip: a similar value exists: 'yaml'

    For more information, try '--help'.
    [exit 2]
    ");
}

#[test]
fn a_usage_error_is_a_document_too_where_json_was_asked_for() {
    let automatos = Automatos::reading();
    for line in [
        "-o json persona lst",
        "persona list -ojson --bogus",
        "persona list --output=json --bogus",
        "persona list --output json --sort size",
        "persona list -o json --columns sluk",
        "persona -o json",
        "-o json",
        "persona list -o json --color pink",
        "persona list -o json --config /nonexistent",
    ] {
        let ran = automatos.run(line).ends_with(2);
        let document = ran.json();
        assert_eq!(document["ok"], false, "{line}");
        assert_eq!(document["schema_version"], 1, "{line}");
        assert!(
            document["error"]["message"]
                .as_str()
                .is_some_and(|text| !text.is_empty()),
            "{line}"
        );
        assert!(document["error"]["code"].is_string(), "{line}");
        assert_eq!(ran.stderr(), "", "{line}");
    }
    let mut by_variable = automatos.command("persona lst");
    by_variable.env("AUTOMATOS_OUTPUT", "json");
    assert_eq!(
        Ran::of(by_variable).ends_with(2).json()["error"]["code"],
        "USAGE"
    );
}
