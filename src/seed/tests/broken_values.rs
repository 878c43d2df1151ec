//! Problems of single values: limits, ranges, variables.

use super::broken;

#[test]
fn texts_have_their_limits() {
    insta::assert_snapshot!(
        broken(&[
            (
                "personas.yaml",
                r#"
                version: 1
                kind: personas
                items:
                  - slug: Bad_Slug
                    name: "nnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnn"
                    system_prompt: Be kind.
                    category: Support
                    voice_description: "vvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvv"
                    source_url: ftp://x
                    tags: [""]
            "#,
            ),
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
            (
                "llm_models.yaml",
                r"
                version: 1
                kind: llm_models
                items:
                  - provider: a/b
                    model_id: m
                    display_name: M
                    context_window: 0
                    max_output_tokens: 3000000000
                    input_cost_per_1k_tokens: -1
                    default_temperature: 2.5
            ",
            ),
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
                    suggested_temperature: 3
            ",
            ),
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
            (
                "llm_models.yaml",
                r"
                version: 1
                kind: llm_models
                items:
                  - provider: a
                    model_id: m
                    display_name: M
                    context_window: 1
                    max_output_tokens: 1
                    release_date: 2026-13-01
                  - provider: a
                    model_id: n
                    display_name: M
                    context_window: 1
                    max_output_tokens: 1
                    release_date: 2026-02-01
                    deprecation_date: 2026-01-01
            ",
            ),
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
fn json_holds_no_infinity_and_no_number_that_would_lose_digits() {
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
                    pattern_data: {a: .nan, b: -.inf, c: 123456789012345678901234567890, d: 1e400}
            ",
            ),
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
                    description: "a\0b"
            "#,
            ),
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
            (
                "personas.yaml",
                r#"
                version: 1
                kind: personas
                items:
                  - slug: a
                    name: ${HOST
                    system_prompt: Be kind.
                    category: Support
                    source: ${NOWHERE}
                    source_url: "https://${HOST}/${}"
                    description: ${NOWHERE} stays
            "#,
            ),
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

#[test]
fn what_a_variable_stands_for_is_not_told() {
    let text = "version: 1\nkind: personas\nitems: [{slug: '${SECRET}', name: A, system_prompt: x, category: c, source_url: '${SECRET}'}]\n";
    let source = crate::seed::Source::embedded("personas.yaml", text);
    let secret = |_: &str| Some("Hunter2!".to_owned());
    let said = crate::seed::load(&[source], &secret)
        .unwrap_err()
        .to_string();
    assert!(said.contains("`${SECRET}` is not a slug"), "{said}");
    assert!(!said.contains("Hunter2"), "{said}");
}
