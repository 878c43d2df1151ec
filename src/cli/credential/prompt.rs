//! Asking a person for the fields of a credential: secrets without an echo.

use std::io::{self, BufRead, Write};

use anyhow::Context;
use serde_json::Value;

use crate::model::{
    CredentialField, CredentialFieldType, CredentialForm, CredentialValues, FieldValue, Secret,
};

/// Asks for each field that is shown, in the order of the form. An empty line leaves a field to its
/// default.
pub fn ask(form: &CredentialForm) -> anyhow::Result<CredentialValues> {
    let mut values = CredentialValues::default();
    for field in form.fields() {
        let is_hidden = field.r#type == CredentialFieldType::Hidden;
        if is_hidden || !form.is_shown(field, &values) {
            continue;
        }
        let question = question(field);
        let answer = if field.r#type == CredentialFieldType::Password {
            rpassword::prompt_password(question).context("the answer cannot be read")?
        } else {
            line(&question)?
        };
        if let Some(answer) = Secret::new(answer) {
            values.set(field.name.clone(), FieldValue::Text(answer));
        }
    }
    Ok(values)
}

fn question(field: &CredentialField) -> String {
    let mut notes: Vec<String> = Vec::new();
    if !field.options.is_empty() {
        let options: Vec<&str> = field.options.iter().map(|it| it.value.as_str()).collect();
        notes.push(options.join(", "));
    }
    match &field.default {
        Some(Value::String(text)) => notes.push(format!("empty: {text}")),
        Some(default) => notes.push(format!("empty: {default}")),
        None if !field.required => notes.push("may be empty".to_owned()),
        None => {}
    }
    if notes.is_empty() {
        return format!("{}: ", field.display_name);
    }
    format!("{} ({}): ", field.display_name, notes.join("; "))
}

fn line(question: &str) -> anyhow::Result<String> {
    write!(io::stderr().lock(), "{question}")?;
    let mut line = String::new();
    io::stdin().lock().read_line(&mut line)?;
    let end = line.trim_end_matches(['\r', '\n']).len();
    line.truncate(end);
    Ok(line)
}
