//! What the value of a setting must meet, and the check of a value against it.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_json::Value;

use super::{SettingFormat, ValueType};

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
    /// JSON must be a list of texts that each meet these.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub items: Option<Box<Self>>,
    /// Another setting, as category.key, whose number this one must reach.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub not_below: Option<String>,
    /// Another setting, as category.key, whose number this one must not exceed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub not_above: Option<String>,
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
        if let Some(rules) = &self.items {
            rules.check_items(&value)?;
        }
        match &value {
            Value::Number(number) => {
                self.check_number(number.as_f64().unwrap_or_default())?;
                self.check_digits(text)
            }
            Value::String(text) => self.check_text(text),
            Value::Null | Value::Bool(_) | Value::Array(_) | Value::Object(_) => Ok(()),
        }
    }

    /// Checks each text of a list.
    fn check_items(&self, value: &Value) -> Result<(), String> {
        let Some(items) = value.as_array() else {
            return Err("must be a JSON list of texts".to_owned());
        };
        for (at, item) in items.iter().enumerate() {
            let place = format!("item {}", at + 1);
            let Value::String(text) = item else {
                return Err(format!("must be a JSON list of texts, and {place} is none"));
            };
            self.check_text(text)
                .map_err(|reason| format!("is wrong: {place} {reason}"))?;
        }
        Ok(())
    }

    /// Checks a number against that of another setting, named as category.key, if a rule is about it.
    pub fn check_beside(&self, text: &str, other: &str, others: &str) -> Result<(), String> {
        let (Ok(own), Ok(theirs)) = (text.parse::<f64>(), others.parse::<f64>()) else {
            return Ok(());
        };
        if self.not_below.as_deref() == Some(other) && own < theirs {
            return Err(format!(
                "must not be less than `{other}`, which is {others}"
            ));
        }
        if self.not_above.as_deref() == Some(other) && own > theirs {
            return Err(format!(
                "must not be more than `{other}`, which is {others}"
            ));
        }
        Ok(())
    }

    /// The other settings that rules are about, as category.key.
    pub fn others(&self) -> impl Iterator<Item = &str> {
        [&self.not_below, &self.not_above]
            .into_iter()
            .filter_map(Option::as_deref)
    }

    /// `1e3` is a whole number that readers of whole numbers do not read.
    fn check_digits(&self, text: &str) -> Result<(), String> {
        if self.integer == Some(true) && text.parse::<i64>().is_err() {
            return Err("must be a whole number, in digits alone".to_owned());
        }
        Ok(())
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
            format.check(text)?;
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

#[cfg(test)]
mod tests;
