//! Fields that are not what they should be.

use super::Broken;

#[test]
fn an_unknown_field_is_told_with_what_was_meant() {
    let broken = Broken::new();
    insta::assert_snapshot!(
        broken.set(&[
            (
                "personas.yaml",
                r"
                    version: 1
                    kind: personas
                    items:
                      - slug: a
                        name: A
                        system_prompt: p
                        category: c
                        tag: [x]
                        quux: 1
                ",
            ),
        ]),
        @"
    error: the seed files have 2 problems; nothing was written
    seeds/personas.yaml:8:5: unknown field `tag`
        |     tag: [x]
        |     ^
        hint: did you mean `tags`?
    seeds/personas.yaml:9:5: unknown field `quux`
        |     quux: 1
        |     ^
        hint: known: slug, name, description, system_prompt, voice_description, category, tags, suggested_temperature, suggested_models, source, source_url, scope, is_active
    "
    );
}

#[test]
fn every_missing_field_is_told() {
    let broken = Broken::new();
    insta::assert_snapshot!(
        broken.set(&[
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
        @"
    error: the seed files have 3 problems; nothing was written
    seeds/skills.yaml:4:5: missing field `name`
        |   - description: x
        |     ^
    seeds/skills.yaml:4:5: missing field `skill_type`
        |   - description: x
        |     ^
    seeds/skills.yaml:5:5: missing field `skill_type`
        |   - name: B
        |     ^
    "
    );
}

#[test]
fn types_are_told_in_plain_words() {
    let broken = Broken::new();
    insta::assert_snapshot!(
        broken.set(&[
            (
                "personas.yaml",
                r#"
                    version: 1
                    kind: personas
                    items:
                      - slug: a
                        name: ~
                        system_prompt: p
                        category: 12
                        description: [a]
                        tags: one
                        is_active: yes
                        suggested_temperature: "0.5"
                        suggested_models: {a: b}
                "#,
            ),
        ]),
        @r#"
    error: the seed files have 7 problems; nothing was written
    seeds/personas.yaml:5:11: expected text, found null
        |     name: ~
        |           ^
        hint: write "" for empty text, or leave the field out
    seeds/personas.yaml:7:15: expected text, found the number 12
        |     category: 12
        |               ^
        hint: put it in quotes
    seeds/personas.yaml:8:18: expected text, found a list
        |     description: [a]
        |                  ^
    seeds/personas.yaml:9:11: expected a list, found the text "one"
        |     tags: one
        |           ^
    seeds/personas.yaml:10:16: expected true or false, found the text "yes"
        |     is_active: yes
        |                ^
        hint: write true
    seeds/personas.yaml:11:28: expected a number, found the text "0.5"
        |     suggested_temperature: "0.5"
        |                            ^
        hint: write it without quotes
    seeds/personas.yaml:12:23: expected a list, found a mapping
        |     suggested_models: {a: b}
        |                       ^
    "#
    );
}

#[test]
fn null_and_numbers_are_told_where_they_do_not_fit() {
    let broken = Broken::new();
    insta::assert_snapshot!(
        broken.set(&[
            (
                "plugin_categories.yaml",
                r"
                    version: 1
                    kind: plugin_categories
                    items:
                      - {slug: a, name: A, is_active: null}
                      - {slug: b, name: B, sort_order: 99999999999}
                      - {slug: c, name: C, sort_order: 1.5}
                ",
            ),
        ]),
        @"
    error: the seed files have 3 problems; nothing was written
    seeds/plugin_categories.yaml:4:35: null is not allowed here
        |   - {slug: a, name: A, is_active: null}
        |                                   ^
    seeds/plugin_categories.yaml:5:36: expected a whole number, found the number 99999999999
        |   - {slug: b, name: B, sort_order: 99999999999}
        |                                    ^
    seeds/plugin_categories.yaml:6:36: expected a whole number, found the number 1.5
        |   - {slug: c, name: C, sort_order: 1.5}
        |                                    ^
    "
    );
}
