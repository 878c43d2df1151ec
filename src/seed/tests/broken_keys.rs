//! Problems between items: keys and references.

use super::broken;

#[test]
fn a_key_twice_in_a_file_is_told_with_both_places() {
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
                    "  - slug: b\n",
                    "    name: A\n",
                    "    system_prompt: Be kind.\n",
                    "    category: Support\n",
                    "  - slug: a\n",
                    "    name: A\n",
                    "    system_prompt: Be kind.\n",
                    "    category: Support\n",
                ).as_bytes()),
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
            ("personas.yaml", concat!(
                    "version: 1\n",
                    "kind: personas\n",
                    "items:\n",
                    "  - slug: a\n",
                    "    name: A\n",
                    "    system_prompt: Be kind.\n",
                    "    category: Support\n",
                ).as_bytes()),
            ("personas/more.yaml", concat!(
                    "version: 1\n",
                    "kind: personas\n",
                    "items:\n",
                    "  - slug: a\n",
                    "    name: A\n",
                    "    system_prompt: Be kind.\n",
                    "    category: Support\n",
                ).as_bytes()),
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
            ("llm_models.yaml", concat!(
                    "version: 1\n",
                    "kind: llm_models\n",
                    "items:\n",
                    "  - {provider: a, model_id: m/1, display_name: M, context_window: 1, max_output_tokens: 1}\n",
                    "  - {provider: a, model_id: m/1, display_name: M, context_window: 1, max_output_tokens: 1}\n",
                ).as_bytes()),
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
            ("plugin_categories.yaml", concat!(
                    "version: 1\n",
                    "kind: plugin_categories\n",
                    "items:\n",
                    "  - slug: development\n",
                    "    name: development\n",
                    "  - slug: testing\n",
                    "    name: testing\n",
                    "    parent: developement\n",
                ).as_bytes()),
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
            ("plugin_categories.yaml", concat!(
                    "version: 1\n",
                    "kind: plugin_categories\n",
                    "items:\n",
                    "  - slug: a\n",
                    "    name: a\n",
                    "  - slug: b\n",
                    "    name: b\n",
                    "    parent: a\n",
                    "  - slug: c\n",
                    "    name: c\n",
                    "    parent: b\n",
                ).as_bytes()),
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
            ("plugin_categories.yaml", concat!(
                    "version: 1\n",
                    "kind: plugin_categories\n",
                    "items:\n",
                    "  - slug: a\n",
                    "    name: a\n",
                    "    parent: b\n",
                    "  - slug: b\n",
                    "    name: b\n",
                    "    parent: a\n",
                    "  - slug: c\n",
                    "    name: c\n",
                    "    parent: c\n",
                ).as_bytes()),
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
