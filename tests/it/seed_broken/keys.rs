//! Items that do not fit together.

use super::Broken;

#[test]
fn a_key_stands_once_in_a_file() {
    let broken = Broken::new();
    insta::assert_snapshot!(
        broken.set(&[
            (
                "personas.yaml",
                r"
                    version: 1
                    kind: personas
                    items:
                      - {slug: a, name: A, category: c, system_prompt: p}
                      - {slug: b, name: B, category: c, system_prompt: p}
                      - {slug: a, name: C, category: c, system_prompt: p}
                ",
            ),
        ]),
        @"
    error: the seed files have a problem; nothing was written
    seeds/personas.yaml:6:5: duplicate key `a`
        |   - {slug: a, name: C, category: c, system_prompt: p}
        |     ^
        hint: it is at seeds/personas.yaml:4:5 already
    "
    );
}

#[test]
fn a_key_stands_once_in_all_files() {
    let broken = Broken::new();
    insta::assert_snapshot!(
        broken.set(&[
            (
                "personas.yaml",
                r"
                    version: 1
                    kind: personas
                    items:
                      - {slug: a, name: A, category: c, system_prompt: p}
                ",
            ),
            (
                "personas/more.yaml",
                r"
                    version: 1
                    kind: personas
                    items:
                      - {slug: a, name: A, category: c, system_prompt: p}
                ",
            ),
        ]),
        @"
    error: the seed files have a problem; nothing was written
    seeds/personas.yaml:4:5: duplicate key `a`
        |   - {slug: a, name: A, category: c, system_prompt: p}
        |     ^
        hint: it is at seeds/personas/more.yaml:4:5 already
    "
    );
}

#[test]
fn a_key_of_two_parts_is_told_whole() {
    let broken = Broken::new();
    insta::assert_snapshot!(
        broken.set(&[
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
        @"
    error: the seed files have a problem; nothing was written
    seeds/llm_models.yaml:5:5: duplicate key `a/m/1`
        |   - {provider: a, model_id: m/1, display_name: M, context_window: 1, max_output_tokens: 1}
        |     ^
        hint: it is at seeds/llm_models.yaml:4:5 already
    "
    );
}

#[test]
fn a_reference_leads_somewhere() {
    let broken = Broken::new();
    insta::assert_snapshot!(
        broken.set(&[
            (
                "plugin_categories.yaml",
                r"
                    version: 1
                    kind: plugin_categories
                    items:
                      - {slug: development, name: Development}
                      - {slug: testing, name: Testing, parent: developement}
                      - {slug: other, name: Other, parent: nowhere-at-all}
                ",
            ),
        ]),
        @"
    error: the seed files have 2 problems; nothing was written
    seeds/plugin_categories.yaml:5:44: `parent` of `testing`: `developement` is not among the plugin_categories
        |   - {slug: testing, name: Testing, parent: developement}
        |                                            ^
        hint: did you mean `development`?
    seeds/plugin_categories.yaml:6:40: `parent` of `other`: `nowhere-at-all` is not among the plugin_categories
        |   - {slug: other, name: Other, parent: nowhere-at-all}
        |                                        ^
        hint: add it to plugin_categories, or mend the name
    "
    );
}

#[test]
fn references_do_not_go_in_circles() {
    let broken = Broken::new();
    insta::assert_snapshot!(
        broken.set(&[
            (
                "plugin_categories.yaml",
                r"
                    version: 1
                    kind: plugin_categories
                    items:
                      - {slug: a, name: A, parent: b}
                      - {slug: b, name: B, parent: a}
                      - {slug: c, name: C, parent: c}
                ",
            ),
        ]),
        @"
    error: the seed files have 3 problems; nothing was written
    seeds/plugin_categories.yaml:4:32: `parent` of `a`: `b` leads back to itself
        |   - {slug: a, name: A, parent: b}
        |                                ^
    seeds/plugin_categories.yaml:5:32: `parent` of `b`: `a` leads back to itself
        |   - {slug: b, name: B, parent: a}
        |                                ^
    seeds/plugin_categories.yaml:6:32: `parent` of `c`: `c` leads back to itself
        |   - {slug: c, name: C, parent: c}
        |                                ^
    "
    );
}

#[test]
fn categories_have_two_levels() {
    let broken = Broken::new();
    insta::assert_snapshot!(
        broken.set(&[
            (
                "plugin_categories.yaml",
                r"
                    version: 1
                    kind: plugin_categories
                    items:
                      - {slug: a, name: A}
                      - {slug: b, name: B, parent: a}
                      - {slug: c, name: C, parent: b}
                ",
            ),
        ]),
        @"
    error: the seed files have a problem; nothing was written
    seeds/plugin_categories.yaml:6:32: `parent` of `c`: `b` has a parent itself, and there are only two levels
        |   - {slug: c, name: C, parent: b}
        |                                ^
    "
    );
}

#[test]
fn variables_must_be_defined_and_closed() {
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
                        name: ${WHO}
                        category: c
                        system_prompt: ${NOT_LOOKED_AT}
                        tags: ["${", "${a b}", "x ${NOBODY} y"]
                "#,
            ),
        ]),
        @r#"
    error: the seed files have 4 problems; nothing was written
    seeds/personas.yaml:5:11: the variable `WHO` is not defined
        |     name: ${WHO}
        |           ^
        hint: set WHO in the environment, or write ${WHO:-default}
    seeds/personas.yaml:8:12: `${` is not closed by `}`
        |     tags: ["${", "${a b}", "x ${NOBODY} y"]
        |            ^
        hint: write ${NAME} or ${NAME:-default}, and $${ for a literal ${
    seeds/personas.yaml:8:18: `${a b}` names no variable
        |     tags: ["${", "${a b}", "x ${NOBODY} y"]
        |                  ^
        hint: write ${NAME} or ${NAME:-default}, and $${ for a literal ${
    seeds/personas.yaml:8:28: the variable `NOBODY` is not defined
        |     tags: ["${", "${a b}", "x ${NOBODY} y"]
        |                            ^
        hint: set NOBODY in the environment, or write ${NOBODY:-default}
    "#
    );
}
