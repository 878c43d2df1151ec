//! Files that are no YAML, or more of it than is allowed.

use super::Broken;

#[test]
fn a_tab_is_told_where_it_stands() {
    let broken = Broken::new();
    insta::assert_snapshot!(
        broken.set(&[
            (
                "personas.yaml",
                concat!(
                    "version: 1\n",
                    "kind: personas\n",
                    "items:\n",
                    "  - slug: a\n",
                    "\tname: A\n",
                ),
            ),
        ]),
        @"
    error: the seed files have a problem; nothing was written
    seeds/personas.yaml:5:1: a tab indents this line
        | →name: A
        | ^
        hint: YAML is indented by spaces only
    "
    );
}

#[test]
fn an_open_quote_is_told_where_it_stands() {
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
                        name: "A
                        category: c
                "#,
            ),
        ]),
        @r#"
    error: the seed files have a problem; nothing was written
    seeds/personas.yaml:5:11: not YAML: unclosed quote
        |     name: "A
        |           ^
    "#
    );
}

#[test]
fn a_wrong_indentation_is_told_where_it_stands() {
    let broken = Broken::new();
    insta::assert_snapshot!(
        broken.set(&[
            (
                "personas.yaml",
                r"
                    version: 1
                    kind: personas
                    items:
                      - slug: a
                         name: A
                        category: c: d
                ",
            ),
        ]),
        @"
    error: the seed files have a problem; nothing was written
    seeds/personas.yaml:5:10: not YAML: mapping values are not allowed in this context
        |      name: A
        |          ^
    "
    );
}

#[test]
fn aliases_that_grow_too_far_are_refused() {
    let broken = Broken::new();
    insta::assert_snapshot!(
        broken.set(&[
            (
                "patterns.yaml",
                r"
                    version: 1
                    kind: patterns
                    items:
                      - name: P
                        pattern_type: decision
                        pattern_data:
                          a: &a [x, x, x, x, x, x, x, x, x]
                          b: &b [*a, *a, *a, *a, *a, *a, *a, *a, *a]
                          c: &c [*b, *b, *b, *b, *b, *b, *b, *b, *b]
                          d: &d [*c, *c, *c, *c, *c, *c, *c, *c, *c]
                          e: &e [*d, *d, *d, *d, *d, *d, *d, *d, *d]
                          f: &f [*e, *e, *e, *e, *e, *e, *e, *e, *e]
                          g: &g [*f, *f, *f, *f, *f, *f, *f, *f, *f]
                          h: &h [*g, *g, *g, *g, *g, *g, *g, *g, *g]
                ",
            ),
        ]),
        @"
    error: the seed files have a problem; nothing was written
    seeds/patterns.yaml:12:14: aliases make this file grow too far
        |       f: &f [*e, *e, *e, *e, *e, *e, *e, *e, *e]
        |              ^
        hint: write out what the alias stands for
    "
    );
}

#[test]
fn merge_keys_are_refused() {
    let broken = Broken::new();
    insta::assert_snapshot!(
        broken.set(&[
            (
                "patterns.yaml",
                r"
                    version: 1
                    kind: patterns
                    items:
                      - name: P
                        pattern_type: decision
                        pattern_data:
                          1: x
                          <<: {a: b}
                ",
            ),
        ]),
        @"
    error: the seed files have 2 problems; nothing was written
    seeds/patterns.yaml:7:7: the name of a field must be text
        |       1: x
        |       ^
        hint: put it in quotes
    seeds/patterns.yaml:8:7: merge keys (`<<`) are not part of the seed format
        |       <<: {a: b}
        |       ^
    "
    );
}

#[test]
fn a_second_document_is_refused() {
    let broken = Broken::new();
    insta::assert_snapshot!(
        broken.set(&[
            (
                "patterns.yaml",
                r"
                    version: 1
                    kind: patterns
                    items: []
                    ---
                    version: 1
                ",
            ),
        ]),
        @"
    error: the seed files have a problem; nothing was written
    seeds/patterns.yaml:5:1: a seed file is a single document
        | version: 1
        | ^
        hint: put what follows `---` into a file of its own
    "
    );
}

#[test]
fn a_field_stands_once() {
    let broken = Broken::new();
    insta::assert_snapshot!(
        broken.set(&[
            (
                "personas.yaml",
                r"
                    version: 1
                    kind: personas
                    items:
                      - slug: a
                        name: A
                        system_prompt: p
                        category: c
                        name: Again
                ",
            ),
            (
                "patterns.yaml",
                r"
                    version: 1
                    kind: patterns
                    items:
                      - name: P
                        pattern_type: decision
                        pattern_data: {steps: [{a: 1, b: 2, a: 3}]}
                ",
            ),
        ]),
        @"
    error: the seed files have 2 problems; nothing was written
    seeds/patterns.yaml:6:41: duplicate field `a`
        |     pattern_data: {steps: [{a: 1, b: 2, a: 3}]}
        |                                         ^
        hint: it is on line 6 already
    seeds/personas.yaml:8:5: duplicate field `name`
        |     name: Again
        |     ^
        hint: it is on line 5 already
    "
    );
}
