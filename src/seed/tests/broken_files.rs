//! Files that are YAML, but no seed files.

use super::broken;

#[test]
fn a_header_is_checked() {
    insta::assert_snapshot!(
        broken(&[
            (
                "personas.yaml",
                r"
                version: 2
                kind: persona
                mode: update
                set: My Set
                itms: []
                items: []
                version: 1
            ",
            ),
        ]),
        @r#"
        personas.yaml:1:10: this tool reads version 1 of the format
            | version: 2
            |          ^
        personas.yaml:2:7: `persona` is not a kind of seed
            | kind: persona
            |       ^
            hint: did you mean `personas`?
        personas.yaml:3:7: `update` is not one of create, upsert, sync
            | mode: update
            |       ^
        personas.yaml:4:6: `My Set` is not a slug: use 1 to 100 lower-case letters, digits and single hyphens
            | set: My Set
            |      ^
        personas.yaml:5:1: unknown field `itms`
            | itms: []
            | ^
            hint: did you mean `items`?
        personas.yaml:7:1: duplicate field `version`
            | version: 1
            | ^
            hint: it is on line 1 already
        "#
    );
}

#[test]
fn a_kind_must_be_the_one_the_name_says() {
    insta::assert_snapshot!(
        broken(&[
            (
                "personas.yaml",
                r"
                version: 1
                kind: skills
                items:
                  - name: A
                    skill_type: technical
            ",
            ),
        ]),
        @r#"
        personas.yaml:2:7: the kind is skills, but the name of the file says personas
            | kind: skills
            |       ^
        "#
    );
}

#[test]
fn an_empty_file_is_told_what_it_lacks() {
    insta::assert_snapshot!(
        broken(&[
            (
                "personas.yaml",
                "",
            ),
            (
                "skills.yaml",
                "# nothing yet",
            ),
        ]),
        @r#"
        personas.yaml: there is nothing in this file
            hint: begin it with `version: 1`, `kind:` and `items:`
        skills.yaml: there is nothing in this file
            hint: begin it with `version: 1`, `kind:` and `items:`
        "#
    );
}

#[test]
fn items_must_be_a_list_of_mappings() {
    insta::assert_snapshot!(
        broken(&[
            (
                "personas.yaml",
                r"
                version: 1
                kind: personas
                items:
                  slug: a
            ",
            ),
            (
                "skills.yaml",
                r"
                version: 1
                kind: skills
                items:
                  - just a text
                  - [a]
            ",
            ),
            (
                "patterns.yaml",
                r"
                version: 1
                kind: patterns
                items:
            ",
            ),
        ]),
        @r#"
        patterns.yaml:3:1: `items` must be a list
            | items:
            | ^
            hint: begin each item with `- `; write `items: []` for none
        personas.yaml:3:1: `items` must be a list
            | items:
            | ^
            hint: begin each item with `- `; write `items: []` for none
        skills.yaml:4:5: expected a mapping of fields
            |   - just a text
            |     ^
        skills.yaml:5:5: expected a mapping of fields
            |   - [a]
            |     ^
        "#
    );
}

#[test]
fn a_header_stands_before_its_items() {
    insta::assert_snapshot!(
        broken(&[
            (
                "personas.yaml",
                r"
                version: 1
                kind: personas
                items: []
                mode: sync
            ",
            ),
        ]),
        @r#"
        personas.yaml:4:1: `mode` must stand before `items`
            | mode: sync
            | ^
        "#
    );
}

#[test]
fn a_file_is_no_list() {
    insta::assert_snapshot!(
        broken(&[
            (
                "personas.yaml",
                "- slug: a",
            ),
        ]),
        @r#"
        personas.yaml:1:1: a seed file is a mapping
            | - slug: a
            | ^
            hint: begin it with `version: 1`, `kind:` and `items:`
        "#
    );
}

#[test]
fn several_problems_in_two_files_are_told_in_order() {
    insta::assert_snapshot!(
        broken(&[
            (
                "skills.yaml",
                r"
                version: 1
                kind: skills
                items:
                  - name: A
                    skill_typ: technical
                  - name: B
                    skill_type: technical
                    tags: [1]
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
                    foo: 1
                  - slug: b
                    name: A
                    system_prompt: Be kind.
                    category: Support
                    is_active: 1
            ",
            ),
        ]),
        @r#"
        personas.yaml:8:5: unknown field `foo`
            |     foo: 1
            |     ^
            hint: known: slug, name, description, system_prompt, voice_description, category, tags, suggested_temperature, suggested_models, source, source_url, scope, is_active
        personas.yaml:13:16: expected true or false, found the number 1
            |     is_active: 1
            |                ^
        skills.yaml:5:5: unknown field `skill_typ`
            |     skill_typ: technical
            |     ^
            hint: did you mean `skill_type`?
        skills.yaml:8:12: expected text, found the number 1
            |     tags: [1]
            |            ^
            hint: put it in quotes
        "#
    );
}
