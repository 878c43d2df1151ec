//! Where each kind of seed lives: its table, the columns of its fields, its natural key.

use diesel::QueryResult;

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
}

/// The table of a kind.
#[derive(Debug)]
pub struct Table {
    pub name: &'static str,
    /// The natural key of a row `t` as one text, as items have it.
    pub key: &'static str,
    /// The arbiter of ON CONFLICT.
    pub arbiter: &'static str,
    /// Whether rows can be a workspace's; only the global ones belong to the kind.
    pub has_scope: bool,
    /// Whether ids are UUIDs made by the tool; else the database counts.
    pub uuid_key: bool,
    pub columns: &'static [Column],
    /// Columns of other tables that hold the id of a row; such a row cannot be removed.
    pub dependants: &'static [(&'static str, &'static str)],
}

const fn text(field: &'static str) -> Column {
    scalar(field, "text")
}

const fn scalar(field: &'static str, sql: &'static str) -> Column {
    Column {
        field,
        name: field,
        kind: Type::Scalar(sql),
    }
}

const fn array(field: &'static str) -> Column {
    Column {
        field,
        name: field,
        kind: Type::TextArray,
    }
}

const fn json(field: &'static str) -> Column {
    Column {
        field,
        name: field,
        kind: Type::Json,
    }
}

impl Table {
    /// The table of a kind, by the kind's word. That a kind has none is an error of this program.
    pub fn of(kind: &str) -> QueryResult<&'static Self> {
        TABLES
            .iter()
            .find(|(word, _)| *word == kind)
            .map(|(_, table)| table)
            .ok_or(diesel::result::Error::NotFound)
    }

    /// The condition that a row `t` belongs to the kind, to follow others.
    pub const fn global_only(&self) -> &'static str {
        if self.has_scope {
            " AND t.workspace_id IS NULL"
        } else {
            ""
        }
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
            has_scope: false,
            uuid_key: false,
            columns: &[
                text("name"),
                text("display_name"),
                text("category"),
                text("icon"),
                text("logo"),
                text("description"),
                json("schema_definition"),
                json("test_endpoint"),
                text("documentation_url"),
                scalar("is_system", "bool"),
                scalar("is_active", "bool"),
            ],
            dependants: &[("credentials", "credential_type_id")],
        },
    ),
    (
        "system_settings",
        Table {
            name: "system_settings",
            key: "t.category || '/' || t.key",
            arbiter: "(category, key)",
            has_scope: false,
            uuid_key: false,
            columns: &[
                text("category"),
                text("key"),
                text("value"),
                text("value_type"),
                text("default_value"),
                text("description"),
                scalar("is_sensitive", "bool"),
                scalar("is_required", "bool"),
                json("validation_rules"),
            ],
            dependants: &[],
        },
    ),
    (
        "llm_models",
        Table {
            name: "llm_models",
            key: "t.provider || '/' || t.model_id",
            arbiter: "(provider, model_id) WHERE workspace_id IS NULL",
            has_scope: true,
            uuid_key: false,
            columns: &[
                text("provider"),
                text("model_id"),
                text("display_name"),
                text("model_family"),
                json("capabilities"),
                scalar("context_window", "int4"),
                scalar("max_output_tokens", "int4"),
                scalar("supports_functions", "bool"),
                scalar("supports_vision", "bool"),
                scalar("supports_streaming", "bool"),
                scalar("input_cost_per_1k_tokens", "numeric"),
                scalar("output_cost_per_1k_tokens", "numeric"),
                array("recommended_for"),
                scalar("default_temperature", "float8"),
                text("status"),
                scalar("release_date", "date"),
                scalar("deprecation_date", "date"),
            ],
            dependants: &[],
        },
    ),
    (
        "skills",
        Table {
            name: "skills",
            key: "t.name",
            arbiter: "(name) WHERE workspace_id IS NULL",
            has_scope: true,
            uuid_key: false,
            columns: &[
                text("name"),
                text("description"),
                text("skill_type"),
                text("category"),
                text("prompt_template"),
                json("tools_schema"),
                json("parameters"),
                text("implementation"),
                text("skill_version"),
                array("tags"),
                json("skill_metadata"),
                scalar("is_active", "bool"),
            ],
            dependants: &[("agent_skills", "skill_id")],
        },
    ),
    (
        "patterns",
        Table {
            name: "patterns",
            key: "t.name",
            arbiter: "(name) WHERE workspace_id IS NULL",
            has_scope: true,
            uuid_key: false,
            columns: &[
                text("name"),
                text("description"),
                text("pattern_type"),
                json("pattern_data"),
                scalar("effectiveness_score", "float8"),
                scalar("is_active", "bool"),
            ],
            dependants: &[],
        },
    ),
    (
        "personas",
        Table {
            name: "personas",
            key: "t.slug",
            arbiter: "(slug) WHERE workspace_id IS NULL",
            has_scope: true,
            uuid_key: true,
            columns: &[
                text("slug"),
                text("name"),
                text("description"),
                text("system_prompt"),
                text("voice_description"),
                text("category"),
                array("tags"),
                scalar("suggested_temperature", "float8"),
                array("suggested_models"),
                text("source"),
                text("source_url"),
                text("scope"),
                scalar("is_active", "bool"),
            ],
            dependants: &[("agents", "persona_id")],
        },
    ),
    (
        "plugin_categories",
        Table {
            name: "plugin_categories",
            key: "t.slug",
            arbiter: "(slug)",
            has_scope: false,
            uuid_key: true,
            columns: &[
                text("slug"),
                text("name"),
                text("description"),
                text("icon"),
                scalar("sort_order", "int4"),
                scalar("is_active", "bool"),
                Column {
                    field: "parent",
                    name: "parent_id",
                    kind: Type::Parent,
                },
            ],
            dependants: &[
                ("marketplace_plugins", "category_id"),
                ("plugin_categories", "parent_id"),
            ],
        },
    ),
];

/// The fields of a kind in the order in which seed files have them.
pub fn fields(kind: &str) -> QueryResult<Vec<&'static str>> {
    let columns = Table::of(kind)?.columns;
    Ok(columns.iter().map(|column| column.field).collect())
}
