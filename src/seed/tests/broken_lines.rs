//! Problems in files of JSON lines, and with the names of files.

use super::broken;

#[test]
fn a_line_that_is_no_json_is_told() {
    insta::assert_snapshot!(
        broken(&[
            (
                "personas.ndjson",
                r#"
                {"slug": "a", "name": "A", "system_prompt": "x", "category": "c"}
                {"slug": "é", nme}
                {"slug": "b",
            "#,
            ),
        ]),
        @r#"
        personas.ndjson:2:15: not JSON: key must be a string
            | {"slug": "é", nme}
            |               ^
        personas.ndjson:3:13: not JSON: EOF while parsing an object
            | {"slug": "b",
            |             ^
            hint: an item stands on one line
        "#
    );
}

#[test]
fn a_line_is_checked_like_an_item_of_yaml() {
    insta::assert_snapshot!(
        broken(&[
            (
                "personas.ndjson",
                r#"
                {"slug": "a", "nam": "A", "system_prompt": "x", "category": 1, "tags": ["x", 2]}
                
                {"slug": "b", "slug": "c", "name": "${NOWHERE}", "system_prompt": "a\u0000", "category": "c"}
                {"slug": "b"}
            "#,
            ),
        ]),
        @r#"
        personas.ndjson:1:15: unknown field `nam`
            | {"slug": "a", "nam": "A", "system_prompt": "x", "category": 1, "tags": ["x", 2]}
            |               ^
            hint: did you mean `name`?
        personas.ndjson:1:61: expected text, found the number 1
            | {"slug": "a", "nam": "A", "system_prompt": "x", "category": 1, "tags": ["x", 2]}
            |                                                             ^
            hint: put it in quotes
        personas.ndjson:1:78: expected text, found the number 2
            | {"slug": "a", "nam": "A", "system_prompt": "x", "category": 1, "tags": ["x", 2]}
            |                                                                              ^
            hint: put it in quotes
        personas.ndjson:3:15: duplicate field `slug`
            | {"slug": "b", "slug": "c", "name": "${NOWHERE}", "system_prompt": "a\u0000", "category": "c"}
            |               ^
            hint: it is on line 3 already
        personas.ndjson:3:36: the variable `NOWHERE` is not defined
            | {"slug": "b", "slug": "c", "name": "${NOWHERE}", "system_prompt": "a\u0000", "category": "c"}
            |                                    ^
            hint: set NOWHERE in the environment, or write ${NOWHERE:-default}
        personas.ndjson:3:67: a NUL character cannot be stored
            | {"slug": "b", "slug": "c", "name": "${NOWHERE}", "system_prompt": "a\u0000", "category": "c"}
            |                                                                   ^
        personas.ndjson:4:1: missing field `category`
            | {"slug": "b"}
            | ^
        personas.ndjson:4:1: missing field `name`
            | {"slug": "b"}
            | ^
        personas.ndjson:4:1: missing field `system_prompt`
            | {"slug": "b"}
            | ^
        "#
    );
}

#[test]
fn a_line_twice_is_told_with_both_places() {
    insta::assert_snapshot!(
        broken(&[
            (
                "personas.ndjson",
                r#"
                {"slug": "a", "name": "A", "system_prompt": "x", "category": "c"}
                {"slug": "a", "name": "A", "system_prompt": "x", "category": "c"}
            "#,
            ),
        ]),
        @r#"
        personas.ndjson:2:1: duplicate key `a`
            | {"slug": "a", "name": "A", "system_prompt": "x", "category": "c"}
            | ^
            hint: it is at personas.ndjson:1:1 already
        "#
    );
}

#[test]
fn a_header_line_is_checked() {
    insta::assert_snapshot!(
        broken(&[
            (
                "personas.ndjson",
                r#"{"version": 1, "kind": "skills", "mode": "creat"}"#,
            ),
        ]),
        @r#"
        personas.ndjson:1:24: the kind is skills, but the name of the file says personas
            | {"version": 1, "kind": "skills", "mode": "creat"}
            |                        ^
        personas.ndjson:1:42: `creat` is not one of create, upsert, sync
            | {"version": 1, "kind": "skills", "mode": "creat"}
            |                                          ^
            hint: did you mean `create`?
        "#
    );
}

#[test]
fn json_in_a_line_holds_no_key_twice_and_no_number_too_large() {
    insta::assert_snapshot!(
        broken(&[
            (
                "patterns.ndjson",
                r#"
                {"name": "P", "pattern_type": "decision", "pattern_data": {"a": 1, "a": 2}}
                {"name": "Q", "pattern_type": "decision", "pattern_data": {"n": 123456789012345678901234567890}}
            "#,
            ),
        ]),
        @r#"
        patterns.ndjson:1:68: duplicate field `a`
            | {"name": "P", "pattern_type": "decision", "pattern_data": {"a": 1, "a": 2}}
            |                                                                    ^
            hint: it is on line 1 already
        patterns.ndjson:2:65: this number is too large to be kept exactly: quote it
            | {"name": "Q", "pattern_type": "decision", "pattern_data": {"n": 123456789012345678901234567890}}
            |                                                                 ^
        "#
    );
}

#[test]
fn file_names_must_be_kinds() {
    insta::assert_snapshot!(
        broken(&[
            (
                "persona.yaml",
                "",
            ),
            (
                "skils/a.yaml",
                "",
            ),
            (
                "notes.txt",
                "",
            ),
            (
                "personas/a.json",
                "",
            ),
        ]),
        @r#"
        notes.txt: not a seed file
            hint: seed files are named KIND.yaml, KIND.ndjson or KIND/*.yaml
        persona.yaml: `persona` is not a kind of seed
            hint: did you mean `personas`?
        personas/a.json: not a seed file
            hint: seed files are named KIND.yaml, KIND.ndjson or KIND/*.yaml
        skils: `skils` is not a kind of seed
            hint: did you mean `skills`?
        "#
    );
}

#[test]
fn items_stand_on_one_line_each() {
    insta::assert_snapshot!(
        broken(&[
            (
                "personas.ndjson",
                r#"
                {
                  "slug": "a"
                }
            "#,
            ),
        ]),
        @r#"
        personas.ndjson:1:1: not JSON: EOF while parsing an object
            | {
            | ^
            hint: an item stands on one line
        personas.ndjson:2:9: not JSON: trailing characters
            |   "slug": "a"
            |         ^
        personas.ndjson:3:1: not JSON: expected value
            | }
            | ^
        "#
    );
}
