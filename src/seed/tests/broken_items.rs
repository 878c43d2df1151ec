//! Problems that only a whole item shows.

use super::broken;

#[test]
fn a_default_must_meet_its_type_and_rules() {
    insta::assert_snapshot!(
        broken(&[
            (
                "system_settings.yaml",
                r#"
                version: 1
                kind: system_settings
                items:
                  - category: general
                    key: k
                    value_type: number
                    default_value: "many"
                  - category: general
                    key: l
                    value_type: number
                    default_value: 11
                    validation_rules: {max: 10}
                  - category: general
                    key: m
                    value_type: string
                    default_value: soon
                    validation_rules: {format: duration}
                  - category: general
                    key: n
                    value_type: string
                    default_value: red
                    validation_rules: {enum: [blue, green]}
            "#,
            ),
        ]),
        @r#"
        system_settings.yaml:7:20: `default_value` must be a number, not `many`
            |     default_value: "many"
            |                    ^
        system_settings.yaml:11:20: `default_value` must not be more than 10
            |     default_value: 11
            |                    ^
        system_settings.yaml:16:20: `default_value` must be a duration such as 30s, 15m or 24h
            |     default_value: soon
            |                    ^
        system_settings.yaml:21:20: `default_value` must be one of blue, green
            |     default_value: red
            |                    ^
        "#
    );
}

#[test]
fn rules_must_make_sense() {
    insta::assert_snapshot!(
        broken(&[
            (
                "system_settings.yaml",
                r#"
                version: 1
                kind: system_settings
                items:
                  - category: general
                    key: k
                    value_type: string
                    validation_rules: {pattern: "("}
                  - category: general
                    key: l
                    value_type: number
                    validation_rules: {min: 2, max: 1}
                  - category: general
                    key: m
                    value_type: number
                    validation_rules: {minimum: 2}
            "#,
            ),
        ]),
        @r#"
    system_settings.yaml:7:33: not a regular expression: unclosed group
        |     validation_rules: {pattern: "("}
        |                                 ^
    system_settings.yaml:11:37: 1 is less than the minimum 2
        |     validation_rules: {min: 2, max: 1}
        |                                     ^
    system_settings.yaml:15:24: unknown field `minimum`
        |     validation_rules: {minimum: 2}
        |                        ^
        hint: known: min, max, integer, enum, pattern, min_length, max_length, format, items, not_below, not_above
    "#
    );
}

#[test]
fn a_sensitive_setting_ships_without_a_value() {
    insta::assert_snapshot!(
        broken(&[
            (
                "system_settings.yaml",
                r"
                version: 1
                kind: system_settings
                items:
                  - category: general
                    key: k
                    value_type: string
                    is_sensitive: true
                    value: hunter2
            ",
            ),
        ]),
        @"
    system_settings.yaml:8:12: the value of a sensitive setting cannot stand in a file
        hint: `value_from` names the environment variable that holds the value
    "
    );
}

#[test]
fn a_credential_type_is_checked_inside() {
    insta::assert_snapshot!(
        broken(&[
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
                      - name: api_key
                        display_name: Key
                        type: password
                        required: true
                        default: abc
                      - name: Two
                        display_name: Key
                        type: string
                        required: true
                        options: [{value: a, label: A}]
                      - name: three
                        display_name: Key
                        type: options
                        required: true
                      - name: port
                        display_name: Key
                        type: number
                        required: true
                        default: "80"
                        show_when: {field: nobody, equals: 1}
                      - name: api_key
                        display_name: Key
                        type: strng
                        required: true
            "#,
            ),
        ]),
        @r#"
        credential_types.yaml:12:18: a secret has no default
            |         default: abc
            |                  ^
        credential_types.yaml:13:15: `Two` is no name of a field: a-z, 0-9 and _, a letter first
            |       - name: Two
            |               ^
        credential_types.yaml:18:9: a field of type `options` needs options
            |       - name: three
            |         ^
        credential_types.yaml:26:18: the default must be a number
            |         default: "80"
            |                  ^
        credential_types.yaml:30:15: `strng` is not one of string, password, number, boolean, options, hidden
            |         type: strng
            |               ^
            hint: did you mean `string`?
        "#
    );
}

#[test]
fn a_test_names_only_fields_that_are_there() {
    insta::assert_snapshot!(
        broken(&[
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
                      - name: api_key
                        display_name: Key
                        type: password
                        required: true
                    test_endpoint:
                      method: api_call
                      request: GET
                      url: "https://x.example/{apikey}"
                      headers: {Authorization: "Bearer {token}"}
                  - name: y_api
                    display_name: Y
                    category: ai
                    schema_definition: []
                    test_endpoint: {method: connect, prot: redis}
            "#,
            ),
        ]),
        @r#"
        credential_types.yaml:13:15: an `api_call` needs `expected_status`
            |       method: api_call
            |               ^
        credential_types.yaml:15:12: `{apikey}` is no field of this credential
            |       url: "https://x.example/{apikey}"
            |            ^
            hint: did you mean `api_key`?
        credential_types.yaml:16:32: `{token}` is no field of this credential
            |       headers: {Authorization: "Bearer {token}"}
            |                                ^
        credential_types.yaml:21:29: a `connect` needs `protocol`
            |     test_endpoint: {method: connect, prot: redis}
            |                             ^
        credential_types.yaml:21:38: unknown field `prot`
            |     test_endpoint: {method: connect, prot: redis}
            |                                      ^
            hint: did you mean `port`?
        "#
    );
}
