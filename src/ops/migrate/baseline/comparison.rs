//! What the migrations make against what is there. Pure: sets of facts.

use std::collections::BTreeSet;

use crate::db::catalog::Fact;

pub type Facts = BTreeSet<Fact>;

/// How many of the migrations are there, from the first on: all that they make, and nothing of what
/// later ones add to the same tables. `expected` is what is so after each.
pub fn matching(expected: &[Facts], there: &Facts) -> usize {
    let Some(complete) = expected.last() else {
        return 0;
    };
    let fits =
        |facts: &Facts| facts.is_subset(there) && early(facts, complete, there).next().is_none();
    expected.iter().rposition(fits).map_or(0, |place| place + 1)
}

/// What is there already of what later migrations add to the same tables.
fn early<'a>(
    facts: &'a Facts,
    complete: &'a Facts,
    there: &'a Facts,
) -> impl Iterator<Item = &'a Fact> {
    let tables: BTreeSet<&str> = facts.iter().map(|fact| fact.table.as_str()).collect();
    complete
        .difference(facts)
        .filter(move |fact| tables.contains(fact.table.as_str()) && there.contains(*fact))
}

/// The same, one line each.
pub fn too_early(facts: &Facts, complete: &Facts, there: &Facts) -> Vec<String> {
    early(facts, complete, there)
        .map(|Fact { table, text }| format!("{table}: `{text}` before the migration that adds it"))
        .collect()
}

/// What of `facts` is not there, one line each.
pub fn differences(facts: &Facts, there: &Facts) -> Vec<String> {
    facts
        .difference(there)
        .map(|fact| {
            let Fact { table, text } = fact;
            let other = there.iter().find(|other| {
                other.table == *table
                    && !facts.contains(*other)
                    && subject(&other.text) == subject(text)
            });
            match other {
                Some(other) => format!("{table}: `{}` instead of `{text}`", other.text),
                None => format!("{table}: no `{text}`"),
            }
        })
        .collect()
}

/// What a fact is about: the kind of thing and its name.
fn subject(text: &str) -> Vec<&str> {
    text.split(' ').take(2).collect()
}

#[cfg(test)]
mod tests {
    use super::{Facts, differences, matching, too_early};
    use crate::db::catalog::Fact;

    fn facts(all: &[(&str, &str)]) -> Facts {
        let fact = |(table, text): &(&str, &str)| Fact {
            table: (*table).to_owned(),
            text: (*text).to_owned(),
        };
        all.iter().map(fact).collect()
    }

    const FIRST: &[(&str, &str)] = &[("users", "table"), ("users", "column id bigint")];
    const SECOND: &[(&str, &str)] = &[
        ("users", "table"),
        ("users", "column id bigint"),
        ("agents", "table"),
    ];
    const THIRD: &[(&str, &str)] = &[
        ("users", "table"),
        ("users", "column id bigint"),
        ("users", "column name text"),
        ("agents", "table"),
    ];

    #[test]
    fn as_many_migrations_match_as_are_there_from_the_first_on() {
        let expected = [facts(FIRST), facts(SECOND), facts(THIRD)];
        assert_eq!(matching(&expected, &facts(&[])), 0);
        assert_eq!(matching(&expected, &facts(FIRST)), 1);
        assert_eq!(matching(&expected, &facts(SECOND)), 2);
        assert_eq!(matching(&expected, &facts(THIRD)), 3);
    }

    #[test]
    fn a_table_that_has_more_than_its_migration_made_does_not_match() {
        let expected = [facts(FIRST), facts(SECOND), facts(THIRD)];
        let there = facts(&[
            ("users", "table"),
            ("users", "column id bigint"),
            ("users", "column name text"),
        ]);
        assert_eq!(matching(&expected, &there), 0);
        assert_eq!(
            too_early(&facts(FIRST), &facts(THIRD), &there),
            ["users: `column name text` before the migration that adds it"]
        );
    }

    #[test]
    fn what_nobody_expects_does_not_matter() {
        let mut there = facts(SECOND);
        there.extend(facts(&[("users", "column note text"), ("notes", "table")]));
        let expected = [facts(FIRST), facts(SECOND), facts(THIRD)];
        assert_eq!(matching(&expected, &there), 2);
    }

    #[test]
    fn a_difference_names_what_is_there_instead() {
        let there = facts(&[("users", "table"), ("users", "column id integer")]);
        assert_eq!(
            differences(&facts(THIRD), &there),
            [
                "agents: no `table`",
                "users: `column id integer` instead of `column id bigint`",
                "users: no `column name text`",
            ]
        );
    }
}
