//! Problems between items: keys and references.

use super::broken;

#[test]
fn a_key_twice_in_a_file_is_told_with_both_places() {
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
                  - slug: b
                    name: A
                    system_prompt: Be kind.
                    category: Support
                  - slug: a
                    name: A
                    system_prompt: Be kind.
                    category: Support
            ",
            ),
        ]),
        @r#"
        personas.yaml:12:5: duplicate key `a`
            |   - slug: a
            |     ^
            hint: it is at personas.yaml:4:5 already
        "#
    );
}

#[test]
fn a_key_twice_in_two_files_is_told_with_both_places() {
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
            ",
            ),
            (
                "personas/more.yaml",
                r"
                version: 1
                kind: personas
                items:
                  - slug: a
                    name: A
                    system_prompt: Be kind.
                    category: Support
            ",
            ),
        ]),
        @r#"
        personas.yaml:4:5: duplicate key `a`
            |   - slug: a
            |     ^
            hint: it is at personas/more.yaml:4:5 already
        "#
    );
}

#[test]
fn a_key_of_two_parts_is_told_whole() {
    insta::assert_snapshot!(
        broken(&[
            (
                "llm_models.yaml",
                r"
                version: 1
                kind: llm_models
                items:
                  - {provider: a, model_id: m/1, display_name: M, context_window: 1, max_output_tokens: 1}
                  - {provider: a, model_id: m/1, display_name: M, context_window: 1, max_output_tokens: 1}
            ",
            ),
        ]),
        @r#"
        llm_models.yaml:5:5: duplicate key `a/m/1`
            |   - {provider: a, model_id: m/1, display_name: M, context_window: 1, max_output_tokens: 1}
            |     ^
            hint: it is at llm_models.yaml:4:5 already
        "#
    );
}

#[test]
fn a_reference_to_nothing_is_told() {
    insta::assert_snapshot!(
        broken(&[
            (
                "plugin_categories.yaml",
                r"
                version: 1
                kind: plugin_categories
                items:
                  - slug: development
                    name: development
                  - slug: testing
                    name: testing
                    parent: developement
            ",
            ),
        ]),
        @r#"
        plugin_categories.yaml:8:13: `parent` of `testing`: `developement` is not among the plugin_categories
            |     parent: developement
            |             ^
            hint: did you mean `development`?
        "#
    );
}

#[test]
fn categories_have_two_levels() {
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
                  - slug: b
                    name: b
                    parent: a
                  - slug: c
                    name: c
                    parent: b
            ",
            ),
        ]),
        @r#"
        plugin_categories.yaml:11:13: `parent` of `c`: `b` has a parent itself, and there are only two levels
            |     parent: b
            |             ^
        "#
    );
}

#[test]
fn a_cycle_is_told_at_each_of_its_items() {
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
                    parent: b
                  - slug: b
                    name: b
                    parent: a
                  - slug: c
                    name: c
                    parent: c
            ",
            ),
        ]),
        @r#"
        plugin_categories.yaml:6:13: `parent` of `a`: `b` leads back to itself
            |     parent: b
            |             ^
        plugin_categories.yaml:9:13: `parent` of `b`: `a` leads back to itself
            |     parent: a
            |             ^
        plugin_categories.yaml:12:13: `parent` of `c`: `c` leads back to itself
            |     parent: c
            |             ^
        "#
    );
}

#[test]
fn a_reference_to_an_item_with_problems_is_no_second_problem() {
    insta::assert_snapshot!(
        broken(&[
            (
                "plugin_categories.yaml",
                r"
                version: 1
                kind: plugin_categories
                items:
                  - slug: a
                    nam: a
                  - slug: b
                    name: b
                    parent: a
            ",
            ),
        ]),
        @r#"
        plugin_categories.yaml:5:5: unknown field `nam`
            |     nam: a
            |     ^
            hint: did you mean `name`?
        "#
    );
}
