//! Files of one's own that are wrong: all of it is said, and nothing is written.

use insta::assert_snapshot;

use super::PATTERN;
use crate::support::{Automatos, Database};

/// What seeding that file says, after checking that it wrote nothing and ended with 1.
fn refused(text: impl AsRef<[u8]>) -> String {
    let automatos = Automatos::new();
    automatos.file("seeds/patterns.yaml", text);
    let before = automatos.db.rows();
    let shown = automatos.run("seed --dir seeds").ends_with(1).shown();
    let json = automatos
        .run("seed --dir seeds -o json")
        .ends_with(1)
        .json();
    assert_eq!(json["error"]["code"], "SEED.INVALID");
    assert_eq!(automatos.db.rows(), before);
    shown
}

#[test]
fn a_tab_is_named_with_its_place() {
    assert_snapshot!(refused(PATTERN.replace("    description:", "\tdescription:")), @"
    --- stderr ---
    error: the seed files have a problem; nothing was written
    seeds/patterns.yaml:6:1: a tab indents this line
        | →description: One hands over to the next.
        | ^
        hint: YAML is indented by spaces only
    [exit 1]
    ");
}

#[test]
fn bad_indentation_is_named_with_its_place() {
    assert_snapshot!(refused(PATTERN.replace("    description:", "   description:")), @"
    --- stderr ---
    error: the seed files have 2 problems; nothing was written
    seeds/patterns.yaml:5:5: missing field `pattern_type`
        |   - name: Relay
        |     ^
    seeds/patterns.yaml:6:4: not YAML: while parsing a block collection, did not find expected '-' indicator
        |    description: One hands over to the next.
        |    ^
        hint: check how far this line is indented
    [exit 1]
    ");
}

#[test]
fn bad_utf_8_is_named_with_its_place() {
    let mut text = PATTERN.as_bytes().to_vec();
    let at = PATTERN.find("One hands").expect("it is there");
    text[at] = 0xff;
    assert_snapshot!(refused(text), @"
    --- stderr ---
    error: the seed files have a problem; nothing was written
    seeds/patterns.yaml:6:18: byte 0xFF is not UTF-8
        |     description: �ne hands over to the next.
        |                  ^
        hint: save the file as UTF-8
    [exit 1]
    ");
}

#[test]
fn a_duplicate_field_is_named_with_its_place() {
    assert_snapshot!(refused(PATTERN.replace("    pattern_type:", "    name: Again\n    pattern_type:")), @"
    --- stderr ---
    error: the seed files have a problem; nothing was written
    seeds/patterns.yaml:7:5: duplicate field `name`
        |     name: Again
        |     ^
        hint: it is on line 5 already
    [exit 1]
    ");
}

#[test]
fn a_duplicate_item_is_named_with_its_place() {
    let item = PATTERN.split_once("items:\n").expect("items").1;
    assert_snapshot!(refused(format!("{PATTERN}{item}")), @"
    --- stderr ---
    error: the seed files have a problem; nothing was written
    seeds/patterns.yaml:9:5: duplicate key `Relay`
        |   - name: Relay
        |     ^
        hint: it is at seeds/patterns.yaml:5:5 already
    [exit 1]
    ");
}

#[test]
fn an_unknown_field_is_named_with_the_one_that_was_meant() {
    assert_snapshot!(refused(PATTERN.replace("description:", "descripton:")), @"
    --- stderr ---
    error: the seed files have a problem; nothing was written
    seeds/patterns.yaml:6:5: unknown field `descripton`
        |     descripton: One hands over to the next.
        |     ^
        hint: did you mean `description`?
    [exit 1]
    ");
}

#[test]
fn a_wrong_type_is_named_with_its_place() {
    assert_snapshot!(refused(PATTERN.replace("{steps: [run, hand over]}", "soon")), @"
    --- stderr ---
    error: the seed files have a problem; nothing was written
    seeds/patterns.yaml:8:19: expected a mapping
        |     pattern_data: soon
        |                   ^
    [exit 1]
    ");
}

#[test]
fn a_value_outside_a_closed_set_is_named_with_its_place() {
    assert_snapshot!(refused(PATTERN.replace("coordination", "cooperation")), @"
    --- stderr ---
    error: the seed files have a problem; nothing was written
    seeds/patterns.yaml:7:19: `cooperation` is not one of coordination, communication, decision
        |     pattern_type: cooperation
        |                   ^
        hint: did you mean `coordination`?
    [exit 1]
    ");
}

#[test]
fn a_missing_field_is_named_with_its_place() {
    assert_snapshot!(refused(PATTERN.replace("    pattern_type: coordination\n", "")), @"
    --- stderr ---
    error: the seed files have a problem; nothing was written
    seeds/patterns.yaml:5:5: missing field `pattern_type`
        |   - name: Relay
        |     ^
    [exit 1]
    ");
}

#[test]
fn an_alias_bomb_is_refused() {
    let mut bomb = String::from(
        "version: 1\nkind: patterns\nmode: upsert\nitems:\n  - name: Bomb\n    a0: &a0 [x, x]\n",
    );
    bomb.extend((1..40).map(|level| {
        let below = level - 1;
        format!("    a{level}: &a{level} [*a{below}, *a{below}, *a{below}, *a{below}]\n")
    }));
    let shown = refused(bomb);
    assert!(shown.contains("seeds/patterns.yaml:"), "{shown}");
    assert!(shown.len() < 20_000, "{shown}");
}

#[test]
fn an_undefined_variable_is_named() {
    assert_snapshot!(refused(PATTERN.replace("name: Relay", "name: ${NO_SUCH_VARIABLE}")), @"
    --- stderr ---
    error: the seed files have a problem; nothing was written
    seeds/patterns.yaml:5:11: the variable `NO_SUCH_VARIABLE` is not defined
        |   - name: ${NO_SUCH_VARIABLE}
        |           ^
        hint: set NO_SUCH_VARIABLE in the environment, or write ${NO_SUCH_VARIABLE:-default}
    [exit 1]
    ");
}

#[test]
fn everything_that_is_wrong_is_said_at_once() {
    let automatos = Automatos::reading();
    automatos.file(
        "seeds/patterns.yaml",
        PATTERN
            .replace("description:", "descripton:")
            .replace("coordination", "x"),
    );
    automatos.file(
        "seeds/personas.yaml",
        "version: 1\nkind: personas\nmode: upsert\nitems:\n  - slug: Bad Slug\n",
    );
    let ran = automatos.run("seed --dir seeds").ends_with(1);
    assert!(
        ran.stderr().contains("seeds/patterns.yaml:6:"),
        "{}",
        ran.shown()
    );
    assert!(
        ran.stderr().contains("seeds/patterns.yaml:7:"),
        "{}",
        ran.shown()
    );
    assert!(
        ran.stderr().contains("seeds/personas.yaml:5:"),
        "{}",
        ran.shown()
    );
}

#[test]
fn files_are_checked_before_anything_is_opened() {
    let automatos = Automatos::on(Database::absent());
    automatos.file(
        "seeds/patterns.yaml",
        PATTERN.replace("description:", "descripton:"),
    );
    automatos.run("seed --dir seeds").ends_with(1);
}

#[test]
fn a_folder_that_is_not_there_is_a_failed_precondition() {
    let automatos = Automatos::new();
    let before = automatos.db.rows();
    assert_snapshot!(automatos.run("seed --dir nowhere").ends_with(5).shown(), @"
    --- stderr ---
    error: there is no seed folder nowhere
    hint: check `--dir`
    [exit 5]
    ");
    assert_eq!(automatos.db.rows(), before);
}

#[test]
fn a_file_that_cannot_be_read_is_a_failure() {
    let automatos = Automatos::new();
    // A link to itself stops root too.
    std::fs::create_dir(automatos.path("seeds")).expect("a folder");
    std::os::unix::fs::symlink("patterns.yaml", automatos.path("seeds/patterns.yaml"))
        .expect("a link");
    let before = automatos.db.rows();
    let ran = automatos.run("seed --dir seeds");
    assert!([1, 5].contains(&ran.code()), "{}", ran.shown());
    assert!(ran.stderr().contains("patterns.yaml"), "{}", ran.shown());
    assert_eq!(automatos.db.rows(), before);
}
