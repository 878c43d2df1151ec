//! Rules of settings, and values against them.

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
        Err("must be a whole number, in digits alone".to_owned())
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
fn a_list_is_checked_item_by_item() {
    let rules = rules(json!({"items": {"pattern": "^https?://[^/]+$"}}));
    let check = |text: &str| rules.check(ValueType::Json, text);
    assert_eq!(check(r#"["https://app.example"]"#), Ok(()));
    assert_eq!(check("[]"), Ok(()));
    assert!(check(r#"{"a": 1}"#).is_err());
    assert!(check("5").is_err());
    assert!(check(r#"["https://app.example", 3]"#).is_err());
    assert!(
        check(r#"["app.example"]"#).is_err_and(|reason| reason.starts_with("is wrong: item 1"))
    );
}

#[test]
fn a_number_is_checked_beside_another() {
    let rules = rules(json!({"not_below": "a.low"}));
    assert_eq!(rules.others().collect::<Vec<_>>(), ["a.low"]);
    assert_eq!(rules.check_beside("20", "a.low", "20"), Ok(()));
    assert_eq!(
        rules.check_beside("9", "a.low", "20"),
        Err("must not be less than `a.low`, which is 20".to_owned())
    );
    assert_eq!(rules.check_beside("9", "a.other", "20"), Ok(()));
}

#[test]
fn rules_that_no_value_can_meet_are_faults() {
    assert!(rules(json!({"pattern": "("})).fault().is_some());
    assert!(rules(json!({"min": 2, "max": 1})).fault().is_some());
    assert_eq!(rules(json!({"min": 1, "max": 1})).fault(), None);
}
