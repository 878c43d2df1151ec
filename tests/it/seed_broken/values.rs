//! Values that are not allowed.

use super::Broken;

#[test]
fn a_value_outside_a_closed_set_is_told_with_what_was_meant() {
    let broken = Broken::new();
    insta::assert_snapshot!(
        broken.set(&[
            (
                "skills.yaml",
                r"
                    version: 1
                    kind: skills
                    items:
                      - {name: A, skill_type: technicl}
                      - {name: B, skill_type: magic}
                ",
            ),
        ]),
        @"
    error: the seed files have 2 problems; nothing was written
    seeds/skills.yaml:4:27: `technicl` is not one of cognitive, technical, communication
        |   - {name: A, skill_type: technicl}
        |                           ^
        hint: did you mean `technical`?
    seeds/skills.yaml:5:27: `magic` is not one of cognitive, technical, communication
        |   - {name: B, skill_type: magic}
        |                           ^
    "
    );
}

#[test]
fn values_outside_their_limits_are_told() {
    let broken = Broken::new();
    insta::assert_snapshot!(
        broken.set(&[
            (
                "personas.yaml",
                r#"
                    version: 1
                    kind: personas
                    items:
                      - slug: Not A Slug
                        name: ""
                        system_prompt: p
                        category: c
                        suggested_temperature: 2.5
                        source_url: ftp://example.org
                        scope: workspace
                "#,
            ),
        ]),
        @r#"
    error: the seed files have 4 problems; nothing was written
    seeds/personas.yaml:4:11: `Not A Slug` is not a slug: use 1 to 100 lower-case letters, digits and single hyphens
        |   - slug: Not A Slug
        |           ^
    seeds/personas.yaml:5:11: this may not be empty
        |     name: ""
        |           ^
    seeds/personas.yaml:8:28: 2.5 is not a temperature: 0 to 2
        |     suggested_temperature: 2.5
        |                            ^
    seeds/personas.yaml:9:17: `ftp://example.org` is not a URL: it must begin with https:// or http://
        |     source_url: ftp://example.org
        |                 ^
    "#
    );
}

#[test]
fn numbers_and_dates_outside_their_limits_are_told() {
    let broken = Broken::new();
    insta::assert_snapshot!(
        broken.set(&[
            (
                "llm_models.yaml",
                r"
                    version: 1
                    kind: llm_models
                    items:
                      - provider: a b
                        model_id: m
                        display_name: M
                        context_window: 0
                        max_output_tokens: -1
                        input_cost_per_1k_tokens: .nan
                        release_date: 2026-02-30
                      - provider: a
                        model_id: n
                        display_name: N
                        context_window: 1
                        max_output_tokens: 1
                        release_date: 2026-03-01
                        deprecation_date: 2026-02-01
                ",
            ),
        ]),
        @"
    error: the seed files have 5 problems; nothing was written
    seeds/llm_models.yaml:4:15: `a b` may only have letters, digits, `_`, `-` and `.`
        |   - provider: a b
        |               ^
    seeds/llm_models.yaml:8:24: -1 is not a number of tokens: 0 to 2147483647
        |     max_output_tokens: -1
        |                        ^
    seeds/llm_models.yaml:9:31: infinity and not-a-number cannot be stored
        |     input_cost_per_1k_tokens: .nan
        |                               ^
    seeds/llm_models.yaml:10:19: `2026-02-30` is not a date such as 2026-11-22
        |     release_date: 2026-02-30
        |                   ^
    seeds/llm_models.yaml:17:23: 2026-02-01 is before the release on 2026-03-01
        |     deprecation_date: 2026-02-01
        |                       ^
    "
    );
}

#[test]
fn settings_are_checked_as_a_whole() {
    let broken = Broken::new();
    insta::assert_snapshot!(
        broken.set(&[
            (
                "system_settings.yaml",
                r#"
                    version: 1
                    kind: system_settings
                    items:
                      - {category: g, key: k, value_type: number, default_value: many}
                      - {category: g, key: l, value_type: number, default_value: 11, validation_rules: {max: 10}}
                      - {category: g, key: m, value_type: string, validation_rules: {pattern: "("}}
                      - {category: g, key: n, value_type: string, is_sensitive: true, value: hunter2}
                "#,
            ),
        ]),
        @r#"
    error: the seed files have 4 problems; nothing was written
    seeds/system_settings.yaml:4:62: `default_value` must be a number, not `many`
        |   - {category: g, key: k, value_type: number, default_value: many}
        |                                                              ^
    seeds/system_settings.yaml:5:62: `default_value` must not be more than 10
        |   - {category: g, key: l, value_type: number, default_value: 11, validation_rules: {max: 10}}
        |                                                              ^
    seeds/system_settings.yaml:6:75: not a regular expression: unclosed group
        |   - {category: g, key: m, value_type: string, validation_rules: {pattern: "("}}
        |                                                                           ^
    seeds/system_settings.yaml:7:74: the value of a sensitive setting cannot stand in a file
        hint: `value_from` names the environment variable that holds the value
    "#
    );
}

#[test]
fn credential_types_are_checked_as_a_whole() {
    let broken = Broken::new();
    insta::assert_snapshot!(
        broken.set(&[
            (
                "credential_types.yaml",
                r#"
                    version: 1
                    kind: credential_types
                    items:
                      - name: x_api
                        display_name: X
                        category: ai
                        schema_definition:
                          - {name: api_key, display_name: Key, type: password, required: true, default: abc}
                          - {name: Two, display_name: Key, type: string, required: true}
                          - {name: three, display_name: Key, type: options, required: true}
                        test_endpoint:
                          method: api_call
                          request: GET
                          url: "https://x.example/{apikey}"
                "#,
            ),
        ]),
        @r#"
    error: the seed files have 5 problems; nothing was written
    seeds/credential_types.yaml:8:85: a secret has no default
        |       - {name: api_key, display_name: Key, type: password, required: true, default: abc}
        |                                                                                     ^
    seeds/credential_types.yaml:9:16: `Two` is no name of a field: a-z, 0-9 and _, a letter first
        |       - {name: Two, display_name: Key, type: string, required: true}
        |                ^
    seeds/credential_types.yaml:10:9: a field of type `options` needs options
        |       - {name: three, display_name: Key, type: options, required: true}
        |         ^
    seeds/credential_types.yaml:12:15: an `api_call` needs `expected_status`
        |       method: api_call
        |               ^
    seeds/credential_types.yaml:14:12: `{apikey}` is no field of this credential
        |       url: "https://x.example/{apikey}"
        |            ^
        hint: did you mean `api_key`?
    "#
    );
}
