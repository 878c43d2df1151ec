//! One thing defined in a file of its own: the fields that an item of a seed file would have.

use std::borrow::Cow;

use schemars::{JsonSchema, Schema, SchemaGenerator};
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};

use super::field::Optional;
use super::guard::Guard;
use super::item::{self, Broken, Parts};
use super::json::Object;
use super::node::Node;
use super::pattern::Pattern;
use super::problem::{Finding, Problem, Problems};
use super::recipe::Recipe;
use super::record::{Record, Wrong};
use super::skill::Skill;
use super::tidy;
use super::typed::Typed;
use super::workflow::Workflow;
use super::yaml;
use crate::workflow::{self, Fault};

/// The fields that were defined and no others, in the form of their columns.
pub type Fields = Map<String, Value>;

/// What a file can define.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Definition {
    Skill,
    Pattern,
    Workflow,
    Recipe,
}

impl Definition {
    /// Reads YAML, which JSON is too, and checks it: everything wrong is told, each at its place.
    /// `${` begins no variable in a definition.
    pub fn read(self, file: &str, text: &str) -> Result<Fields, Problems> {
        let node = tree(file, text)?;
        self.item(node)
            .map(|parts| parts.fields)
            .map_err(|broken| problems(file, text, broken.findings))
    }

    fn item(self, node: Node) -> Result<Parts, Broken> {
        let no_variables = |_: &str| None;
        match self {
            Self::Skill => item::read::<Skill>(node, &no_variables),
            Self::Pattern => item::read::<Pattern>(node, &no_variables),
            Self::Workflow => item::read::<Workflow>(node, &no_variables),
            Self::Recipe => item::read::<Strict>(node, &no_variables),
        }
    }
}

/// Reads a mapping that may hold anything JSON can: parameters, what a run was given.
pub fn mapping(file: &str, text: &str) -> Result<Fields, Problems> {
    let mut node = tree(file, text)?;
    let mut found = Vec::new();
    tidy::nodes(&mut node, &mut found);
    let no_variables = |_: &str| None;
    match Object::deserialize(Typed::new(&node, &no_variables)) {
        Ok(Object(map)) if found.is_empty() => Ok(map),
        Ok(_) => Err(problems(file, text, found)),
        Err(mistake) => {
            found.push(mistake.finding());
            Err(problems(file, text, found))
        }
    }
}

/// The text as a tree in which every value knows its place.
fn tree(file: &str, text: &str) -> Result<Node, Problems> {
    let (mut guard, seen) = Guard::new(text.as_bytes());
    let size = u64::try_from(text.len()).unwrap_or(u64::MAX);
    let read: Result<Node, _> = serde_yaml::with_deserializer_from_reader_with_options(
        &mut guard,
        yaml::options(size),
        |deserializer| Node::deserialize(deserializer),
    );
    read.map_err(|error| {
        let finding = yaml::syntax(&error, &seen.borrow())
            .unwrap_or_else(|error| Finding::new(super::Place::FILE, error.to_string()));
        problems(file, text, vec![finding])
    })
}

fn problems(file: &str, text: &str, findings: Vec<Finding>) -> Problems {
    let mut problems = Problems::default();
    for finding in findings {
        let line = usize::try_from(finding.place.line).unwrap_or(0);
        let mut problem = Problem::new(file, finding);
        problem.text = line
            .checked_sub(1)
            .and_then(|at| text.lines().nth(at))
            .map(ToOwned::to_owned);
        problems.push(problem);
    }
    problems.sort();
    problems
}

/// A fault of a definition as one of an item.
pub fn wrong(fault: Fault) -> Wrong {
    let Fault {
        path,
        message,
        hint,
    } = fault;
    Wrong {
        path,
        message,
        hint,
        is_secret: false,
    }
}

/// A recipe whose definition is checked, and that need not say whose it is: the command line does.
#[derive(Debug, Serialize, Deserialize)]
#[serde(transparent)]
struct Strict(Recipe);

impl JsonSchema for Strict {
    fn inline_schema() -> bool {
        Recipe::inline_schema()
    }

    fn schema_name() -> Cow<'static, str> {
        Recipe::schema_name()
    }

    fn json_schema(generator: &mut SchemaGenerator) -> Schema {
        Recipe::json_schema(generator)
    }
}

impl Record for Strict {
    const KEY: &[&str] = Recipe::KEY;
    const VERBATIM: &[&str] = Recipe::VERBATIM;

    fn defaults() -> Value {
        Recipe::defaults()
    }

    fn check(&mut self, wrong: &mut Vec<Wrong>) {
        let empty = Map::new();
        let map = |field: &Optional<Object>| match field {
            Optional::Value(Object(map)) => map.clone(),
            Optional::Absent => empty.clone(),
        };
        let steps: Vec<Value> = match &self.0.steps {
            Optional::Value(steps) => steps.iter().map(|step| step.0.clone()).collect(),
            Optional::Absent => Vec::new(),
        };
        let recipe = &self.0;
        let faults = workflow::Recipe {
            template_definition: &map(&recipe.template_definition),
            steps: &steps,
            inputs: &map(&recipe.inputs),
            outputs: &map(&recipe.outputs),
            execution_config: &map(&recipe.execution_config),
            schedule_config: &map(&recipe.schedule_config),
        }
        .faults();
        wrong.extend(faults.into_iter().map(self::wrong));
    }
}
