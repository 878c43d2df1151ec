//! A recipe, checked, and the workflow that is made from one.

use serde_json::{Map, Value};

use super::inputs::Inputs;
use super::{EXECUTION, Fault, OUTPUTS, SCHEDULE, STEPS, placeholder};

/// The parts of a recipe that make a workflow, in the form of their columns.
#[derive(Debug, Clone, Copy)]
pub struct Recipe<'a> {
    pub template_definition: &'a Map<String, Value>,
    pub steps: &'a [Value],
    pub inputs: &'a Map<String, Value>,
    pub outputs: &'a Map<String, Value>,
    pub execution_config: &'a Map<String, Value>,
    pub schedule_config: &'a Map<String, Value>,
}

/// Parameters as they were given.
#[derive(Debug, Clone, Default)]
pub struct Given {
    /// With their types.
    pub values: Map<String, Value>,
    /// As text, whose type the inputs tell.
    pub texts: Vec<(String, String)>,
}

impl Recipe<'_> {
    /// Everything that is wrong with it; paths begin with the name of a column.
    pub fn faults(&self) -> Vec<Fault> {
        let mut faults = Vec::new();
        if !self.steps.is_empty() && self.template_definition.contains_key(STEPS) {
            let message = "the steps stand in `template_definition` too: which ones are meant?";
            faults.push(Fault::at([STEPS], message));
        }
        let at_home = |mut fault: Fault| {
            let moved = [STEPS, EXECUTION, SCHEDULE];
            let home = fault.path.first().map_or("", String::as_str);
            let is_column = moved.contains(&home) && !self.template_definition.contains_key(home);
            if !is_column {
                fault.path.insert(0, "template_definition".to_owned());
            }
            fault
        };
        let definition = self.definition();
        // A setting that is left to a parameter can be checked only when it has its value.
        let fixed = without_placeholders(&definition);
        faults.extend(super::check(&fixed).into_iter().map(at_home));
        match Inputs::of(self.inputs) {
            Err(found) => faults.extend(found.into_iter().map(|fault| fault.below("inputs"))),
            Ok(inputs) => {
                let found = placeholder::check(&Value::Object(definition.clone()), &|name| {
                    inputs.has(name)
                });
                faults.extend(found.into_iter().map(at_home));
            }
        }
        faults
    }

    /// The definition of the workflow with these parameters in it, or everything that is wrong with
    /// them.
    pub fn instance(&self, given: Given) -> Result<Value, Vec<Fault>> {
        let inputs = Inputs::of(self.inputs)?;
        let mut values = given.values;
        let mut faults = Vec::new();
        for (name, text) in given.texts {
            let value = inputs.typed(&name, &text);
            if values.insert(name.clone(), value).is_some() {
                faults.push(Fault::at([name], "this is given twice"));
            }
        }
        let values = match inputs.complete(values) {
            Ok(values) if faults.is_empty() => values,
            Ok(_) => return Err(faults),
            Err(found) => {
                faults.extend(found);
                return Err(faults);
            }
        };
        let filled = placeholder::fill(&Value::Object(self.definition()), &values, &mut faults);
        if let Value::Object(map) = &filled {
            faults.extend(super::check(map));
        }
        if faults.is_empty() {
            Ok(filled)
        } else {
            Err(faults)
        }
    }

    /// All that the workflow is to say: the template, and what has columns of its own.
    fn definition(&self) -> Map<String, Value> {
        let mut definition = self.template_definition.clone();
        if !self.steps.is_empty() {
            definition.insert(STEPS.to_owned(), self.steps.iter().cloned().collect());
        }
        let maps = [
            (OUTPUTS, self.outputs),
            (EXECUTION, self.execution_config),
            (SCHEDULE, self.schedule_config),
        ];
        for (name, map) in maps {
            if !map.is_empty() {
                definition.insert(name.to_owned(), Value::Object(map.clone()));
            }
        }
        definition
    }
}

/// The definition without the limits and schedules that placeholders stand in.
fn without_placeholders(definition: &Map<String, Value>) -> Map<String, Value> {
    let mut fixed = definition.clone();
    for name in [EXECUTION, SCHEDULE] {
        let Some(Value::Object(settings)) = fixed.get_mut(name) else {
            continue;
        };
        let open = |value: &Value| {
            value
                .as_str()
                .is_some_and(|text| !placeholder::names_in(text).is_empty())
        };
        let has_open = settings.values().any(open);
        settings.retain(|_, value| !open(value));
        // What is left of a schedule may make no sense alone.
        if has_open && name == SCHEDULE {
            fixed.remove(name);
        }
    }
    fixed
}

#[cfg(test)]
mod tests {
    use std::sync::LazyLock;

    use serde_json::json;

    use super::*;

    static EMPTY: LazyLock<Map<String, Value>> = LazyLock::new(Map::new);

    /// The parts of a recipe that is written as one.
    fn parts(whole: &Value) -> Recipe<'_> {
        let map = |name: &str| whole.get(name).and_then(Value::as_object).unwrap_or(&EMPTY);
        Recipe {
            template_definition: map("template_definition"),
            steps: whole["steps"].as_array().map_or(&[], Vec::as_slice),
            inputs: map("inputs"),
            outputs: map("outputs"),
            execution_config: map("execution_config"),
            schedule_config: map("schedule_config"),
        }
    }

    fn report() -> Value {
        json!({
            "inputs": {"topic": {"type": "string", "required": true}, "hour": {"type": "integer", "default": 9},
                       "retries": {"type": "integer", "default": 2}},
            "template_definition": {"goal": "Tell about {topic}."},
            "steps": [{"id": "write", "agent": "Writer", "prompt": "Write {retries} pages on {topic}."}],
            "execution_config": {"max_retries": "{retries}"},
            "schedule_config": {"type": "cron", "cron": "0 {hour} * * *"},
        })
    }

    #[test]
    fn a_recipe_becomes_a_workflow() {
        let report = report();
        assert_eq!(parts(&report).faults(), []);
        let given = Given {
            values: Map::new(),
            texts: vec![("topic".to_owned(), "cats".to_owned())],
        };
        let made = parts(&report).instance(given).unwrap();
        assert_eq!(
            made,
            json!({
                "goal": "Tell about cats.",
                "steps": [{"id": "write", "agent": "Writer", "prompt": "Write 2 pages on cats."}],
                "execution_config": {"max_retries": 2},
                "schedule_config": {"type": "cron", "cron": "0 9 * * *"},
            })
        );
    }

    #[test]
    fn a_parameter_that_breaks_the_workflow_is_refused() {
        let given = |name: &str, text: &str| Given {
            values: Map::new(),
            texts: vec![
                ("topic".to_owned(), "cats".to_owned()),
                (name.to_owned(), text.to_owned()),
            ],
        };
        let told = |name, text| {
            let faults = parts(&report()).instance(given(name, text)).unwrap_err();
            faults
                .iter()
                .map(ToString::to_string)
                .collect::<Vec<_>>()
                .join("\n")
        };
        assert!(told("retries", "99").contains("from 0 to 10"));
        assert!(told("hour", "25").contains("no cron expression"));
        assert!(told("topic", "dogs").contains("given twice"));
    }

    #[test]
    fn everything_wrong_with_a_recipe_is_told_at_its_place() {
        let broken = json!({
            "inputs": {"topic": {"type": "text"}},
            "template_definition": {"steps": []},
            "steps": [{"id": "a", "depends_on": "a", "prompt": "{who}"}],
            "execution_config": {"timeout_seconds": -1},
            "schedule_config": {"type": "cron", "cron": "often"},
        });
        let paths: Vec<String> = parts(&broken)
            .faults()
            .iter()
            .map(|fault| fault.path.join("."))
            .collect();
        assert!(
            paths.contains(&"execution_config.timeout_seconds".to_owned()),
            "{paths:?}"
        );
        assert!(
            paths.contains(&"schedule_config.cron".to_owned()),
            "{paths:?}"
        );
        assert!(
            paths.iter().any(|path| path.starts_with("inputs.topic")),
            "{paths:?}"
        );
        assert!(paths.contains(&"steps".to_owned()), "{paths:?}");
    }
}
