//! When a workflow runs: by hand, by the clock or by a trigger.
//!
//! Cron expressions are read by `croner`: of the crates that do, it alone takes the five fields that
//! crontab has and is kept up (`cron` asks for a field of seconds and lets Sunday be 1, as Quartz does;
//! `saffron` has had one release, in 2020).

use croner::parser::{CronParser, Seconds, Year};
use serde_json::Value;

use super::Fault;

/// Checks a schedule; paths begin with its fields. An empty one is by hand.
pub fn check(config: &Value) -> Vec<Fault> {
    let Some(map) = config.as_object() else {
        return vec![Fault::at([""; 0], "this must be a mapping of settings")];
    };
    let text = |field: &str| map.get(field).and_then(Value::as_str);
    let has = |field: &str| map.get(field).is_some_and(|value| !value.is_null());
    let mut faults = Vec::new();
    match text("type") {
        None if map.is_empty() => {}
        Some("manual") => {
            if has("cron") {
                let message = "what runs by hand has no cron expression";
                faults.push(Fault::at(["cron"], message).hint("write `type: cron`"));
            }
        }
        Some("cron") => match text("cron") {
            None => faults.push(
                Fault::at(["type"], "a schedule of type cron needs `cron`")
                    .hint("five fields: minute, hour, day of the month, month, day of the week"),
            ),
            Some(expression) => faults.extend(cron(expression)),
        },
        Some("trigger") => {
            if text("trigger").is_none_or(|trigger| trigger.trim().is_empty()) {
                faults.push(Fault::at(
                    ["type"],
                    "a schedule of type trigger needs `trigger`",
                ));
            }
        }
        Some(_) | None => {
            faults.push(Fault::at(
                ["type"],
                "the type must be manual, cron or trigger",
            ));
        }
    }
    if has("timezone") && !text("timezone").is_some_and(is_zone) {
        let message = "a time zone is a name such as UTC or Europe/Berlin";
        faults.push(Fault::at(["timezone"], message));
    }
    faults
}

fn cron(expression: &str) -> Option<Fault> {
    let parser = CronParser::builder()
        .seconds(Seconds::Disallowed)
        .year(Year::Disallowed)
        .build();
    let error = parser.parse(expression).err()?;
    let message = format!("`{expression}` is no cron expression: {error}");
    Some(
        Fault::at(["cron"], message)
            .hint("five fields: minute, hour, day of the month, month, day of the week"),
    )
}

/// The shape of a name in the time zone database; whether there is such a zone the platform knows.
fn is_zone(name: &str) -> bool {
    let good = |c: char| c.is_ascii_alphanumeric() || matches!(c, '_' | '-' | '+');
    name.split('/')
        .all(|part| !part.is_empty() && part.chars().all(good))
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::check;

    #[test]
    fn what_crontab_takes_is_taken() {
        for expression in [
            "0 9 * * 1-5",
            "*/15 * * * *",
            "0 0 1 jan *",
            "@daily",
            "30 4 1,15 * sun",
        ] {
            let faults =
                check(&json!({"type": "cron", "cron": expression, "timezone": "Europe/Berlin"}));
            assert!(faults.is_empty(), "{expression}: {faults:?}");
        }
        assert!(check(&json!({})).is_empty());
        assert!(check(&json!({"type": "manual"})).is_empty());
        assert!(check(&json!({"type": "trigger", "trigger": "jira"})).is_empty());
    }

    #[test]
    fn what_never_runs_is_refused() {
        for expression in [
            "",
            "0 9 * *",
            "0 9 * * * *",
            "61 * * * *",
            "0 25 * * *",
            "a b c d e",
        ] {
            let faults = check(&json!({"type": "cron", "cron": expression}));
            assert_eq!(faults.len(), 1, "{expression}");
        }
        for schedule in [
            json!({"type": "cron"}),
            json!({"type": "hourly"}),
            json!({"cron": "0 9 * * *"}),
            json!({"type": "manual", "cron": "0 9 * * *"}),
            json!({"type": "manual", "timezone": "Europe/"}),
            json!([]),
        ] {
            assert_eq!(check(&schedule).len(), 1, "{schedule}");
        }
    }
}
