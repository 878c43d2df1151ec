//! Where each kind of seed lives: its table, the columns of its fields, its natural key.

use serde_json::{Map, Value};

/// How a field is stored.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Type {
    /// A column of that SQL type, which takes the value's text.
    Scalar(&'static str),
    /// `text[]`.
    TextArray,
    /// `jsonb`.
    Json,
    /// The id of the row of the same table with that natural key.
    Parent,
}

/// A field and its column.
#[derive(Debug, Clone, Copy)]
pub struct Column {
    /// The field in seed files.
    pub field: &'static str,
    /// The column.
    pub name: &'static str,
    pub kind: Type,
    /// What the column holds when nobody has set it, as JSON; for columns that are always set, null.
    pub default: &'static str,
}

/// The table of a kind.
#[derive(Debug)]
pub struct Table {
    pub name: &'static str,
    /// The natural key of a row `t` as one text, as items have it.
    pub key: &'static str,
    /// The arbiter of ON CONFLICT.
    pub arbiter: &'static str,
    /// Which rows belong to the kind: only the global ones, where rows can be a workspace's.
    pub global_only: bool,
    /// Whether ids are UUIDs made by the tool; else the database counts.
    pub uuid_key: bool,
    pub columns: &'static [Column],
}

const fn text(field: &'static str, default: &'static str) -> Column {
    scalar(field, "text", default)
}

const fn scalar(field: &'static str, sql: &'static str, default: &'static str) -> Column {
    Column {
        field,
        name: field,
        kind: Type::Scalar(sql),
        default,
    }
}

const fn array(field: &'static str) -> Column {
    Column {
        field,
        name: field,
        kind: Type::TextArray,
        default: "[]",
    }
}

const fn json(field: &'static str, default: &'static str) -> Column {
    Column {
        field,
        name: field,
        kind: Type::Json,
        default,
    }
}

impl Table {
    /// The table of a kind, by the kind's word.
    pub fn of(kind: &str) -> Option<&'static Self> {
        TABLES
            .iter()
            .find(|(word, _)| *word == kind)
            .map(|(_, table)| table)
    }

    /// What its columns hold when nobody has set them, by field.
    pub fn defaults(&self) -> Map<String, Value> {
        self.columns
            .iter()
            .map(|column| {
                let value = serde_json::from_str(column.default).unwrap_or_default();
                (column.field.to_owned(), value)
            })
            .collect()
    }
}

/// The tables by the word of their kind.
const TABLES: &[(&str, Table)] = &[
    (
        "credential_types",
        Table {
            name: "credential_types",
            key: "t.name",
            arbiter: "(name)",
            global_only: false,
            uuid_key: false,
            columns: &[
                text("name", "null"),
                text("display_name", "null"),
                text("category", "null"),
                text("icon", "null"),
                text("logo", "null"),
                text("description", "null"),
                json("schema_definition", "[]"),
                json("test_endpoint", "null"),
                text("documentation_url", "null"),
                scalar("is_system", "bool", "false"),
                scalar("is_active", "bool", "true"),
            ],
        },
    ),
    (
        "system_settings",
        Table {
            name: "system_settings",
            key: "t.category || '/' || t.key",
            arbiter: "(category, key)",
            global_only: false,
            uuid_key: false,
            columns: &[
                text("category", "null"),
                text("key", "null"),
                text("value", "null"),
                text("value_type", "\"string\""),
                text("default_value", "null"),
                text("description", "null"),
                scalar("is_sensitive", "bool", "false"),
                scalar("is_required", "bool", "false"),
                json("validation_rules", "{}"),
            ],
        },
    ),
    (
        "llm_models",
        Table {
            name: "llm_models",
            key: "t.provider || '/' || t.model_id",
            arbiter: "(provider, model_id) WHERE workspace_id IS NULL",
            global_only: true,
            uuid_key: false,
            columns: &[
                text("provider", "null"),
                text("model_id", "null"),
                text("display_name", "null"),
                text("model_family", "null"),
                json("capabilities", "{}"),
                scalar("context_window", "int4", "null"),
                scalar("max_output_tokens", "int4", "null"),
                scalar("supports_functions", "bool", "false"),
                scalar("supports_vision", "bool", "false"),
                scalar("supports_streaming", "bool", "true"),
                scalar("input_cost_per_1k_tokens", "numeric", "null"),
                scalar("output_cost_per_1k_tokens", "numeric", "null"),
                array("recommended_for"),
                scalar("default_temperature", "float8", "0.7"),
                text("status", "\"active\""),
                scalar("release_date", "date", "null"),
                scalar("deprecation_date", "date", "null"),
            ],
        },
    ),
    (
        "skills",
        Table {
            name: "skills",
            key: "t.name",
            arbiter: "(name) WHERE workspace_id IS NULL",
            global_only: true,
            uuid_key: false,
            columns: &[
                text("name", "null"),
                text("description", "null"),
                text("skill_type", "\"technical\""),
                text("category", "null"),
                text("prompt_template", "null"),
                json("tools_schema", "null"),
                json("parameters", "{}"),
                text("implementation", "null"),
                text("skill_version", "null"),
                array("tags"),
                json("skill_metadata", "{}"),
                scalar("is_active", "bool", "true"),
            ],
        },
    ),
    (
        "patterns",
        Table {
            name: "patterns",
            key: "t.name",
            arbiter: "(name) WHERE workspace_id IS NULL",
            global_only: true,
            uuid_key: false,
            columns: &[
                text("name", "null"),
                text("description", "null"),
                text("pattern_type", "null"),
                json("pattern_data", "{}"),
                scalar("effectiveness_score", "float8", "0"),
                scalar("is_active", "bool", "true"),
            ],
        },
    ),
    (
        "personas",
        Table {
            name: "personas",
            key: "t.slug",
            arbiter: "(slug) WHERE workspace_id IS NULL",
            global_only: true,
            uuid_key: true,
            columns: &[
                text("slug", "null"),
                text("name", "null"),
                text("description", "null"),
                text("system_prompt", "null"),
                text("voice_description", "null"),
                text("category", "null"),
                array("tags"),
                scalar("suggested_temperature", "float8", "0.7"),
                array("suggested_models"),
                text("source", "\"custom\""),
                text("source_url", "null"),
                text("scope", "\"global\""),
                scalar("is_active", "bool", "true"),
            ],
        },
    ),
    (
        "plugin_categories",
        Table {
            name: "plugin_categories",
            key: "t.slug",
            arbiter: "(slug)",
            global_only: false,
            uuid_key: true,
            columns: &[
                text("slug", "null"),
                text("name", "null"),
                text("description", "null"),
                text("icon", "null"),
                scalar("sort_order", "int4", "0"),
                scalar("is_active", "bool", "true"),
                Column {
                    field: "parent",
                    name: "parent_id",
                    kind: Type::Parent,
                    default: "null",
                },
            ],
        },
    ),
];
