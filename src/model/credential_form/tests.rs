//! What a form takes, and what it says of the rest.

use proptest::prelude::*;

use super::*;

fn form() -> CredentialForm {
    CredentialForm::of(&json!([
        {"name": "kind", "display_name": "Kind", "type": "options", "required": true,
         "default": "basic", "options": [{"value": "basic", "label": "Basic"},
                                         {"value": "token", "label": "Token"}]},
        {"name": "token", "display_name": "Token", "type": "password", "required": true,
         "show_when": {"field": "kind", "equals": "token"}},
        {"name": "user", "display_name": "User", "type": "string", "required": false,
         "show_when": {"field": "kind", "equals": "basic"}},
        {"name": "port", "display_name": "Port", "type": "number", "required": true,
         "default": 5432},
        {"name": "tls", "display_name": "TLS", "type": "boolean", "required": true},
        {"name": "api", "display_name": "API", "type": "hidden", "required": true,
         "default": "v1"}
    ]))
    .unwrap()
}

fn values(value: &Value) -> CredentialValues {
    serde_json::from_value(value.clone()).ok().unwrap()
}

fn stored(value: &Value) -> Value {
    let whole = form().check(&values(value)).unwrap();
    serde_json::from_slice(&whole.plain().unwrap()).unwrap()
}

#[test]
fn defaults_are_filled_in_and_texts_become_what_they_mean() {
    assert_eq!(
        stored(&json!({"tls": "true", "port": "8080"})),
        json!({"kind": "basic", "port": 8080, "tls": true, "api": "v1"})
    );
    assert_eq!(
        stored(&json!({"kind": "token", "token": "t", "tls": false})),
        json!({"kind": "token", "token": "t", "port": 5432, "tls": false, "api": "v1"})
    );
}

#[test]
fn every_problem_is_said_and_no_value() {
    let given = json!({"kind": "hunter2", "user": 7, "port": "hunter2", "api": "hunter2",
                       "token": "hunter2", "hunter2": "x"});
    let problems = form().check(&values(&given)).err().unwrap();
    let said: Vec<String> = problems.iter().map(ToString::to_string).collect();
    assert_eq!(said.len(), 7, "{said:#?}");
    assert!(
        said.iter().all(|line| !line.contains("hunter2")),
        "{said:#?}"
    );
}

#[test]
fn a_condition_that_goes_round_shows_nothing() {
    let field = |name: &str, other: &str| {
        json!({"name": name, "display_name": name, "type": "string", "required": true,
               "default": "x", "show_when": {"field": other, "equals": "x"}})
    };
    let form = CredentialForm::of(&json!([field("a", "b"), field("b", "a")])).unwrap();
    let whole = form.check(&CredentialValues::default()).unwrap();
    assert_eq!(whole.names().count(), 0);
}

/// A value for a field, or for one that there is not; null is left out of the object.
fn some_value() -> impl Strategy<Value = Value> {
    prop_oneof![
        Just(Value::Null),
        Just(json!("basic")),
        Just(json!("token")),
        Just(json!("v1")),
        Just(json!(true)),
        Just(json!(5432)),
    ]
}

proptest! {
    #[test]
    fn what_the_form_takes_is_what_its_schema_takes(
        picked in proptest::collection::vec(some_value(), 7)
    ) {
        let names = ["kind", "token", "user", "port", "tls", "api", "other"];
        let given: serde_json::Map<String, Value> = names
            .iter()
            .zip(picked)
            .filter(|(_, value)| !value.is_null())
            .map(|(name, value)| ((*name).to_owned(), value))
            .collect();
        let given = Value::Object(given);
        let by_schema = jsonschema::is_valid(&form().schema(), &given);
        prop_assert_eq!(form().check(&values(&given)).is_ok(), by_schema, "{}", given);
    }
}
