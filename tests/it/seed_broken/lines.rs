//! Files that are no text, too large, or broken JSON lines.

use super::Broken;

#[test]
fn bytes_that_are_no_text_are_told_with_their_place() {
    let broken = Broken::new();
    let mut bytes = b"version: 1\nkind: personas\nitems:\n  - slug: a\n    name: \"caf".to_vec();
    bytes.extend([0xe9, b'"', b'\n']);
    insta::assert_snapshot!(broken.bytes(&[("personas.yaml", bytes)]), @r#"
    error: the seed files have a problem; nothing was written
    seeds/personas.yaml:5:15: byte 0xE9 is not UTF-8
        |     name: "caf�"
        |               ^
        hint: save the file as UTF-8
    "#);
    let bytes = b"version: 1\nkind: personas\nitems:\n  - slug: \"a\x00b\"\n".to_vec();
    insta::assert_snapshot!(broken.bytes(&[("personas.yaml", bytes)]), @r#"
    error: the seed files have a problem; nothing was written
    seeds/personas.yaml:4:13: a NUL character cannot be stored
        |   - slug: "a�b"
        |             ^
        hint: remove it
    "#);
}

#[test]
fn a_single_item_has_a_largest_size() {
    let broken = Broken::new();
    let long = "x".repeat(17 * 1024 * 1024);
    let line = format!(
        "{{\"version\":1,\"kind\":\"skills\"}}\n{{\"name\":\"A\",\"description\":\"{long}\"}}\n"
    );
    insta::assert_snapshot!(
        broken.bytes(&[
            ("skills.ndjson", line.into_bytes()),
        ]),
        @r#"
    error: the seed files have a problem; nothing was written
    seeds/skills.ndjson:2:1: an item is larger than 16 MiB
        | {"name":"A","description":"xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx…
        | ^
        hint: split it, or keep large content out of seeds
    "#
    );
}

#[test]
fn broken_json_lines_are_told_one_by_one() {
    let broken = Broken::new();
    insta::assert_snapshot!(
        broken.set(&[(
            "personas.ndjson",
            r#"
            {"version":1,"kind":"personas"}
            {"slug":"a","name":"A","category":"c","system_prompt":"p","tag":[]}
            {"slug":"b","name":"B",
            ["slug"]
            {"slug":"c","name":"C","category":"c","system_prompt":"p","name":"D"}
            {"slug":"d","name":7,"category":"c"}
            "#,
        )]),
        @r#"
    error: the seed files have 6 problems; nothing was written
    seeds/personas.ndjson:2:59: unknown field `tag`
        | {"slug":"a","name":"A","category":"c","system_prompt":"p","tag":[]}
        |                                                           ^
        hint: did you mean `tags`?
    seeds/personas.ndjson:3:23: not JSON: EOF while parsing an object
        | {"slug":"b","name":"B",
        |                       ^
        hint: an item stands on one line
    seeds/personas.ndjson:4:1: expected a mapping of fields
        | ["slug"]
        | ^
    seeds/personas.ndjson:5:59: duplicate field `name`
        | {"slug":"c","name":"C","category":"c","system_prompt":"p","name":"D"}
        |                                                           ^
        hint: it is on line 5 already
    seeds/personas.ndjson:6:1: missing field `system_prompt`
        | {"slug":"d","name":7,"category":"c"}
        | ^
    seeds/personas.ndjson:6:20: expected text, found the number 7
        | {"slug":"d","name":7,"category":"c"}
        |                    ^
        hint: put it in quotes
    "#
    );
    insta::assert_snapshot!(
        broken.set(&[("personas.ndjson", "{\"slug\":\"a\"}\n")]),
        @r#"
    error: the seed files have 3 problems; nothing was written
    seeds/personas.ndjson:1:1: missing field `category`
        | {"slug":"a"}
        | ^
    seeds/personas.ndjson:1:1: missing field `name`
        | {"slug":"a"}
        | ^
    seeds/personas.ndjson:1:1: missing field `system_prompt`
        | {"slug":"a"}
        | ^
    "#
    );
}

#[test]
fn a_thousand_problems_are_listed_and_the_rest_is_counted() {
    let broken = Broken::new();
    let items: String = (0..1200)
        .map(|at| format!("  - {{slug: s-{at}, name: S, category: c, system_prompt: p, x: 1}}\n"))
        .collect();
    let said = broken.set(&[(
        "personas.yaml",
        &format!("version: 1\nkind: personas\nitems:\n{items}"),
    )]);
    assert!(said.starts_with("error: the seed files have 1200 problems; nothing was written\n"));
    assert!(said.ends_with("\nand 200 more\n"), "{said}");
}
