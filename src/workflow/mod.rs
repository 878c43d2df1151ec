//! What workflows and recipes may say: rules over their JSON, and a workflow made from a recipe.
//!
//! Placeholders of a recipe are `{name}`, as in the tests of credential types: a word of letters, digits
//! and `_` between single braces. `{{name}}` is the text `{name}`; any other brace is a brace.

mod execution;
mod inputs;
mod placeholder;
mod recipe;
mod schedule;
mod steps;

use serde_json::{Map, Value};

pub use self::recipe::{Given, Recipe};
pub use self::steps::agents;

/// Something wrong at a place in a definition.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fault {
    /// Names of fields and positions in lists, outermost first.
    pub path: Vec<String>,
    pub message: String,
    pub hint: Option<String>,
}

impl Fault {
    /// Something wrong at that path.
    pub fn at<P: ToString>(path: impl IntoIterator<Item = P>, message: impl Into<String>) -> Self {
        Self {
            path: path.into_iter().map(|step| step.to_string()).collect(),
            message: message.into(),
            hint: None,
        }
    }

    /// Says what to do about it.
    #[must_use]
    pub fn hint(mut self, hint: impl Into<String>) -> Self {
        self.hint = Some(hint.into());
        self
    }

    /// The same below that field.
    #[must_use]
    pub fn below(mut self, field: &str) -> Self {
        self.path.insert(0, field.to_owned());
        self
    }
}

impl std::fmt::Display for Fault {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        if !self.path.is_empty() {
            write!(f, "{}: ", self.path.join("."))?;
        }
        f.write_str(&self.message)?;
        match &self.hint {
            Some(hint) => write!(f, " ({hint})"),
            None => Ok(()),
        }
    }
}

/// Checks the definition of a workflow: its steps, limits and schedule.
pub fn check(definition: &Map<String, Value>) -> Vec<Fault> {
    let mut faults = Vec::new();
    match definition.get(STEPS) {
        None => faults.push(Fault::at([STEPS; 0], "the definition has no `steps`")),
        Some(steps) => {
            faults.extend(
                steps::check(steps)
                    .into_iter()
                    .map(|fault| fault.below(STEPS)),
            );
        }
    }
    if let Some(config) = definition.get(EXECUTION) {
        faults.extend(
            execution::check(config)
                .into_iter()
                .map(|fault| fault.below(EXECUTION)),
        );
    }
    if let Some(config) = definition.get(SCHEDULE) {
        faults.extend(
            schedule::check(config)
                .into_iter()
                .map(|fault| fault.below(SCHEDULE)),
        );
    }
    faults
}

const STEPS: &str = "steps";
const EXECUTION: &str = "execution_config";
const SCHEDULE: &str = "schedule_config";
const OUTPUTS: &str = "outputs";
