//! The steps of a workflow: each with an id of its own, in an order without circles.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::{Map, Value};

use super::Fault;
use super::placeholder;

const LONGEST_ID: usize = 100;

/// One step, as far as it could be read.
struct Step<'a> {
    /// Its position in the list.
    at: usize,
    id: &'a str,
    after: Vec<&'a str>,
    order: Option<i64>,
}

/// Checks a list of steps; paths begin with the position in the list.
pub fn check(steps: &Value) -> Vec<Fault> {
    let Some(list) = steps.as_array() else {
        return vec![Fault::at([""; 0], "the steps must be a list")];
    };
    if list.is_empty() {
        return vec![Fault::at([""; 0], "there is no step")];
    }
    let mut faults = Vec::new();
    let read: Vec<Step<'_>> = list
        .iter()
        .enumerate()
        .filter_map(|(at, step)| self::step(at, step, &mut faults))
        .collect();
    let mut known: BTreeMap<&str, &Step<'_>> = BTreeMap::new();
    for step in &read {
        if let Some(first) = known.get(step.id) {
            let message = format!(
                "the id `{}` is that of step {} already",
                step.id,
                first.at + 1
            );
            faults.push(Fault::at([step.at.to_string(), "id".to_owned()], message));
        } else {
            known.insert(step.id, step);
        }
    }
    let whole = read.len() == list.len();
    for step in &read {
        dependencies(step, &known, whole, &mut faults);
    }
    if let Some(circle) = circle(&known) {
        let message = format!("the steps wait for one another: {}", circle.join(" → "));
        faults.push(Fault::at([""; 0], message).hint("take one of these out of `depends_on`"));
    }
    faults
}

fn step<'a>(at: usize, step: &'a Value, faults: &mut Vec<Fault>) -> Option<Step<'a>> {
    let Some(map) = step.as_object() else {
        faults.push(Fault::at([at], "a step must be a mapping of fields"));
        return None;
    };
    let mut wrong = |field: &str, message: &str| {
        faults.push(Fault::at([at.to_string(), field.to_owned()], message));
    };
    if let Some(agent) = map.get("agent")
        && agent.as_str().is_none_or(|name| name.trim().is_empty())
    {
        wrong("agent", "an agent is given by its name");
    }
    let order = map.get("order").map(Value::as_i64);
    if order == Some(None) {
        wrong("order", "the order must be a whole number");
    }
    let after = after(map);
    if after.is_none() {
        wrong(
            "depends_on",
            "this must be the id of a step or a list of ids",
        );
    }
    let Some(id) = map.get("id") else {
        faults.push(Fault::at([at], "this step has no `id`"));
        return None;
    };
    let good = |c: char| c.is_ascii_alphanumeric() || matches!(c, '_' | '-' | '.');
    let id = id
        .as_str()
        .filter(|id| !id.is_empty() && id.len() <= LONGEST_ID && id.chars().all(good));
    if id.is_none() {
        wrong(
            "id",
            "an id has letters, digits, `_`, `-` and `.`, at most 100 of them",
        );
    }
    Some(Step {
        at,
        id: id?,
        after: after.unwrap_or_default(),
        order: order.flatten(),
    })
}

/// What a step waits for; nothing where it is not said in a form that can be read.
fn after(step: &Map<String, Value>) -> Option<Vec<&str>> {
    match step.get("depends_on") {
        None | Some(Value::Null) => Some(Vec::new()),
        Some(Value::String(id)) => Some(vec![id]),
        Some(Value::Array(list)) => list.iter().map(Value::as_str).collect(),
        Some(Value::Bool(_) | Value::Number(_) | Value::Object(_)) => None,
    }
}

/// `whole` tells whether every step could be read: only then an unknown id is surely wrong.
fn dependencies(
    step: &Step<'_>,
    known: &BTreeMap<&str, &Step<'_>>,
    whole: bool,
    faults: &mut Vec<Fault>,
) {
    let path = || [step.at.to_string(), "depends_on".to_owned()];
    for id in &step.after {
        let Some(other) = known.get(id) else {
            if whole {
                let ids: Vec<&str> = known.keys().copied().collect();
                let message = format!("there is no step `{id}`");
                faults
                    .push(Fault::at(path(), message).hint(format!("there is: {}", ids.join(", "))));
            }
            continue;
        };
        if let (Some(own), Some(others)) = (step.order, other.order)
            && others >= own
        {
            let message = format!(
                "`{}` is step {own} in order and waits for `{id}`, which is step {others}",
                step.id
            );
            faults.push(Fault::at(path(), message));
        }
    }
}

/// The ids of steps that wait for one another, the first one again at the end.
fn circle<'a>(known: &BTreeMap<&'a str, &Step<'a>>) -> Option<Vec<&'a str>> {
    let mut done: BTreeSet<&str> = BTreeSet::new();
    for start in known.keys() {
        // Steps on the way from the start, each with how many of its dependencies were looked at.
        let mut way: Vec<(&'a str, usize)> = vec![(start, 0)];
        while let Some((id, next)) = way.last().copied() {
            let after = known.get(id).map_or(&[][..], |step| &step.after);
            if let Some(last) = way.last_mut() {
                last.1 += 1;
            }
            match after.get(next) {
                None => {
                    done.insert(id);
                    way.pop();
                }
                Some(other) => {
                    if let Some(from) = way.iter().position(|(on_way, _)| on_way == other) {
                        let ids = way.iter().skip(from).map(|(id, _)| *id);
                        return Some(ids.chain([*other]).collect());
                    }
                    if !done.contains(other) && known.contains_key(other) {
                        way.push((other, 0));
                    }
                }
            }
        }
    }
    None
}

/// The names of the agents that steps name, each once. A name with a placeholder is none yet.
pub fn agents(definition: &Value) -> BTreeSet<&str> {
    let steps = definition.get(super::STEPS).and_then(Value::as_array);
    steps
        .into_iter()
        .flatten()
        .filter_map(|step| step.get("agent").and_then(Value::as_str))
        .filter(|name| placeholder::names_in(name).is_empty())
        .collect()
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn told(steps: Value) -> Vec<String> {
        check(&steps).iter().map(ToString::to_string).collect()
    }

    #[test]
    fn steps_in_an_order_without_circles_are_good() {
        let steps = json!([
            {"id": "collect", "agent": "Researcher", "order": 1},
            {"id": "write", "depends_on": ["collect"], "order": 2},
            {"id": "check", "depends_on": "collect", "order": 2},
            {"id": "send", "depends_on": ["write", "check"], "order": 3},
        ]);
        assert_eq!(told(steps), Vec::<String>::new());
    }

    #[test]
    fn everything_wrong_is_told_at_once() {
        let steps = json!([
            {"id": "a", "order": 2},
            {"id": "a"},
            {"id": "b", "depends_on": ["zz"], "agent": 1},
            {"id": "c", "depends_on": ["a"], "order": 1},
        ]);
        assert_eq!(
            told(steps),
            [
                "2.agent: an agent is given by its name",
                "1.id: the id `a` is that of step 1 already",
                "2.depends_on: there is no step `zz` (there is: a, b, c)",
                "3.depends_on: `c` is step 1 in order and waits for `a`, which is step 2",
            ]
        );
        assert_eq!(told(json!([])), ["there is no step"]);
        assert_eq!(told(json!({})), ["the steps must be a list"]);
        assert_eq!(told(json!(["x", {"name": "y"}, {"id": "a b"}])).len(), 3);
    }

    #[test]
    fn a_circle_is_named() {
        let circle = |steps| told(steps).pop().unwrap();
        let three = json!([
            {"id": "start"},
            {"id": "a", "depends_on": ["start", "c"]},
            {"id": "b", "depends_on": ["a"]},
            {"id": "c", "depends_on": ["b"]},
        ]);
        assert!(circle(three).starts_with("the steps wait for one another: a → c → b → a"));
        let one = json!([{"id": "a", "depends_on": ["a"]}]);
        assert!(circle(one).starts_with("the steps wait for one another: a → a"));
    }
}
