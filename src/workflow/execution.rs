//! How a run behaves: the limits of the settings that are known. Others are the platform's own.

use serde_json::Value;

use super::Fault;

/// Numbers with their lowest and highest values, and whether they are whole.
const RANGES: &[(&str, f64, f64, bool)] = &[
    ("timeout_seconds", 1.0, 86_400.0, true),
    ("step_timeout_seconds", 1.0, 86_400.0, true),
    ("max_retries", 0.0, 10.0, true),
    ("retry_delay_seconds", 0.0, 3_600.0, true),
    ("max_parallel", 1.0, 100.0, true),
    ("max_steps", 1.0, 1_000.0, true),
    ("max_tokens", 1.0, 10_000_000.0, true),
    ("max_cost_usd", 0.0, 1_000_000.0, false),
    ("temperature", 0.0, 2.0, false),
];

/// Words that a setting may have.
const WORDS: &[(&str, &[&str])] = &[
    ("mode", &["sequential", "parallel"]),
    ("on_failure", &["stop", "continue", "retry"]),
];

/// Checks the settings; paths begin with their names.
pub fn check(config: &Value) -> Vec<Fault> {
    let Some(map) = config.as_object() else {
        return vec![Fault::at([""; 0], "this must be a mapping of settings")];
    };
    let mut faults = Vec::new();
    for (name, lowest, highest, whole) in RANGES {
        let Some(value) = map.get(*name) else {
            continue;
        };
        let number = value
            .as_f64()
            .filter(|number| !whole || number.fract() == 0.0);
        if !number.is_some_and(|number| (*lowest..=*highest).contains(&number)) {
            let kind = if *whole { "a whole number" } else { "a number" };
            let message = format!("this must be {kind} from {lowest} to {highest}, and is {value}");
            faults.push(Fault::at([*name], message));
        }
    }
    for (name, words) in WORDS {
        let Some(value) = map.get(*name) else {
            continue;
        };
        if !value.as_str().is_some_and(|word| words.contains(&word)) {
            let message = format!("this must be one of {}, and is {value}", words.join(", "));
            faults.push(Fault::at([*name], message));
        }
    }
    faults
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::check;

    #[test]
    fn settings_stay_in_their_ranges() {
        let good = json!({"timeout_seconds": 600, "max_retries": 0, "temperature": 0.5, "mode": "parallel", "own": []});
        assert!(check(&good).is_empty());
        let bad = json!({"timeout_seconds": 0, "max_retries": 1.5, "max_parallel": "4", "on_failure": "panic"});
        assert_eq!(check(&bad).len(), 4);
        assert_eq!(
            check(&json!({"max_retries": 11}))[0].to_string(),
            "max_retries: this must be a whole number from 0 to 10, and is 11"
        );
        assert_eq!(check(&json!([])).len(), 1);
    }
}
