//! Problems of single fields: names, types, presence.

use super::broken;

#[test]
fn an_unknown_field_is_told_with_what_was_meant() {
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
                    tag: [x]
                    system_promt: y
            ",
            ),
        ]),
        @r#"
        personas.yaml:8:5: unknown field `tag`
            |     tag: [x]
            |     ^
            hint: did you mean `tags`?
        personas.yaml:9:5: unknown field `system_promt`
            |     system_promt: y
            |     ^
            hint: did you mean `system_prompt`?
        "#
    );
}

#[test]
fn an_unknown_field_that_resembles_none_lists_them_all() {
    insta::assert_snapshot!(
        broken(&[
            (
                "plugin_categories.yaml",
                r"
                version: 1
                kind: plugin_categories
                items:
                  - slug: a
                    name: a
                    quux: 1
            ",
            ),
        ]),
        @r#"
        plugin_categories.yaml:6:5: unknown field `quux`
            |     quux: 1
            |     ^
            hint: known: slug, name, description, icon, sort_order, is_active, parent
        "#
    );
}

#[test]
fn wrong_types_are_told_in_plain_words() {
    insta::assert_snapshot!(
        broken(&[
            (
                "personas.yaml",
                r#"
                version: 1
                kind: personas
                items:
                  - slug: a
                    name: A
                    system_prompt: Be kind.
                    category: Support
                    description: 12
                    tags: one
                    is_active: yes
                    suggested_temperature: "0.5"
                    suggested_models: {a: b}
                    voice_description: [a]
            "#,
            ),
        ]),
        @r#"
        personas.yaml:8:18: expected text, found the number 12
            |     description: 12
            |                  ^
            hint: put it in quotes
        personas.yaml:9:11: expected a list, found the text "one"
            |     tags: one
            |           ^
        personas.yaml:10:16: expected true or false, found the text "yes"
            |     is_active: yes
            |                ^
            hint: write true
        personas.yaml:11:28: expected a number, found the text "0.5"
            |     suggested_temperature: "0.5"
            |                            ^
            hint: write it without quotes
        personas.yaml:12:23: expected a list, found a mapping
            |     suggested_models: {a: b}
            |                       ^
        personas.yaml:13:24: expected text, found a list
            |     voice_description: [a]
            |                        ^
        "#
    );
}

#[test]
fn null_is_refused_where_the_column_takes_none() {
    insta::assert_snapshot!(
        broken(&[
            (
                "personas.yaml",
                r"
                version: 1
                kind: personas
                items:
                  - slug: a
                    name: ~
                    system_prompt: x
                    category: c
                    tags: null
                    description: null
            ",
            ),
        ]),
        @r#"
        personas.yaml:5:11: expected text, found null
            |     name: ~
            |           ^
            hint: write "" for empty text, or leave the field out
        personas.yaml:8:11: null is not allowed here
            |     tags: null
            |           ^
        "#
    );
}

#[test]
fn every_missing_field_is_told() {
    insta::assert_snapshot!(
        broken(&[
            (
                "skills.yaml",
                r"
                version: 1
                kind: skills
                items:
                  - description: x
                  - name: B
            ",
            ),
        ]),
        @r#"
        skills.yaml:4:5: missing field `name`
            |   - description: x
            |     ^
        skills.yaml:4:5: missing field `skill_type`
            |   - description: x
            |     ^
        skills.yaml:5:5: missing field `skill_type`
            |   - name: B
            |     ^
        "#
    );
}

#[test]
fn a_value_outside_a_closed_set_is_told_with_what_was_meant() {
    insta::assert_snapshot!(
        broken(&[
            (
                "skills.yaml",
                r"
                version: 1
                kind: skills
                items:
                  - name: A
                    skill_type: technicl
                  - name: B
                    skill_type: magic
            ",
            ),
        ]),
        @r#"
        skills.yaml:5:17: `technicl` is not one of cognitive, technical, communication
            |     skill_type: technicl
            |                 ^
            hint: did you mean `technical`?
        skills.yaml:7:17: `magic` is not one of cognitive, technical, communication
            |     skill_type: magic
            |                 ^
        "#
    );
}

#[test]
fn a_field_twice_in_an_item_is_told_with_both_lines() {
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
                    name: Again
            ",
            ),
            (
                "patterns.yaml",
                r"
                version: 1
                kind: patterns
                items:
                  - name: P
                    pattern_type: decision
                    pattern_data:
                      steps:
                        - {a: 1, b: 2, a: 3}
            ",
            ),
        ]),
        @r#"
        patterns.yaml:8:24: duplicate field `a`
            |         - {a: 1, b: 2, a: 3}
            |                        ^
            hint: it is on line 8 already
        personas.yaml:8:5: duplicate field `name`
            |     name: Again
            |     ^
            hint: it is on line 5 already
        "#
    );
}

#[test]
fn keys_must_be_text_and_are_not_merged() {
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
                      1: x
                      <<: {a: b}
            ",
            ),
        ]),
        @r#"
        patterns.yaml:7:7: the name of a field must be text
            |       1: x
            |       ^
            hint: put it in quotes
        patterns.yaml:8:7: merge keys (`<<`) are not part of the seed format
            |       <<: {a: b}
            |       ^
        "#
    );
}
