//! What a migration may not do to a table that is in use: whatever makes writers wait for as long as
//! the table is large. That tables, columns and foreign keys have their comments and indexes is
//! promised of the whole schema.

use std::fs;
use std::path::PathBuf;

/// Words that follow each other in a statement, and what is wrong with it.
const UNSAFE: &[(&str, &str)] = &[
    (" ALTER COLUMN * TYPE ", "rewrites the table"),
    (
        " ALTER COLUMN * SET NOT NULL",
        "reads the whole table: prove it by a valid CHECK first",
    ),
    (
        " ADD CONSTRAINT * CHECK ",
        "reads the whole table: NOT VALID, then VALIDATE in a migration of its own",
    ),
    (
        " ADD CONSTRAINT * FOREIGN KEY ",
        "reads the whole table: NOT VALID, then VALIDATE in a migration of its own",
    ),
    (
        " ADD CONSTRAINT * UNIQUE (",
        "builds an index: CONCURRENTLY, then USING INDEX",
    ),
    (
        " ADD CONSTRAINT * PRIMARY KEY (",
        "builds an index: CONCURRENTLY, then USING INDEX",
    ),
    (" DROP COLUMN ", "breaks servers of the version before"),
    (" RENAME ", "breaks servers of the version before"),
    (" SET LOGGED", "rewrites the table"),
    (" SET UNLOGGED", "rewrites the table"),
];

/// Functions that give every row a value of its own, so that a new column rewrites the table.
const VOLATILE: &[&str] = &[
    "gen_random_uuid()",
    "clock_timestamp()",
    "random()",
    "nextval(",
];

/// What was done before there were databases in use. Nothing may be added here: what a release
/// contains is run on large tables.
const BEFORE_ANY_RELEASE: &[&str] = &[
    "000050_add_plugin_version_decisions",
    "000051_guard_shown_plugin_versions",
    "000056_record_skill_imports",
];

/// The migrations, each with its name and its up.sql, and whether it runs in a transaction.
fn migrations() -> Vec<(String, String, bool)> {
    let mut folders: Vec<PathBuf> = fs::read_dir("migrations")
        .expect("the folder of migrations")
        .map(|entry| entry.expect("an entry").path())
        .collect();
    folders.sort();
    let read = |folder: PathBuf| {
        let name = folder
            .file_name()
            .expect("a name")
            .to_string_lossy()
            .into_owned();
        let up = fs::read_to_string(folder.join("up.sql")).expect("an up.sql");
        (name, up, !folder.join("metadata.toml").exists())
    };
    folders.into_iter().map(read).collect()
}

/// The statements without comments, each in one line.
fn statements(sql: &str) -> Vec<String> {
    let code: Vec<&str> = sql
        .lines()
        .filter(|line| !line.trim_start().starts_with("--"))
        .collect();
    code.join("\n")
        .split(";\n")
        .map(|statement| statement.split_whitespace().collect::<Vec<_>>().join(" "))
        .map(|statement| statement.trim_end_matches(';').to_owned())
        .filter(|statement| !statement.is_empty())
        .collect()
}

/// Whether the statement has these words, `*` being one word of any kind.
fn has(statement: &str, pattern: &str) -> bool {
    match pattern.split_once('*') {
        None => statement.contains(pattern),
        Some((before, after)) => statement.match_indices(before).any(|(at, _)| {
            let rest = &statement[at + before.len()..];
            rest.find(' ')
                .is_some_and(|end| rest[end..].starts_with(after))
        }),
    }
}

/// The table that a statement alters, or indexes.
fn table_of(statement: &str) -> Option<&str> {
    let after = match statement.strip_prefix("ALTER TABLE ") {
        Some(after) => after,
        None if has(statement, "CREATE INDEX ") || has(statement, "CREATE UNIQUE INDEX ") => {
            statement.split_once(" ON ")?.1
        }
        None => return None,
    };
    after
        .split([' ', '('])
        .find(|word| !["ONLY", "IF", "EXISTS"].contains(word))
}

/// What the statements of a migration do that they should not. Tables that it makes itself are empty.
fn problems(sql: &str, in_transaction: bool) -> Vec<String> {
    let statements = statements(sql);
    let is_new = |table: &str| {
        let made = [
            format!("CREATE TABLE {table} "),
            format!("CREATE TABLE {table}("),
        ];
        statements
            .iter()
            .any(|statement| made.iter().any(|made| statement.starts_with(made)))
    };
    let mut problems = Vec::new();
    for statement in &statements {
        let mut say = |why: &str| problems.push(format!("{why}: {statement}"));
        let concurrent = has(statement, " CONCURRENTLY ");
        if concurrent == in_transaction && (concurrent || !has(statement, "COMMENT ON ")) {
            say("runs the wrong way, in a transaction or out of it");
        }
        if table_of(statement).is_none_or(is_new) {
            continue;
        }
        if !statement.starts_with("ALTER TABLE ") && !concurrent {
            say("writers wait for the index: build it CONCURRENTLY");
        }
        for (pattern, why) in UNSAFE {
            if has(statement, pattern) && !has(statement, " NOT VALID") {
                say(why);
            }
        }
        if has(statement, " ADD COLUMN ") {
            let (required, filled) = (has(statement, " NOT NULL"), has(statement, " DEFAULT "));
            if required && !filled {
                say("rows that are there have no value");
            }
            if VOLATILE.iter().any(|function| statement.contains(function)) {
                say("rewrites the table");
            }
        }
    }
    problems
}

#[test]
fn no_migration_makes_writers_wait_for_a_large_table() {
    let mut found = Vec::new();
    for (name, up, in_transaction) in migrations() {
        let is_old = BEFORE_ANY_RELEASE.iter().any(|old| name.ends_with(old));
        let problems = problems(&up, in_transaction);
        assert!(!is_old || !problems.is_empty(), "{name} needs no exception");
        if !is_old {
            found.extend(
                problems
                    .into_iter()
                    .map(|problem| format!("{name}: {problem}")),
            );
        }
    }
    assert!(found.is_empty(), "{found:#?}");
}

#[test]
fn the_lint_sees_what_it_looks_for() {
    for bad in [
        "ALTER TABLE agents ADD COLUMN mood text NOT NULL;",
        "ALTER TABLE agents ADD COLUMN token uuid DEFAULT gen_random_uuid();",
        "ALTER TABLE agents ALTER COLUMN id TYPE text;",
        "ALTER TABLE agents ALTER COLUMN name SET NOT NULL;",
        "ALTER TABLE agents ADD CONSTRAINT agents_mood_check CHECK (mood <> '');",
        "ALTER TABLE agents ADD CONSTRAINT agents_fkey\n    FOREIGN KEY (persona_id) REFERENCES personas;",
        "ALTER TABLE agents ADD CONSTRAINT agents_key UNIQUE (name);",
        "ALTER TABLE agents DROP COLUMN mood;",
        "ALTER TABLE agents RENAME COLUMN mood TO humour;",
        "CREATE INDEX agents_mood_idx ON agents (mood);",
        "CREATE INDEX CONCURRENTLY agents_mood_idx ON agents (mood);",
    ] {
        assert_eq!(problems(bad, true).len(), 1, "{bad}");
    }
    let mixed = "CREATE INDEX CONCURRENTLY it ON agents (mood);\nUPDATE agents SET mood = '';";
    assert_eq!(problems(mixed, false).len(), 1);
    for good in [
        "ALTER TABLE agents ADD COLUMN mood text;",
        "ALTER TABLE agents ADD COLUMN mood text NOT NULL DEFAULT '';",
        "ALTER TABLE agents ADD CONSTRAINT agents_mood_check CHECK (mood <> '') NOT VALID;",
        "CREATE TABLE moods (id int8 PRIMARY KEY);\nCREATE INDEX moods_idx ON moods (id);",
    ] {
        assert_eq!(problems(good, true), Vec::<String>::new(), "{good}");
    }
    assert!(problems("CREATE INDEX CONCURRENTLY it ON agents (mood);", false).is_empty());
}
