//! Problems that only a whole item shows.

use super::broken;

#[test]
fn a_default_must_meet_its_type_and_rules() {
    insta::assert_snapshot!(
        broken(&[
            ("system_settings.yaml", concat!(
                    "version: 1\n",
                    "kind: system_settings\n",
                    "items:\n",
                    "  - category: general\n",
                    "    key: k\n",
                    "    value_type: number\n",
                    "    default_value: \"many\"\n",
                    "  - category: general\n",
                    "    key: l\n",
                    "    value_type: number\n",
                    "    default_value: 11\n",
                    "    validation_rules: {max: 10}\n",
                    "  - category: general\n",
                    "    key: m\n",
                    "    value_type: string\n",
                    "    default_value: soon\n",
                    "    validation_rules: {format: duration}\n",
                    "  - category: general\n",
                    "    key: n\n",
                    "    value_type: string\n",
                    "    default_value: red\n",
                    "    validation_rules: {enum: [blue, green]}\n",
                ).as_bytes()),
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
            ("system_settings.yaml", concat!(
                    "version: 1\n",
                    "kind: system_settings\n",
                    "items:\n",
                    "  - category: general\n",
                    "    key: k\n",
                    "    value_type: string\n",
                    "    validation_rules: {pattern: \"(\"}\n",
                    "  - category: general\n",
                    "    key: l\n",
                    "    value_type: number\n",
                    "    validation_rules: {min: 2, max: 1}\n",
                    "  - category: general\n",
                    "    key: m\n",
                    "    value_type: number\n",
                    "    validation_rules: {minimum: 2}\n",
                ).as_bytes()),
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
            hint: known: min, max, integer, enum, pattern, min_length, max_length, format
        "#
    );
}

#[test]
fn a_sensitive_setting_ships_without_a_value() {
    insta::assert_snapshot!(
        broken(&[
            ("system_settings.yaml", concat!(
                    "version: 1\n",
                    "kind: system_settings\n",
                    "items:\n",
                    "  - category: general\n",
                    "    key: k\n",
                    "    value_type: string\n",
                    "    is_sensitive: true\n",
                    "    value: hunter2\n",
                ).as_bytes()),
        ]),
        @r#"
        system_settings.yaml:8:12: a sensitive setting ships without a value
            |     value: hunter2
            |            ^
            hint: leave it out: it would be readable in the file and the database
        "#
    );
}

#[test]
fn a_credential_type_is_checked_inside() {
    insta::assert_snapshot!(
        broken(&[
            ("credential_types.yaml", concat!(
                    "version: 1\n",
                    "kind: credential_types\n",
                    "items:\n",
                    "  - name: x_api\n",
                    "    display_name: X\n",
                    "    category: ai\n",
                    "    schema_definition:\n",
                    "      - name: api_key\n",
                    "        display_name: Key\n",
                    "        type: password\n",
                    "        required: true\n",
                    "        default: abc\n",
                    "      - name: Two\n",
                    "        display_name: Key\n",
                    "        type: string\n",
                    "        required: true\n",
                    "        options: [{value: a, label: A}]\n",
                    "      - name: three\n",
                    "        display_name: Key\n",
                    "        type: options\n",
                    "        required: true\n",
                    "      - name: port\n",
                    "        display_name: Key\n",
                    "        type: number\n",
                    "        required: true\n",
                    "        default: \"80\"\n",
                    "        show_when: {field: nobody, equals: 1}\n",
                    "      - name: api_key\n",
                    "        display_name: Key\n",
                    "        type: strng\n",
                    "        required: true\n",
                ).as_bytes()),
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
            ("credential_types.yaml", concat!(
                    "version: 1\n",
                    "kind: credential_types\n",
                    "items:\n",
                    "  - name: x_api\n",
                    "    display_name: X\n",
                    "    category: ai\n",
                    "    schema_definition:\n",
                    "      - name: api_key\n",
                    "        display_name: Key\n",
                    "        type: password\n",
                    "        required: true\n",
                    "    test_endpoint:\n",
                    "      method: api_call\n",
                    "      request: GET\n",
                    "      url: \"https://x.example/{apikey}\"\n",
                    "      headers: {Authorization: \"Bearer {token}\"}\n",
                    "  - name: y_api\n",
                    "    display_name: Y\n",
                    "    category: ai\n",
                    "    schema_definition: []\n",
                    "    test_endpoint: {method: connect, prot: redis}\n",
                ).as_bytes()),
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
