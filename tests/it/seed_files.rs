//! Where seeds come from: folders over folders, JSON lines, standard input,
//! variables.

#![cfg(test)]

use std::io::Write;
use std::process::Stdio;

use crate::seed_state::State;
use crate::support::{Automatos, Ran};

fn persona(slug: &str, name: &str) -> String {
    format!("  - {{slug: {slug}, name: {name}, category: f, system_prompt: p}}\n")
}

fn personas(items: &[String]) -> String {
    format!("version: 1\nkind: personas\nitems:\n{}", items.concat())
}

fn names(tool: &Automatos) -> String {
    tool.db
        .query("SELECT slug, name FROM personas WHERE category = 'f' ORDER BY 1")
}

/// Runs it with that text on its standard input.
fn fed(tool: &Automatos, line: &str, text: &str) -> Ran {
    let mut command = tool.command(line);
    command
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped());
    let mut child = command.spawn().expect("the command starts");
    let mut input = child.stdin.take().expect("it has an input");
    input.write_all(text.as_bytes()).expect("it reads");
    drop(input);
    Ran(child.wait_with_output().expect("it ends"))
}

#[test]
fn a_later_folder_adds_to_an_earlier_one_and_overrides_it() {
    let tool = Automatos::new();
    tool.file(
        "base/personas.yaml",
        personas(&[persona("a", "A"), persona("b", "B")]),
    );
    tool.file(
        "team/personas/more.yaml",
        personas(&[persona("b", "B2"), persona("c", "C")]),
    );
    insta::assert_snapshot!(tool.run("seed --dir base --dir team").shown(), @"personas: 3 created, 0 updated, 0 unchanged");
    assert_eq!(names(&tool), "a|A\nb|B2\nc|C");
    insta::assert_snapshot!(tool.run("seed --dir team --dir base").shown(), @"personas: 0 created, 1 updated, 2 unchanged");
    assert_eq!(names(&tool), "a|A\nb|B\nc|C");
}

#[test]
fn json_lines_are_seeds_too() {
    let tool = Automatos::new();
    tool.file(
        "seeds/personas.ndjson",
        "{\"version\":1,\"kind\":\"personas\"}\n\
         {\"slug\":\"a\",\"name\":\"A\",\"category\":\"f\",\"system_prompt\":\"p\"}\n",
    );
    tool.file("seeds/personas/more.yaml", personas(&[persona("b", "B")]));
    insta::assert_snapshot!(tool.run("seed --dir seeds").shown(), @"personas: 2 created, 0 updated, 0 unchanged");
    assert_eq!(names(&tool), "a|A\nb|B");
}

#[test]
fn standard_input_overrides_folders_and_may_be_yaml_or_json_lines() {
    let tool = Automatos::new();
    tool.file(
        "base/personas.yaml",
        personas(&[persona("a", "A"), persona("b", "B")]),
    );
    let yaml = personas(&[persona("b", "B2")]);
    fed(&tool, "seed --dir base --dir -", &yaml).ok();
    assert_eq!(names(&tool), "a|A\nb|B2");
    let lines = "{\"version\":1,\"kind\":\"personas\"}\n\
                 {\"slug\":\"b\",\"name\":\"B3\",\"category\":\"f\",\"system_prompt\":\"p\"}\n";
    fed(&tool, "seed --dir -", lines).ok();
    assert_eq!(names(&tool), "a|A\nb|B3");
    let source = tool
        .db
        .query("SELECT source FROM seed_runs ORDER BY id DESC LIMIT 1");
    assert_eq!(source, "-");
    insta::assert_snapshot!(fed(&tool, "seed --dir -", "version: 1\nkind: persona\n").shown(), @"
    --- stderr ---
    error: the seed files have 2 problems; nothing was written
    -:1:1: missing field `items`
        | version: 1
        | ^
    -:2:7: `persona` is not a kind of seed
        | kind: persona
        |       ^
        hint: did you mean `personas`?
    [exit 1]
    ");
}

#[test]
fn variables_are_replaced_in_short_values_and_nowhere_else() {
    let tool = Automatos::new();
    tool.file(
        "seeds/personas.yaml",
        "version: 1\nkind: personas\nitems:\n  - slug: a\n    name: ${WHO} of ${TEAM:-none}\n    \
         category: f\n    tags: ['${WHO}', '$${WHO}']\n    system_prompt: Write ${WHO} as it stands.\n",
    );
    let mut command = tool.command("seed --dir seeds");
    Ran(command.env("WHO", "Ada").output().unwrap()).ok();
    let row = tool
        .db
        .query("SELECT name, tags, system_prompt FROM personas WHERE slug = 'a'");
    assert_eq!(
        row,
        "Ada of none|{Ada,\"${WHO}\"}|Write ${WHO} as it stands."
    );
    // A variable that changes is a change of the file.
    let mut command = tool.command("seed plan --dir seeds");
    insta::assert_snapshot!(Ran(command.env("WHO", "Bob").output().unwrap()).shown(), @r#"
    updated personas a
        updated name: "Ada of none" -> "Bob of none"
        updated tags: ["Ada","${WHO}"] -> ["Bob","${WHO}"]
    personas: 0 created, 1 updated, 0 unchanged
    "#);
    let before = State::of(&tool.db);
    insta::assert_snapshot!(tool.run("seed --dir seeds").shown(), @"
    --- stderr ---
    error: the seed files have 2 problems; nothing was written
    seeds/personas.yaml:5:11: the variable `WHO` is not defined
        |     name: ${WHO} of ${TEAM:-none}
        |           ^
        hint: set WHO in the environment, or write ${WHO:-default}
    seeds/personas.yaml:7:12: the variable `WHO` is not defined
        |     tags: ['${WHO}', '$${WHO}']
        |            ^
        hint: set WHO in the environment, or write ${WHO:-default}
    [exit 1]
    ");
    before.assert_same(&State::of(&tool.db));
}

#[test]
fn files_are_checked_with_no_database_at_all() {
    let tool = Automatos::new();
    tool.file("seeds/personas.yaml", personas(&[persona("a", "A")]));
    tool.file(
        "bad/personas.yaml",
        personas(&["  - {slug: a}\n".to_owned()]),
    );
    let offline = |line: &str| {
        let mut command = tool.command(line);
        command.env_remove("DATABASE_URL");
        Ran(command.output().expect("the command starts"))
    };
    insta::assert_snapshot!(offline("seed validate").shown(), @"valid: 165 items of 7 kinds in 13 files");
    insta::assert_snapshot!(offline("seed validate --dir seeds -o json").shown(), @r#"
    {
      "schema_version": 1,
      "ok": true,
      "data": {
        "files": 1,
        "items": 1,
        "kinds": [
          "personas"
        ]
      }
    }
    "#);
    insta::assert_snapshot!(offline("seed validate --dir bad").shown(), @"
    --- stderr ---
    error: the seed files have 3 problems; nothing was written
    bad/personas.yaml:4:5: missing field `category`
        |   - {slug: a}
        |     ^
    bad/personas.yaml:4:5: missing field `name`
        |   - {slug: a}
        |     ^
    bad/personas.yaml:4:5: missing field `system_prompt`
        |   - {slug: a}
        |     ^
    [exit 1]
    ");
    insta::assert_snapshot!(offline("seed validate --dir nowhere").shown(), @"
    --- stderr ---
    error: there is no seed folder nowhere
    hint: check `--dir`
    [exit 5]
    ");
}

#[test]
fn status_and_diff_look_at_the_rows_themselves() {
    let tool = Automatos::new();
    tool.file(
        "seeds/personas.yaml",
        personas(&[persona("a", "A"), persona("b", "B"), persona("c", "C")]),
    );
    tool.run("seed --dir seeds").ok();
    assert_eq!(tool.run("seed status --exit-code").code(), 0);
    insta::assert_snapshot!(tool.run("seed diff --dir seeds --exit-code").shown(), @"no differences");
    tool.db.query(
        "UPDATE personas SET name = 'Mine' WHERE slug = 'a'; DELETE FROM personas WHERE slug = 'b'",
    );
    let before = State::of(&tool.db);
    insta::assert_snapshot!(tool.run("seed diff --dir seeds --exit-code").shown(), @r#"
    differs personas a
        name: "Mine" -> "A"
    missing personas b
    [exit 3]
    "#);
    let status = tool.run("seed status --exit-code");
    assert_eq!(status.code(), 3);
    let edited = status.stdout();
    assert!(
        edited.contains("personas (default): 16 in sync, 1 edited, 1 deleted"),
        "{edited}"
    );
    before.assert_same(&State::of(&tool.db));
}
