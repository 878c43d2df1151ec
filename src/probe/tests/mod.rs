//! Credentials of every shipped type against servers that behave like the real ones: those that work, wrong
//! ones that the server repeats, too many requests, silence, a certificate of somebody else, and garbage.

mod apis;
mod databases;
mod makers;
mod mongodb;
mod mysql;
mod reach;
mod scrub;
mod server;
mod signatures;
mod smtp;

use std::collections::HashSet;
use std::sync::Arc;
use std::time::Duration;

use serde_json::Value;
use server::Local;

use super::{Outcome, Reach, Settings, Values, Verdict, run};
use crate::model::{CredentialForm, CredentialValues, TestEndpoint};

/// A type as it is shipped.
struct Kind {
    endpoint: TestEndpoint,
    form: CredentialForm,
}

impl Kind {
    fn shipped(name: &str) -> Self {
        let all = kinds();
        let found = all.iter().find(|kind| kind["name"] == name).expect(name);
        Self {
            endpoint: serde_json::from_value(found["test_endpoint"].clone()).unwrap(),
            form: CredentialForm::of(&found["schema_definition"]).unwrap(),
        }
    }

    fn values(&self, values: &Value) -> Values {
        let values: CredentialValues = serde_json::from_value(values.clone()).ok().unwrap();
        Values::of(&self.form, &values)
    }

    /// Tries values against a server that stands for every host of the Internet.
    fn tried(&self, values: &Value, server: &Local) -> Outcome {
        run(&self.endpoint, &self.values(values), &settings(server))
    }
}

fn kinds() -> Vec<Value> {
    let text = std::fs::read_to_string("seed-data/credential_types.yaml").unwrap();
    let seed: Value = serde_yaml::from_str(&text).unwrap();
    seed["items"].as_array().unwrap().clone()
}

/// Every name leads to the server, whose authority is trusted.
fn settings(server: &Local) -> Settings {
    let address = server.address();
    Settings {
        timeout: Duration::from_secs(20),
        reach: Reach::Anywhere,
        lookup: Arc::new(move |_, _| Ok(vec![address])),
        authorities: Some(Local::authority()),
        sign_in: |_| Err("nobody signs in here".to_owned()),
    }
}

#[track_caller]
fn passes(outcome: &Outcome) {
    assert_eq!(outcome.verdict, Verdict::Passed, "{}", outcome.message);
}

/// It failed, in words that hold these, and no secret of the values in any form.
#[track_caller]
fn fails(outcome: &Outcome, words: &str, values: &Value) {
    assert_eq!(outcome.verdict, Verdict::Failed, "{}", outcome.message);
    let message = &outcome.message;
    assert!(message.contains(words), "`{message}` lacks `{words}`");
    for value in values.as_object().unwrap().values() {
        let text = value.as_str().unwrap_or_default();
        if text.contains("Zebra") {
            assert!(!message.contains("Zebra"), "{message}");
        }
    }
}

#[test]
fn every_shipped_type_is_tested_here() {
    let shipped = kinds();
    let shipped: HashSet<&str> = shipped
        .iter()
        .filter_map(|kind| kind["name"].as_str())
        .collect();
    let mut here: HashSet<&str> = makers::APIS.iter().map(|api| api.kind).collect();
    here.extend(databases::KINDS);
    assert_eq!(shipped, here);
    assert_eq!(here.len(), 17);
}
