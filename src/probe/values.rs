//! The values of a credential as its type understands them: defaults filled in, fields not shown left out.

use std::collections::BTreeMap;

use zeroize::Zeroizing;

use crate::model::{CredentialFieldType, CredentialForm, CredentialValues, FieldValue, Secret};

/// The values of a credential by the names of its fields. Empty ones are not there.
pub struct Values {
    shown: BTreeMap<String, Zeroizing<String>>,
    secrets: Vec<Secret>,
}

impl Values {
    /// What is stored, together with the defaults of the type.
    pub fn of(form: &CredentialForm, stored: &CredentialValues) -> Self {
        let mut shown = BTreeMap::new();
        let fields = form.fields();
        for field in fields.iter().filter(|field| form.is_shown(field, stored)) {
            let default = || field.default.as_ref().and_then(FieldValue::of);
            let value = stored.get(&field.name).cloned().or_else(default);
            if let Some(value) = value {
                shown.insert(field.name.clone(), value.expose());
            }
        }
        let is_plain = |name: &str| {
            let field = fields.iter().find(|field| field.name == name);
            field.is_some_and(|field| match field.r#type {
                CredentialFieldType::Password => false,
                CredentialFieldType::String
                | CredentialFieldType::Number
                | CredentialFieldType::Boolean
                | CredentialFieldType::Options
                | CredentialFieldType::Hidden => true,
            })
        };
        // What is not shown, or what the type no longer knows, is as secret as it was.
        let secret = |(name, value): (&str, &FieldValue)| match value {
            FieldValue::Text(text) if !is_plain(name) => Some(text.clone()),
            FieldValue::Text(_) | FieldValue::Number(_) | FieldValue::Boolean(_) => None,
        };
        Self {
            shown,
            secrets: stored.iter().filter_map(secret).collect(),
        }
    }

    /// The value of a field, if it has one.
    pub fn get(&self, name: &str) -> Option<&str> {
        self.shown.get(name).map(|value| value.as_str())
    }

    /// What must never be shown.
    pub fn secrets(&self) -> &[Secret] {
        &self.secrets
    }
}
