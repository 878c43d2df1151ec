//! The nouns: what people look at, and what they create.

mod category;
mod persona;
mod skill;
mod workspace;

use insta::assert_snapshot;

use crate::support::Automatos;

#[test]
fn credential_types_are_filtered_by_category() {
    let automatos = Automatos::reading();
    assert_snapshot!(automatos.run("credential type list --category database").ok().shown(), @"
    ┌───────────────────────────┬───────────────┬──────────┐
    │ NAME                      ┆ DISPLAY NAME  ┆ CATEGORY │
    ╞═══════════════════════════╪═══════════════╪══════════╡
    │ elasticsearch_credentials ┆ Elasticsearch ┆ database │
    │ mongodb_credentials       ┆ MongoDB       ┆ database │
    │ mysql_credentials         ┆ MySQL         ┆ database │
    │ postgres_credentials      ┆ PostgreSQL    ┆ database │
    │ redis_credentials         ┆ Redis         ┆ database │
    └───────────────────────────┴───────────────┴──────────┘
    ");
    assert_eq!(
        automatos
            .run("credential type list -o json")
            .ok()
            .column("name")
            .len(),
        17
    );
}

#[test]
fn a_credential_type_is_shown_with_its_fields() {
    let automatos = Automatos::reading();
    let shown = automatos
        .run("credential type show github_api -o json")
        .ok()
        .data();
    assert_eq!(shown["name"], "github_api");
    assert!(
        shown["schema_definition"]
            .as_array()
            .is_some_and(|fields| !fields.is_empty())
    );
    let text = automatos
        .run("credential type show github_api")
        .ok()
        .stdout();
    assert!(text.contains("github_api"), "{text}");
    let near = automatos.run("credential type show github").ends_with(5);
    assert!(
        near.stderr().contains("did you mean `github_api`"),
        "{}",
        near.stderr()
    );
}

#[test]
fn a_setting_is_its_value_or_else_its_default() {
    let automatos = Automatos::new();
    assert_snapshot!(automatos.run("setting list --category plugin_scan").ok().shown(), @"
    ┌──────────────────────────────┬────────────┬───────┬───────────────────┐
    │ NAME                         ┆ VALUE TYPE ┆ VALUE ┆ DEFAULT VALUE     │
    ╞══════════════════════════════╪════════════╪═══════╪═══════════════════╡
    │ plugin_scan.block_threshold  ┆ number     ┆       ┆ 70                │
    │ plugin_scan.four_eyes        ┆ boolean    ┆       ┆ false             │
    │ plugin_scan.llm_model        ┆ string     ┆       ┆ claude-sonnet-5-5 │
    │ plugin_scan.llm_provider     ┆ string     ┆       ┆ anthropic         │
    │ plugin_scan.llm_required     ┆ boolean    ┆       ┆ false             │
    │ plugin_scan.max_file_bytes   ┆ number     ┆       ┆ 10485760          │
    │ plugin_scan.max_files        ┆ number     ┆       ┆ 500               │
    │ plugin_scan.max_nesting      ┆ number     ┆       ┆ 2                 │
    │ plugin_scan.max_ratio        ┆ number     ┆       ┆ 100               │
    │ plugin_scan.max_total_bytes  ┆ number     ┆       ┆ 52428800          │
    │ plugin_scan.review_threshold ┆ number     ┆       ┆ 20                │
    └──────────────────────────────┴────────────┴───────┴───────────────────┘
    ");
    assert_eq!(
        automatos
            .run("setting get plugin_scan.block_threshold")
            .ok()
            .stdout(),
        "70\n"
    );
    automatos.db.execute("UPDATE system_settings SET value = '80' WHERE category = 'plugin_scan' AND key = 'block_threshold'");
    assert_eq!(
        automatos
            .run("setting get plugin_scan.block_threshold")
            .ok()
            .stdout(),
        "80\n"
    );
    let json = automatos
        .run("setting get plugin_scan.block_threshold -o json")
        .ok()
        .data();
    assert_eq!(
        (&json["value"], &json["default_value"]),
        (&"80".into(), &"70".into())
    );
    // Seeding leaves what an operator set.
    automatos.run("seed").ok();
    assert_eq!(
        automatos
            .run("setting get plugin_scan.block_threshold")
            .ok()
            .stdout(),
        "80\n"
    );
}

#[test]
fn models_are_filtered_by_provider_and_state() {
    let automatos = Automatos::reading();
    let ids = |flags: &str| {
        automatos
            .run(&format!("model list {flags} --limit 0 -o json"))
            .ok()
            .column("model_id")
    };
    let anthropic = ids("--provider anthropic");
    assert!(
        anthropic.iter().all(|id| id.starts_with("claude-")),
        "{anthropic:?}"
    );
    let all = ids("").len();
    let states: usize = ["active", "deprecated", "beta"]
        .iter()
        .map(|state| ids(&format!("--status {state}")).len())
        .sum();
    assert_eq!(states, all);
    let row = automatos
        .run("model list --search claude-haiku-4-5 --no-header -o csv")
        .ok()
        .stdout();
    assert_eq!(
        row,
        "anthropic,claude-haiku-4-5,active,200000,0.001,0.005\n"
    );
}

#[test]
fn patterns_are_filtered_by_type() {
    let automatos = Automatos::reading();
    assert_snapshot!(automatos.run("pattern list --type decision --columns name,pattern_type").ok().shown(), @"
    ┌────────────────────┬──────────────┐
    │ NAME               ┆ PATTERN TYPE │
    ╞════════════════════╪══════════════╡
    │ Consensus Decision ┆ decision     │
    │ Error Recovery     ┆ decision     │
    └────────────────────┴──────────────┘
    ");
    automatos.run("pattern list --type nonsense").ends_with(2);
}

#[test]
fn waiting_ends_once_the_database_answers() {
    let automatos = Automatos::reading();
    automatos.run("wait").ok();
    automatos.run("wait --schema").ok();
    automatos.run("wait --schema -q").ok();
}
