//! Files that are no YAML, or not of the kind that seeds are.

use super::broken;

#[test]
fn a_tab_is_told_where_it_stands() {
    insta::assert_snapshot!(
        broken(&[
            ("personas.yaml", concat!(
                    "version: 1\n",
                    "kind: personas\n",
                    "items:\n",
                    "  - slug: a\n",
                    "\t  name: A\n",
                ).as_bytes()),
        ]),
        @r#"
        personas.yaml:5:1: a tab indents this line
            | →  name: A
            | ^
            hint: YAML is indented by spaces only
        "#
    );
}

#[test]
fn a_tab_after_spaces_is_told_where_it_stands() {
    insta::assert_snapshot!(
        broken(&[
            ("personas.yaml", concat!(
                    "version: 1\n",
                    "kind: personas\n",
                    "items:\n",
                    "  - slug: a\n",
                    "  \tname: A\n",
                ).as_bytes()),
        ]),
        @r#"
        personas.yaml:5:3: a tab indents this line
            |   →name: A
            |   ^
            hint: YAML is indented by spaces only
        "#
    );
}

#[test]
fn a_bad_indent_is_told() {
    insta::assert_snapshot!(
        broken(&[
            ("personas.yaml", concat!(
                    "version: 1\n",
                    "kind: personas\n",
                    "items:\n",
                    "  - slug: a\n",
                    "    name: A\n",
                    "   category: c\n",
                ).as_bytes()),
        ]),
        @r#"
        personas.yaml:4:5: missing field `category`
            |   - slug: a
            |     ^
        personas.yaml:4:5: missing field `system_prompt`
            |   - slug: a
            |     ^
        personas.yaml:6:4: not YAML: while parsing a block collection, did not find expected '-' indicator
            |    category: c
            |    ^
            hint: check how far this line is indented
        "#
    );
}

#[test]
fn what_stands_before_a_syntax_error_is_checked_too() {
    insta::assert_snapshot!(
        broken(&[
            ("personas.yaml", concat!(
                    "version: 1\n",
                    "kind: personas\n",
                    "items:\n",
                    "  - slug: a\n",
                    "    nam: A\n",
                    "  - slug: \"b\n",
                ).as_bytes()),
            ("skills.yaml", concat!(
                    "version: 1\n",
                    "kind: skills\n",
                    "items:\n",
                    "  - nam: x\n",
                ).as_bytes()),
        ]),
        @r#"
        personas.yaml:4:5: missing field `category`
            |   - slug: a
            |     ^
        personas.yaml:4:5: missing field `system_prompt`
            |   - slug: a
            |     ^
        personas.yaml:5:5: unknown field `nam`
            |     nam: A
            |     ^
            hint: did you mean `name`?
        personas.yaml:6:11: not YAML: unclosed quote
            |   - slug: "b
            |           ^
        skills.yaml:4:5: missing field `skill_type`
            |   - nam: x
            |     ^
        skills.yaml:4:5: unknown field `nam`
            |   - nam: x
            |     ^
            hint: did you mean `name`?
        "#
    );
}

#[test]
fn an_unclosed_bracket_is_told() {
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
                    "    tags: [a, b\n",
                ).as_bytes()),
        ]),
        @r#"
        personas.yaml:8:11: not YAML: unclosed bracket '['
            |     tags: [a, b
            |           ^
        "#
    );
}

#[test]
fn bytes_that_are_not_utf8_are_told_where_they_stand() {
    insta::assert_snapshot!(
        broken(&[
            ("personas.yaml", b"version: 1\nkind: personas\nitems:\n  - slug: \xc3\xa9\xff\n"),
            ("skills.yaml", b"version: 1\n# caf\xe9\n"),
            ("patterns.yaml", b"version: 1\n# \xc3"),
        ]),
        @r#"
        patterns.yaml:2:3: byte 0xC3 is not UTF-8
            | # �
            |   ^
            hint: save the file as UTF-8
        personas.yaml:4:12: byte 0xFF is not UTF-8
            |   - slug: é�
            |            ^
            hint: save the file as UTF-8
        skills.yaml:2:6: byte 0xE9 is not UTF-8
            | # caf�
            |      ^
            hint: save the file as UTF-8
        "#
    );
}

#[test]
fn a_nul_byte_is_told_where_it_stands() {
    insta::assert_snapshot!(
        broken(&[
            ("personas.yaml", concat!(
                    "version: 1\n",
                    "kind: personas\n",
                    "items:\n",
                    "  - slug: a\0b\n",
                ).as_bytes()),
        ]),
        @r#"
        personas.yaml:4:12: a NUL character cannot be stored
            |   - slug: a�b
            |            ^
            hint: remove it
        "#
    );
}

#[test]
fn an_alias_bomb_is_stopped() {
    insta::assert_snapshot!(
        broken(&[
            ("patterns.yaml", concat!(
                    "version: 1\n",
                    "kind: patterns\n",
                    "items:\n",
                    "  - name: P\n",
                    "    pattern_type: decision\n",
                    "    pattern_data:\n",
                    "      a: &a [x, x, x, x, x, x, x, x, x, x]\n",
                    "      b: &b [*a, *a, *a, *a, *a, *a, *a, *a, *a, *a]\n",
                    "      c: &c [*b, *b, *b, *b, *b, *b, *b, *b, *b, *b]\n",
                    "      d: &d [*c, *c, *c, *c, *c, *c, *c, *c, *c, *c]\n",
                    "      e: &e [*d, *d, *d, *d, *d, *d, *d, *d, *d, *d]\n",
                    "      f: [*e, *e, *e, *e, *e, *e, *e, *e, *e, *e]\n",
                ).as_bytes()),
        ]),
        @r#"
        patterns.yaml:11:42: aliases make this file grow too far
            |       e: &e [*d, *d, *d, *d, *d, *d, *d, *d, *d, *d]
            |                                          ^
            hint: write out what the alias stands for
        "#
    );
}

#[test]
fn an_unknown_alias_is_told() {
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
                    "    description: *nobody\n",
                ).as_bytes()),
        ]),
        @r#"
        personas.yaml:8:18: there is no anchor of that name
            |     description: *nobody
            |                  ^
            hint: text that begins with * is put in quotes
        "#
    );
}

#[test]
fn a_file_is_one_document() {
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
                    "---\n",
                    "version: 1\n",
                    "kind: personas\n",
                    "items:\n",
                ).as_bytes()),
        ]),
        @r#"
        personas.yaml:9:1: a seed file is a single document
            | version: 1
            | ^
            hint: put what follows `---` into a file of its own
        "#
    );
}

#[test]
fn a_header_is_checked() {
    insta::assert_snapshot!(
        broken(&[
            ("personas.yaml", concat!(
                    "version: 2\n",
                    "kind: persona\n",
                    "mode: update\n",
                    "set: My Set\n",
                    "itms: []\n",
                    "items: []\n",
                    "version: 1\n",
                ).as_bytes()),
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
            ("personas.yaml", concat!(
                    "version: 1\n",
                    "kind: skills\n",
                    "items:\n",
                    "  - name: A\n",
                    "    skill_type: technical\n",
                ).as_bytes()),
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
            ("personas.yaml", b""),
            ("skills.yaml", concat!(
                    "# nothing yet\n",
                ).as_bytes()),
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
            ("personas.yaml", concat!(
                    "version: 1\n",
                    "kind: personas\n",
                    "items:\n",
                    "  slug: a\n",
                ).as_bytes()),
            ("skills.yaml", concat!(
                    "version: 1\n",
                    "kind: skills\n",
                    "items:\n",
                    "  - just a text\n",
                    "  - [a]\n",
                ).as_bytes()),
            ("patterns.yaml", concat!(
                    "version: 1\n",
                    "kind: patterns\n",
                    "items:\n",
                ).as_bytes()),
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
            ("personas.yaml", concat!(
                    "version: 1\n",
                    "kind: personas\n",
                    "items: []\n",
                    "mode: sync\n",
                ).as_bytes()),
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
            ("personas.yaml", concat!(
                    "- slug: a\n",
                ).as_bytes()),
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
            ("skills.yaml", concat!(
                    "version: 1\n",
                    "kind: skills\n",
                    "items:\n",
                    "  - name: A\n",
                    "    skill_typ: technical\n",
                    "  - name: B\n",
                    "    skill_type: technical\n",
                    "    tags: [1]\n",
                ).as_bytes()),
            ("personas.yaml", concat!(
                    "version: 1\n",
                    "kind: personas\n",
                    "items:\n",
                    "  - slug: a\n",
                    "    name: A\n",
                    "    system_prompt: Be kind.\n",
                    "    category: Support\n",
                    "    foo: 1\n",
                    "  - slug: b\n",
                    "    name: A\n",
                    "    system_prompt: Be kind.\n",
                    "    category: Support\n",
                    "    is_active: 1\n",
                ).as_bytes()),
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
