//! Problems of single fields.

use super::broken;

#[test]
fn an_unknown_field_is_told_with_what_was_meant() {
    insta::assert_snapshot!(
        broken(&[
            ("personas.yaml", concat!(
                    "version: 1\n",
                    "kind: personas\n",
                    "items:\n",
                    "  - slug: a\n",
                    "    name: A\n",
                    "    system_prompt: Be kind.\n",
                    "    category: Support\n",
                    "    tag: [x]\n",
                    "    system_promt: y\n",
                ).as_bytes()),
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
            ("plugin_categories.yaml", concat!(
                    "version: 1\n",
                    "kind: plugin_categories\n",
                    "items:\n",
                    "  - slug: a\n",
                    "    name: a\n",
                    "    quux: 1\n",
                ).as_bytes()),
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
            ("personas.yaml", concat!(
                    "version: 1\n",
                    "kind: personas\n",
                    "items:\n",
                    "  - slug: a\n",
                    "    name: A\n",
                    "    system_prompt: Be kind.\n",
                    "    category: Support\n",
                    "    description: 12\n",
                    "    tags: one\n",
                    "    is_active: yes\n",
                    "    suggested_temperature: \"0.5\"\n",
                    "    suggested_models: {a: b}\n",
                    "    voice_description: [a]\n",
                ).as_bytes()),
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
            ("personas.yaml", concat!(
                    "version: 1\n",
                    "kind: personas\n",
                    "items:\n",
                    "  - slug: a\n",
                    "    name: ~\n",
                    "    system_prompt: x\n",
                    "    category: c\n",
                    "    tags: null\n",
                    "    description: null\n",
                ).as_bytes()),
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
            ("skills.yaml", concat!(
                    "version: 1\n",
                    "kind: skills\n",
                    "items:\n",
                    "  - description: x\n",
                    "  - name: B\n",
                ).as_bytes()),
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
            ("skills.yaml", concat!(
                    "version: 1\n",
                    "kind: skills\n",
                    "items:\n",
                    "  - name: A\n",
                    "    skill_type: technicl\n",
                    "  - name: B\n",
                    "    skill_type: magic\n",
                ).as_bytes()),
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
fn texts_have_their_limits() {
    insta::assert_snapshot!(
        broken(&[
            ("personas.yaml", concat!(
                    "version: 1\n",
                    "kind: personas\n",
                    "items:\n",
                    "  - slug: Bad_Slug\n",
                    "    name: \"nnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnn\"\n",
                    "    system_prompt: Be kind.\n",
                    "    category: Support\n",
                    "    voice_description: \"vvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvv\"\n",
                    "    source_url: ftp://x\n",
                    "    tags: [\"\"]\n",
                ).as_bytes()),
        ]),
        @r#"
        personas.yaml:4:11: `Bad_Slug` is not a slug: use 1 to 100 lower-case letters, digits and single hyphens
            |   - slug: Bad_Slug
            |           ^
        personas.yaml:5:11: 256 characters are too many: at most 255
            |     name: "nnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnn…
            |           ^
        personas.yaml:8:24: 501 characters are too many: at most 500
            |     voice_description: "vvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvv…
            |                        ^
        personas.yaml:9:17: `ftp://x` is not a URL: it must begin with https:// or http://
            |     source_url: ftp://x
            |                 ^
        personas.yaml:10:12: this may not be empty
            |     tags: [""]
            |            ^
        "#
    );
}

#[test]
fn numbers_have_their_ranges() {
    insta::assert_snapshot!(
        broken(&[
            ("llm_models.yaml", concat!(
                    "version: 1\n",
                    "kind: llm_models\n",
                    "items:\n",
                    "  - provider: a/b\n",
                    "    model_id: m\n",
                    "    display_name: M\n",
                    "    context_window: 0\n",
                    "    max_output_tokens: 3000000000\n",
                    "    input_cost_per_1k_tokens: -1\n",
                    "    default_temperature: 2.5\n",
                ).as_bytes()),
            ("personas.yaml", concat!(
                    "version: 1\n",
                    "kind: personas\n",
                    "items:\n",
                    "  - slug: a\n",
                    "    name: A\n",
                    "    system_prompt: Be kind.\n",
                    "    category: Support\n",
                    "    suggested_temperature: 3\n",
                ).as_bytes()),
        ]),
        @r#"
        llm_models.yaml:4:15: `a/b` may only have letters, digits, `_`, `-` and `.`
            |   - provider: a/b
            |               ^
        llm_models.yaml:8:24: 3000000000 is not a number of tokens: 0 to 2147483647
            |     max_output_tokens: 3000000000
            |                        ^
        llm_models.yaml:9:31: -1 is not a price: 0 to 1000000
            |     input_cost_per_1k_tokens: -1
            |                               ^
        llm_models.yaml:10:26: 2.5 is not a temperature: 0 to 2
            |     default_temperature: 2.5
            |                          ^
        personas.yaml:8:28: 3 is not a temperature: 0 to 2
            |     suggested_temperature: 3
            |                            ^
        "#
    );
}

#[test]
fn dates_must_be_dates_and_in_order() {
    insta::assert_snapshot!(
        broken(&[
            ("llm_models.yaml", concat!(
                    "version: 1\n",
                    "kind: llm_models\n",
                    "items:\n",
                    "  - provider: a\n",
                    "    model_id: m\n",
                    "    display_name: M\n",
                    "    context_window: 1\n",
                    "    max_output_tokens: 1\n",
                    "    release_date: 2026-13-01\n",
                    "  - provider: a\n",
                    "    model_id: n\n",
                    "    display_name: M\n",
                    "    context_window: 1\n",
                    "    max_output_tokens: 1\n",
                    "    release_date: 2026-02-01\n",
                    "    deprecation_date: 2026-01-01\n",
                ).as_bytes()),
        ]),
        @r#"
        llm_models.yaml:9:19: `2026-13-01` is not a date such as 2026-11-22
            |     release_date: 2026-13-01
            |                   ^
        llm_models.yaml:16:23: 2026-01-01 is before the release on 2026-02-01
            |     deprecation_date: 2026-01-01
            |                       ^
        "#
    );
}

#[test]
fn a_field_twice_in_an_item_is_told_with_both_lines() {
    insta::assert_snapshot!(
        broken(&[
            ("personas.yaml", concat!(
                    "version: 1\n",
                    "kind: personas\n",
                    "items:\n",
                    "  - slug: a\n",
                    "    name: A\n",
                    "    system_prompt: Be kind.\n",
                    "    category: Support\n",
                    "    name: Again\n",
                ).as_bytes()),
            ("patterns.yaml", concat!(
                    "version: 1\n",
                    "kind: patterns\n",
                    "items:\n",
                    "  - name: P\n",
                    "    pattern_type: decision\n",
                    "    pattern_data:\n",
                    "      steps:\n",
                    "        - {a: 1, b: 2, a: 3}\n",
                ).as_bytes()),
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
            ("patterns.yaml", concat!(
                    "version: 1\n",
                    "kind: patterns\n",
                    "items:\n",
                    "  - name: P\n",
                    "    pattern_type: decision\n",
                    "    pattern_data:\n",
                    "      1: x\n",
                    "      <<: {a: b}\n",
                ).as_bytes()),
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

#[test]
fn json_holds_no_infinity_and_no_number_that_would_lose_digits() {
    insta::assert_snapshot!(
        broken(&[
            ("patterns.yaml", concat!(
                    "version: 1\n",
                    "kind: patterns\n",
                    "items:\n",
                    "  - name: P\n",
                    "    pattern_type: decision\n",
                    "    pattern_data: {a: .nan, b: -.inf, c: 123456789012345678901234567890, d: 1e400}\n",
                ).as_bytes()),
        ]),
        @r#"
        patterns.yaml:6:23: infinity and not-a-number cannot be stored
            |     pattern_data: {a: .nan, b: -.inf, c: 123456789012345678901234567890, d: 1e400}
            |                       ^
        patterns.yaml:6:32: infinity and not-a-number cannot be stored
            |     pattern_data: {a: .nan, b: -.inf, c: 123456789012345678901234567890, d: 1e400}
            |                                ^
        patterns.yaml:6:42: this number is too large to be kept exactly: quote it
            |     pattern_data: {a: .nan, b: -.inf, c: 123456789012345678901234567890, d: 1e400}
            |                                          ^
        patterns.yaml:6:77: infinity and not-a-number cannot be stored
            |     pattern_data: {a: .nan, b: -.inf, c: 123456789012345678901234567890, d: 1e400}
            |                                                                             ^
        "#
    );
}

#[test]
fn nul_cannot_be_stored() {
    insta::assert_snapshot!(
        broken(&[
            ("personas.yaml", concat!(
                    "version: 1\n",
                    "kind: personas\n",
                    "items:\n",
                    "  - slug: a\n",
                    "    name: A\n",
                    "    system_prompt: Be kind.\n",
                    "    category: Support\n",
                    "    description: \"a\\0b\"\n",
                ).as_bytes()),
        ]),
        @r#"
        personas.yaml:8:18: a NUL character cannot be stored
            |     description: "a\0b"
            |                  ^
        "#
    );
}

#[test]
fn an_undefined_variable_is_an_error() {
    insta::assert_snapshot!(
        broken(&[
            ("personas.yaml", concat!(
                    "version: 1\n",
                    "kind: personas\n",
                    "items:\n",
                    "  - slug: a\n",
                    "    name: ${HOST\n",
                    "    system_prompt: Be kind.\n",
                    "    category: Support\n",
                    "    source: ${NOWHERE}\n",
                    "    source_url: \"https://${HOST}/${}\"\n",
                    "    description: ${NOWHERE} stays\n",
                ).as_bytes()),
        ]),
        @r#"
        personas.yaml:5:11: `${` is not closed by `}`
            |     name: ${HOST
            |           ^
            hint: write ${NAME} or ${NAME:-default}, and $${ for a literal ${
        personas.yaml:8:13: the variable `NOWHERE` is not defined
            |     source: ${NOWHERE}
            |             ^
            hint: set NOWHERE in the environment, or write ${NOWHERE:-default}
        personas.yaml:9:17: the variable `HOST` is not defined
            |     source_url: "https://${HOST}/${}"
            |                 ^
            hint: set HOST in the environment, or write ${HOST:-default}
        "#
    );
}
