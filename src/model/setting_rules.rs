//! What the value of a setting must meet, and the check of a value against it.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_json::Value;

use super::{ValueType, text_enum};

text_enum! {
    /// A form that a text value must have.
    SettingFormat {
        /// An address that begins with `http://` or `https://`.
        Url = "url",
        /// An e-mail address.
        Email = "email",
        /// Five fields of a cron expression.
        Cron = "cron",
        /// A number and one of ms, s, m, h, d.
        Duration = "duration",
    }
}

/// The rules of a setting. A value must meet every one that is there.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct SettingRules {
    /// The least number.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub min: Option<f64>,
    /// The greatest number.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub max: Option<f64>,
    /// No fraction.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub integer: Option<bool>,
    /// The closed list of values.
    #[serde(default, rename = "enum", skip_serializing_if = "Option::is_none")]
    pub one_of: Option<Vec<Value>>,
    /// A regular expression that must match somewhere; anchored where the whole value is meant.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub pattern: Option<String>,
    /// The fewest characters.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub min_length: Option<u32>,
    /// The most characters.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub max_length: Option<u32>,
    /// The form of a text.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub format: Option<SettingFormat>,
}

impl SettingRules {
    /// Checks a value, given as the text in which it is stored. `Err` says what is wrong with it,
    /// as a phrase that follows the name of the setting.
    pub fn check(&self, value_type: ValueType, text: &str) -> Result<(), String> {
        let value = match value_type {
            ValueType::String => Value::String(text.to_owned()),
            ValueType::Number => number(text)?,
            ValueType::Boolean => boolean(text)?,
            ValueType::Json => {
                serde_json::from_str(text).map_err(|error| format!("is not JSON: {error}"))?
            }
        };
        if let Some(allowed) = &self.one_of
            && !allowed.iter().any(|one| same(one, &value))
        {
            let words: Vec<String> = allowed.iter().map(shown).collect();
            return Err(format!("must be one of {}", words.join(", ")));
        }
        match &value {
            Value::Number(number) => self.check_number(number.as_f64().unwrap_or_default()),
            Value::String(text) => self.check_text(text),
            Value::Null | Value::Bool(_) | Value::Array(_) | Value::Object(_) => Ok(()),
        }
    }

    fn check_number(&self, number: f64) -> Result<(), String> {
        if let Some(min) = self.min
            && number < min
        {
            return Err(format!("must not be less than {min}"));
        }
        if let Some(max) = self.max
            && number > max
        {
            return Err(format!("must not be more than {max}"));
        }
        if self.integer == Some(true) && number.fract() != 0.0 {
            return Err("must be a whole number".to_owned());
        }
        Ok(())
    }

    fn check_text(&self, text: &str) -> Result<(), String> {
        let length = text.chars().count();
        if let Some(min) = self.min_length
            && length < usize::try_from(min).unwrap_or(usize::MAX)
        {
            return Err(format!("must have at least {min} characters"));
        }
        if let Some(max) = self.max_length
            && length > usize::try_from(max).unwrap_or(usize::MAX)
        {
            return Err(format!("must have at most {max} characters"));
        }
        if let Some(format) = self.format {
            has_format(format, text)?;
        }
        if let Some(pattern) = &self.pattern {
            let pattern = regex::Regex::new(pattern).map_err(|error| {
                format!("cannot be checked, since its pattern is wrong: {error}")
            })?;
            if !pattern.is_match(text) {
                return Err(format!("must match {pattern}"));
            }
        }
        Ok(())
    }

    /// What is wrong with the rules themselves, if anything: the rule and the reason.
    pub fn fault(&self) -> Option<(&'static str, String)> {
        if let Some(pattern) = &self.pattern
            && let Err(error) = regex::Regex::new(pattern)
        {
            let reason = error.to_string();
            let last = reason.lines().last().unwrap_or("not a regular expression");
            let reason = last.strip_prefix("error: ").unwrap_or(last);
            return Some(("pattern", format!("not a regular expression: {reason}")));
        }
        if let (Some(min), Some(max)) = (self.min, self.max)
            && min > max
        {
            return Some(("max", format!("{max} is less than the minimum {min}")));
        }
        if let (Some(min), Some(max)) = (self.min_length, self.max_length)
            && min > max
        {
            return Some((
                "max_length",
                format!("{max} is less than the minimum {min}"),
            ));
        }
        None
    }
}

fn number(text: &str) -> Result<Value, String> {
    match serde_json::from_str::<Value>(text) {
        Ok(value @ Value::Number(_)) => Ok(value),
        Ok(_) | Err(_) => Err(format!("must be a number, not `{text}`")),
    }
}

fn boolean(text: &str) -> Result<Value, String> {
    match text {
        "true" => Ok(Value::Bool(true)),
        "false" => Ok(Value::Bool(false)),
        other => Err(format!("must be true or false, not `{other}`")),
    }
}

fn same(one: &Value, value: &Value) -> bool {
    match (one.as_f64(), value.as_f64()) {
        (Some(one), Some(value)) => one.total_cmp(&value).is_eq(),
        _ => one == value,
    }
}

fn shown(value: &Value) -> String {
    match value {
        Value::String(text) => text.clone(),
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::Array(_) | Value::Object(_) => {
            value.to_string()
        }
    }
}

fn has_format(format: SettingFormat, text: &str) -> Result<(), String> {
    let (good, wanted) = match format {
        SettingFormat::Url => (is_url(text), "a URL such as https://example.com"),
        SettingFormat::Email => (is_email(text), "an e-mail address"),
        SettingFormat::Cron => (is_cron(text), "a cron expression of five fields"),
        SettingFormat::Duration => (is_duration(text), "a duration such as 30s, 15m or 24h"),
    };
    if good {
        Ok(())
    } else {
        Err(format!("must be {wanted}"))
    }
}

fn is_url(text: &str) -> bool {
    let rest = text
        .strip_prefix("https://")
        .or_else(|| text.strip_prefix("http://"));
    rest.is_some_and(|rest| {
        !rest.is_empty() && !rest.starts_with('/') && !rest.contains(char::is_whitespace)
    })
}

fn is_email(text: &str) -> bool {
    text.split_once('@').is_some_and(|(name, host)| {
        !name.is_empty()
            && !host.is_empty()
            && !host.contains('@')
            && !host.starts_with('.')
            && !text.contains(char::is_whitespace)
    })
}

fn is_duration(text: &str) -> bool {
    let digits = text.trim_end_matches(|c: char| c.is_ascii_alphabetic());
    let unit = text.strip_prefix(digits).unwrap_or_default();
    !digits.is_empty()
        && digits.bytes().all(|b| b.is_ascii_digit())
        && ["ms", "s", "m", "h", "d"].contains(&unit)
}

fn is_cron(text: &str) -> bool {
    const RANGES: [(u32, u32); 5] = [(0, 59), (0, 23), (1, 31), (1, 12), (0, 7)];
    let fields: Vec<&str> = text.split_whitespace().collect();
    fields.len() == RANGES.len()
        && fields
            .iter()
            .zip(RANGES)
            .all(|(field, range)| field.split(',').all(|part| is_cron_part(part, range)))
}

/// `*`, `5`, `1-5`, and each of them with `/2` behind it.
fn is_cron_part(part: &str, (low, high): (u32, u32)) -> bool {
    let (span, step) = match part.split_once('/') {
        Some((span, step)) => (span, Some(step)),
        None => (part, None),
    };
    let inside = |text: &str| text.parse::<u32>().is_ok_and(|n| (low..=high).contains(&n));
    let good_step = step.is_none_or(|step| step.parse::<u32>().is_ok_and(|n| n > 0 && n <= high));
    let good_span = span == "*"
        || inside(span)
        || span.split_once('-').is_some_and(|(from, to)| {
            inside(from) && inside(to) && from.parse::<u32>().ok() <= to.parse::<u32>().ok()
        });
    good_step && good_span
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn rules(value: Value) -> SettingRules {
        serde_json::from_value(value).unwrap()
    }

    #[test]
    fn a_number_is_checked_against_its_bounds() {
        let rules = rules(json!({"min": 1, "max": 10, "integer": true}));
        assert_eq!(rules.check(ValueType::Number, "10"), Ok(()));
        assert_eq!(
            rules.check(ValueType::Number, "0"),
            Err("must not be less than 1".to_owned())
        );
        assert_eq!(
            rules.check(ValueType::Number, "10.5"),
            Err("must not be more than 10".to_owned())
        );
        assert_eq!(
            rules.check(ValueType::Number, "2.5"),
            Err("must be a whole number".to_owned())
        );
        assert_eq!(
            rules.check(ValueType::Number, "many"),
            Err("must be a number, not `many`".to_owned())
        );
    }

    #[test]
    fn a_text_is_checked_against_its_form() {
        let of = |format: &str| rules(json!({ "format": format }));
        for (format, good, bad) in [
            ("url", "http://localhost:3000", "localhost"),
            ("email", "a@b.example", "a.b.example"),
            ("cron", "*/5 0-6,12 1 * 7", "0 25 * * *"),
            ("duration", "250ms", "10 minutes"),
        ] {
            assert_eq!(of(format).check(ValueType::String, good), Ok(()), "{good}");
            assert!(of(format).check(ValueType::String, bad).is_err(), "{bad}");
        }
        assert!(
            rules(json!({"pattern": "^a+$"}))
                .check(ValueType::String, "b")
                .is_err()
        );
        assert!(
            rules(json!({"enum": ["x", "y"]}))
                .check(ValueType::String, "z")
                .is_err()
        );
    }

    #[test]
    fn rules_that_no_value_can_meet_are_faults() {
        assert!(rules(json!({"pattern": "("})).fault().is_some());
        assert!(rules(json!({"min": 2, "max": 1})).fault().is_some());
        assert_eq!(rules(json!({"min": 1, "max": 1})).fault(), None);
    }
}
