//! Files that are no seed files.

use super::Broken;

#[test]
fn a_header_is_checked() {
    let broken = Broken::new();
    insta::assert_snapshot!(
        broken.set(&[
            (
                "personas.yaml",
                r"
                    version: 2
                    kind: persona
                    mode: update
                    set: My Set
                    itms: []
                    items: []
                ",
            ),
        ]),
        @"
    error: the seed files have 5 problems; nothing was written
    seeds/personas.yaml:1:10: this tool reads version 1 of the format
        | version: 2
        |          ^
    seeds/personas.yaml:2:7: `persona` is not a kind of seed
        | kind: persona
        |       ^
        hint: did you mean `personas`?
    seeds/personas.yaml:3:7: `update` is not one of create, upsert, sync
        | mode: update
        |       ^
    seeds/personas.yaml:4:6: `My Set` is not a slug: use 1 to 100 lower-case letters, digits and single hyphens
        | set: My Set
        |      ^
    seeds/personas.yaml:5:1: unknown field `itms`
        | itms: []
        | ^
        hint: did you mean `items`?
    "
    );
}

#[test]
fn a_kind_must_be_the_one_the_name_says() {
    let broken = Broken::new();
    insta::assert_snapshot!(
        broken.set(&[
            (
                "personas.yaml",
                r"
                    version: 1
                    kind: skills
                    items:
                      - {name: A, skill_type: technical}
                ",
            ),
        ]),
        @"
    error: the seed files have a problem; nothing was written
    seeds/personas.yaml:2:7: the kind is skills, but the name of the file says personas
        | kind: skills
        |       ^
    "
    );
}

#[test]
fn a_header_must_be_whole() {
    let broken = Broken::new();
    insta::assert_snapshot!(
        broken.set(&[
            (
                "personas.yaml",
                r"
                    items:
                      - {slug: a, name: A, category: c, system_prompt: p}
                ",
            ),
        ]),
        @"
    error: the seed files have 2 problems; nothing was written
    seeds/personas.yaml:1:1: missing field `kind`
        | items:
        | ^
        hint: add `kind: personas`
    seeds/personas.yaml:1:1: missing field `version`
        | items:
        | ^
        hint: begin the file with `version: 1`
    "
    );
}

#[test]
fn a_header_stands_before_its_items() {
    let broken = Broken::new();
    insta::assert_snapshot!(
        broken.set(&[
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
        @"
    error: the seed files have a problem; nothing was written
    seeds/personas.yaml:4:1: `mode` must stand before `items`
        | mode: sync
        | ^
    "
    );
}

#[test]
fn an_empty_file_is_told_what_it_lacks() {
    let broken = Broken::new();
    insta::assert_snapshot!(
        broken.set(&[
            (
                "personas.yaml",
                "",
            ),
            (
                "skills.yaml",
                "# nothing yet\n",
            ),
        ]),
        @"
    error: the seed files have 2 problems; nothing was written
    seeds/personas.yaml: there is nothing in this file
        hint: begin it with `version: 1`, `kind:` and `items:`
    seeds/skills.yaml: there is nothing in this file
        hint: begin it with `version: 1`, `kind:` and `items:`
    "
    );
}

#[test]
fn items_must_be_a_list_of_mappings() {
    let broken = Broken::new();
    insta::assert_snapshot!(
        broken.set(&[
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
        ]),
        @"
    error: the seed files have 3 problems; nothing was written
    seeds/personas.yaml:3:1: `items` must be a list
        | items:
        | ^
        hint: begin each item with `- `; write `items: []` for none
    seeds/skills.yaml:4:5: expected a mapping of fields
        |   - just a text
        |     ^
    seeds/skills.yaml:5:5: expected a mapping of fields
        |   - [a]
        |     ^
    "
    );
}

#[test]
fn a_file_is_no_list() {
    let broken = Broken::new();
    insta::assert_snapshot!(
        broken.set(&[
            (
                "personas.yaml",
                "- slug: a\n",
            ),
        ]),
        @"
    error: the seed files have a problem; nothing was written
    seeds/personas.yaml:1:1: a seed file is a mapping
        | - slug: a
        | ^
        hint: begin it with `version: 1`, `kind:` and `items:`
    "
    );
}

#[test]
fn a_folder_holds_only_seed_files() {
    let broken = Broken::new();
    insta::assert_snapshot!(
        broken.set(&[
            (
                "persona.yaml",
                "version: 1\n",
            ),
            (
                "personas.json",
                "{}",
            ),
            (
                "pattern/a.yaml",
                "x: 1\n",
            ),
            (
                "skills/deep/a.yaml",
                "x: 1\n",
            ),
        ]),
        @"
    error: the seed files have 4 problems; nothing was written
    seeds/pattern: `pattern` is not a kind of seed
        hint: did you mean `patterns`?
    seeds/persona.yaml: `persona` is not a kind of seed
        hint: did you mean `personas`?
    seeds/personas.json: not a seed file
        hint: seed files are named KIND.yaml, KIND.ndjson or KIND/*.yaml
    seeds/skills/deep: a folder of a kind holds only files
    "
    );
}

#[test]
fn several_problems_in_two_files_are_told_at_once() {
    let broken = Broken::new();
    insta::assert_snapshot!(
        broken.set(&[
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
                "personas/more.yaml",
                r"
                    version: 1
                    kind: personas
                    items:
                      - slug: a
                        name: A
                        system_prompt: Be kind.
                        category: Support
                        foo: 1
                      - slug: a
                        name: ${NOBODY}
                        system_prompt: Be kind.
                        category: Support
                        is_active: 1
                ",
            ),
        ]),
        @"
    error: the seed files have 5 problems; nothing was written
    seeds/personas/more.yaml:8:5: unknown field `foo`
        |     foo: 1
        |     ^
        hint: known: slug, name, description, system_prompt, voice_description, category, tags, suggested_temperature, suggested_models, source, source_url, scope, is_active
    seeds/personas/more.yaml:10:11: the variable `NOBODY` is not defined
        |     name: ${NOBODY}
        |           ^
        hint: set NOBODY in the environment, or write ${NOBODY:-default}
    seeds/personas/more.yaml:13:16: expected true or false, found the number 1
        |     is_active: 1
        |                ^
    seeds/skills.yaml:5:5: unknown field `skill_typ`
        |     skill_typ: technical
        |     ^
        hint: did you mean `skill_type`?
    seeds/skills.yaml:8:12: expected text, found the number 1
        |     tags: [1]
        |            ^
        hint: put it in quotes
    "
    );
}
