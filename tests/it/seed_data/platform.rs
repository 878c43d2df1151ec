//! What the platform runs on: credentials, settings, models, shelves.

use std::collections::BTreeMap;

use serde_json::Value;

use super::{assert_read_back, count_by, counts, names, sorted};
use crate::support::{Automatos, Database};

#[test]
fn seventeen_credential_types() {
    let items = assert_read_back("credential_types", "credential_types", &["name"]);
    assert_eq!(
        names(&items, "name"),
        sorted(
            "openai_api, anthropic_api, huggingface_api, postgres_credentials, \
             mysql_credentials, mongodb_credentials, redis_credentials, \
             elasticsearch_credentials, aws_credentials, azure_credentials, \
             google_cloud_credentials, slack_api, telegram_api, twilio_api, sendgrid_api, \
             github_api, salesforce_oauth2"
        )
    );
    let by_category = [
        ("ai", 3),
        ("cloud", 3),
        ("code", 1),
        ("communication", 4),
        ("crm", 1),
        ("database", 5),
    ];
    assert_eq!(count_by(&items, "category"), counts(by_category));
    for item in &items {
        let name = &item["name"];
        let fields = item["schema_definition"].as_array().expect("fields");
        assert!(
            fields.iter().any(|field| field["required"] == true),
            "{name}"
        );
        assert!(item["test_endpoint"].is_object(), "{name}");
        assert!(
            item["documentation_url"]
                .as_str()
                .is_some_and(|url| url.starts_with("https://")),
            "{name}"
        );
    }
}

#[test]
fn seven_groups_with_twenty_plugin_categories() {
    let items = assert_read_back("plugin_categories", "plugin_categories", &["slug"]);
    let (groups, categories): (Vec<Value>, Vec<Value>) =
        items.into_iter().partition(|item| item["parent"].is_null());
    assert_eq!(
        names(&groups, "name"),
        sorted("Development, DevOps, Marketing, Sales, Support, Data, Security")
    );
    let by_parent = [
        ("data", 3),
        ("development", 3),
        ("devops", 3),
        ("marketing", 3),
        ("sales", 3),
        ("security", 3),
        ("support", 2),
    ];
    assert_eq!(count_by(&categories, "parent"), counts(by_parent));
    let parents = Database::shared().query(
        "SELECT c.slug, p.slug AS parent FROM plugin_categories c JOIN plugin_categories p ON p.id = c.parent_id",
    );
    let stored: BTreeMap<&str, &str> = parents
        .lines()
        .filter_map(|line| line.split_once('|'))
        .collect();
    assert_eq!(stored.len(), 20);
    for category in &categories {
        assert_eq!(
            stored[category["slug"].as_str().expect("a slug")],
            category["parent"]
        );
    }
}

#[test]
fn about_forty_settings_in_fourteen_categories() {
    let items = assert_read_back("system_settings", "system_settings", &["category", "key"]);
    assert!((36..=46).contains(&items.len()), "{}", items.len());
    let categories: Vec<String> = count_by(&items, "category").into_keys().collect();
    assert_eq!(
        categories,
        sorted(
            "general, orchestrator_llm, system_llm, embeddings, logging, rate_limiting, \
             performance, security, notifications, backups, monitoring, llm_cost, plugin_scan, \
             retention"
        )
    );
    let automatos = Automatos::reading();
    for (name, value) in [
        ("plugin_scan.review_threshold", "20"),
        ("plugin_scan.block_threshold", "70"),
    ] {
        assert_eq!(
            automatos
                .run(&format!("setting get {name}"))
                .ok()
                .stdout()
                .trim(),
            value,
            "{name}"
        );
    }
}

#[test]
fn about_twenty_models_of_six_providers() {
    let items = assert_read_back("llm_models", "llm_models", &["provider", "model_id"]);
    assert!((18..=24).contains(&items.len()), "{}", items.len());
    let providers: Vec<String> = count_by(&items, "provider").into_keys().collect();
    assert_eq!(
        providers,
        sorted("openai, anthropic, google, bedrock, mistral, meta")
    );
    for item in &items {
        let name = &item["model_id"];
        assert!(
            item["context_window"].as_i64() >= item["max_output_tokens"].as_i64(),
            "{name}"
        );
        assert!(
            item["input_cost_per_1k_tokens"].as_f64() <= item["output_cost_per_1k_tokens"].as_f64(),
            "{name}"
        );
    }
}

#[test]
fn all_of_it_is_global() {
    let scoped = Database::shared().query(
        "SELECT (SELECT count(*) FROM personas WHERE workspace_id IS NOT NULL) \
         + (SELECT count(*) FROM skills WHERE workspace_id IS NOT NULL) \
         + (SELECT count(*) FROM patterns WHERE workspace_id IS NOT NULL) \
         + (SELECT count(*) FROM llm_models WHERE workspace_id IS NOT NULL)",
    );
    assert_eq!(scoped, "0");
}
