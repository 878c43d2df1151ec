//! Whatever is done to files and rows in whatever order: no operator's edit is lost, a run after a
//! run changes nothing, a plan is what applying it does, and a dry run leaves no trace.

#![cfg(test)]

mod world;

use self::world::World;
use proptest::collection::vec;
use proptest::prelude::*;
use proptest::test_runner::{Config, TestRunner};

/// How many histories are tried. Each takes some runs of the command.
const CASES: u32 = 12;

const NAMES: [&str; 3] = ["p-one", "p-two", "p-three"];

/// A field of a skill and the values that files and operators choose from; the first is what the
/// column has by itself.
const FIELDS: [(&str, [&str; 4]); 5] = [
    ("description", ["null", "\"a\"", "\"b\"", "\"\""]),
    ("tags", ["[]", "[\"a\"]", "[\"a\",\"b\"]", "[\"b\",\"a\"]"]),
    (
        "parameters",
        ["{}", "{\"a\":1}", "{\"a\":{\"b\":null}}", "{\"a\":[1,2.5]}"],
    ),
    ("tools_schema", ["null", "[{\"x\":1}]", "{}", "[]"]),
    ("is_active", ["true", "false", "true", "false"]),
];

/// One thing that someone does to one skill.
#[derive(Debug, Clone)]
enum Step {
    /// The file has the skill, with its fields as they were; if it had it already, nothing.
    Name(usize),
    /// The file no longer has the skill.
    Drop(usize),
    /// The file says that value, or leaves the field out.
    Write(usize, usize, Option<usize>),
    /// An operator sets a field.
    Edit(usize, usize, usize),
    /// An operator removes the row.
    Delete(usize),
    /// An operator adds the row with one field set, if there is none.
    Add(usize, usize, usize),
    /// The files are seeded.
    Run,
}

fn step() -> impl Strategy<Value = Step> {
    let (name, field, value) = (0..NAMES.len(), 0..FIELDS.len(), 0..4_usize);
    prop_oneof![
        2 => name.clone().prop_map(Step::Name),
        1 => name.clone().prop_map(Step::Drop),
        6 => (name.clone(), field.clone(), proptest::option::weighted(0.8, value.clone()))
            .prop_map(|(name, field, value)| Step::Write(name, field, value)),
        5 => (name.clone(), field.clone(), value.clone())
            .prop_map(|(name, field, value)| Step::Edit(name, field, value)),
        1 => name.clone().prop_map(Step::Delete),
        1 => (name, field, value).prop_map(|(name, field, value)| Step::Add(name, field, value)),
        4 => Just(Step::Run),
    ]
}

#[test]
fn whatever_happens_operators_keep_their_edits_and_plans_tell_the_truth() {
    let config = Config {
        cases: CASES,
        max_shrink_iters: 40,
        failure_persistence: None,
        ..Config::default()
    };
    let result = TestRunner::new(config).run(&vec(step(), 6..24), |steps| {
        let mut world = World::new();
        for step in &steps {
            world.take(step);
        }
        world.take(&Step::Run);
        Ok(())
    });
    assert!(result.is_ok(), "{}", result.unwrap_err());
}
