//! What an agent is made for.

use std::borrow::Cow;
use std::fmt;

use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde::{Deserialize, Serialize};

const MAX: usize = 100;

/// A word such as `custom` or `data_analyst`: lower-case letters, digits and `_`, a letter first.
/// The set is open, since the platform lets people define types.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String")]
pub struct AgentType(String);

/// Why a string is no [`AgentType`].
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error(
    "`{0}` is no type of agent: use 1 to {MAX} lower-case letters, digits and _, a letter first"
)]
pub struct BadAgentType(String);

impl TryFrom<String> for AgentType {
    type Error = BadAgentType;

    fn try_from(text: String) -> Result<Self, BadAgentType> {
        let allowed = |b: u8| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'_';
        let first = text.bytes().next();
        if text.len() <= MAX
            && first.is_some_and(|b| b.is_ascii_lowercase())
            && text.bytes().all(allowed)
        {
            Ok(Self(text))
        } else {
            Err(BadAgentType(text))
        }
    }
}

impl fmt::Display for AgentType {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(&self.0)
    }
}

impl JsonSchema for AgentType {
    fn inline_schema() -> bool {
        true
    }

    fn schema_name() -> Cow<'static, str> {
        "AgentType".into()
    }

    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        json_schema!({ "type": "string", "maxLength": MAX, "pattern": "^[a-z][a-z0-9_]*$" })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_type_is_a_lower_snake_case_word() {
        assert!(AgentType::try_from("data_analyst2".to_owned()).is_ok());
        for bad in ["", "2a", "_a", "Data", "data-analyst", &"a".repeat(101)] {
            assert_eq!(
                AgentType::try_from(bad.to_owned()),
                Err(BadAgentType(bad.to_owned()))
            );
        }
    }
}
