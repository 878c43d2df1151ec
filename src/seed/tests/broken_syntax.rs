//! Files that are no YAML.

use super::{broken, broken_bytes};

#[test]
fn a_tab_is_told_where_it_stands() {
    insta::assert_snapshot!(
        broken_bytes(&[
            (
                "personas.yaml",
                b"version: 1\nkind: personas\nitems:\n  - slug: a\n\t  name: A\n",
            ),
        ]),
        @r#"
        personas.yaml:5:1: a tab indents this line
            | →  name: A
            | ^
            hint: YAML is indented by spaces only
        "#
    );
}

#[test]
fn a_tab_after_spaces_is_told_where_it_stands() {
    insta::assert_snapshot!(
        broken_bytes(&[
            (
                "personas.yaml",
                b"version: 1\nkind: personas\nitems:\n  - slug: a\n  \tname: A\n",
            ),
        ]),
        @r#"
        personas.yaml:5:3: a tab indents this line
            |   →name: A
            |   ^
            hint: YAML is indented by spaces only
        "#
    );
}

#[test]
fn a_bad_indent_is_told() {
    insta::assert_snapshot!(
        broken(&[
            (
                "personas.yaml",
                r"
                version: 1
                kind: personas
                items:
                  - slug: a
                    name: A
                   category: c
            ",
            ),
        ]),
        @r#"
        personas.yaml:4:5: missing field `category`
            |   - slug: a
            |     ^
        personas.yaml:4:5: missing field `system_prompt`
            |   - slug: a
            |     ^
        personas.yaml:6:4: not YAML: while parsing a block collection, did not find expected '-' indicator
            |    category: c
            |    ^
            hint: check how far this line is indented
        "#
    );
}

#[test]
fn what_stands_before_a_syntax_error_is_checked_too() {
    insta::assert_snapshot!(
        broken(&[
            (
                "personas.yaml",
                r#"
                version: 1
                kind: personas
                items:
                  - slug: a
                    nam: A
                  - slug: "b
            "#,
            ),
            (
                "skills.yaml",
                r"
                version: 1
                kind: skills
                items:
                  - nam: x
            ",
            ),
        ]),
        @r#"
        personas.yaml:4:5: missing field `category`
            |   - slug: a
            |     ^
        personas.yaml:4:5: missing field `system_prompt`
            |   - slug: a
            |     ^
        personas.yaml:5:5: unknown field `nam`
            |     nam: A
            |     ^
            hint: did you mean `name`?
        personas.yaml:6:11: not YAML: unclosed quote
            |   - slug: "b
            |           ^
        skills.yaml:4:5: missing field `skill_type`
            |   - nam: x
            |     ^
        skills.yaml:4:5: unknown field `nam`
            |   - nam: x
            |     ^
            hint: did you mean `name`?
        "#
    );
}

#[test]
fn an_unclosed_bracket_is_told() {
    insta::assert_snapshot!(
        broken(&[
            (
                "personas.yaml",
                r"
                version: 1
                kind: personas
                items:
                  - slug: a
                    name: A
                    system_prompt: Be kind.
                    category: Support
                    tags: [a, b
            ",
            ),
        ]),
        @r#"
        personas.yaml:8:11: not YAML: unclosed bracket '['
            |     tags: [a, b
            |           ^
        "#
    );
}

#[test]
fn bytes_that_are_not_utf8_are_told_where_they_stand() {
    insta::assert_snapshot!(
        broken_bytes(&[
            (
                "personas.yaml",
                b"version: 1\nkind: personas\nitems:\n  - slug: \xc3\xa9\xff\n",
            ),
            (
                "skills.yaml",
                b"version: 1\n# caf\xe9\n",
            ),
            (
                "patterns.yaml",
                b"version: 1\n# \xc3",
            ),
        ]),
        @r#"
        patterns.yaml:2:3: byte 0xC3 is not UTF-8
            | # �
            |   ^
            hint: save the file as UTF-8
        personas.yaml:4:12: byte 0xFF is not UTF-8
            |   - slug: é�
            |            ^
            hint: save the file as UTF-8
        skills.yaml:2:6: byte 0xE9 is not UTF-8
            | # caf�
            |      ^
            hint: save the file as UTF-8
        "#
    );
}

#[test]
fn a_nul_byte_is_told_where_it_stands() {
    insta::assert_snapshot!(
        broken_bytes(&[
            (
                "personas.yaml",
                b"version: 1\nkind: personas\nitems:\n  - slug: a\0b\n",
            ),
        ]),
        @r#"
        personas.yaml:4:12: a NUL character cannot be stored
            |   - slug: a�b
            |            ^
            hint: remove it
        "#
    );
}

#[test]
fn an_alias_bomb_is_stopped() {
    insta::assert_snapshot!(
        broken(&[
            (
                "patterns.yaml",
                r"
                version: 1
                kind: patterns
                items:
                  - name: P
                    pattern_type: decision
                    pattern_data:
                      a: &a [x, x, x, x, x, x, x, x, x, x]
                      b: &b [*a, *a, *a, *a, *a, *a, *a, *a, *a, *a]
                      c: &c [*b, *b, *b, *b, *b, *b, *b, *b, *b, *b]
                      d: &d [*c, *c, *c, *c, *c, *c, *c, *c, *c, *c]
                      e: &e [*d, *d, *d, *d, *d, *d, *d, *d, *d, *d]
                      f: [*e, *e, *e, *e, *e, *e, *e, *e, *e, *e]
            ",
            ),
        ]),
        @r#"
        patterns.yaml:11:42: aliases make this file grow too far
            |       e: &e [*d, *d, *d, *d, *d, *d, *d, *d, *d, *d]
            |                                          ^
            hint: write out what the alias stands for
        "#
    );
}

#[test]
fn an_unknown_alias_is_told() {
    insta::assert_snapshot!(
        broken(&[
            (
                "personas.yaml",
                r"
                version: 1
                kind: personas
                items:
                  - slug: a
                    name: A
                    system_prompt: Be kind.
                    category: Support
                    description: *nobody
            ",
            ),
        ]),
        @r#"
        personas.yaml:8:18: there is no anchor of that name
            |     description: *nobody
            |                  ^
            hint: text that begins with * is put in quotes
        "#
    );
}

#[test]
fn a_file_is_one_document() {
    insta::assert_snapshot!(
        broken(&[
            (
                "personas.yaml",
                r"
                version: 1
                kind: personas
                items:
                  - slug: a
                    name: A
                    system_prompt: Be kind.
                    category: Support
                ---
                version: 1
                kind: personas
                items:
            ",
            ),
        ]),
        @r#"
        personas.yaml:9:1: a seed file is a single document
            | version: 1
            | ^
            hint: put what follows `---` into a file of its own
        "#
    );
}
