//! Where models, skills, patterns and personas live that a workspace has for itself, beside those for all.

use super::seed_column::{array, json, scalar, text, workspace};
use super::seed_table::{Owned, STAMPS, Stamps, Table};

/// The columns of a language model, after others.
macro_rules! llm_model_columns {
    ($($first:expr)?) => {
        &[
            $($first,)?
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
        ]
    };
}

/// The columns of a skill, after others.
macro_rules! skill_columns {
    ($($first:expr)?) => {
        &[
            $($first,)?
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
        ]
    };
}

/// The columns of a pattern, after others.
macro_rules! pattern_columns {
    ($($first:expr)?) => {
        &[
            $($first,)?
            text("name"),
            text("description"),
            text("pattern_type"),
            json("pattern_data"),
            scalar("effectiveness_score", "float8"),
            scalar("is_active", "bool"),
        ]
    };
}

/// The columns of a persona, after others.
macro_rules! persona_columns {
    ($($first:expr)?) => {
        &[
            $($first,)?
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
            scalar("is_active", "bool"),
        ]
    };
}

pub(super) use {llm_model_columns, pattern_columns, persona_columns, skill_columns};

/// Their tables, by the word of their kind.
pub const TABLES: &[(&str, Table)] = &[
    (
        "workspace_llm_models",
        Table {
            name: "llm_models",
            key: "w.slug || '/' || t.provider || '/' || t.model_id",
            key_columns: 3,
            arbiter: "(workspace_id, provider, model_id) WHERE workspace_id IS NOT NULL",
            only: "",
            uuid_key: false,
            workspace: Some(owned("t.provider || '/' || t.model_id")),
            stamps: STAMPS,
            columns: llm_model_columns!(workspace()),
            dependants: &[],
            deactivated: None,
        },
    ),
    (
        "workspace_skills",
        Table {
            name: "skills",
            key: "w.slug || '/' || t.name",
            key_columns: 2,
            arbiter: "(workspace_id, name) WHERE workspace_id IS NOT NULL",
            only: "",
            uuid_key: false,
            workspace: Some(owned("t.name")),
            stamps: STAMPS,
            columns: skill_columns!(workspace()),
            dependants: &[
                "agent_skills d WHERE d.workspace_id = t.workspace_id AND d.skill_id = t.id",
            ],
            deactivated: Some("is_active = false"),
        },
    ),
    (
        "workspace_patterns",
        Table {
            name: "patterns",
            key: "w.slug || '/' || t.name",
            key_columns: 2,
            arbiter: "(workspace_id, name) WHERE workspace_id IS NOT NULL",
            only: "",
            uuid_key: false,
            workspace: Some(owned("t.name")),
            stamps: STAMPS,
            columns: pattern_columns!(workspace()),
            dependants: &[],
            deactivated: Some("is_active = false"),
        },
    ),
    (
        "workspace_personas",
        Table {
            name: "personas",
            key: "w.slug || '/' || t.slug",
            key_columns: 2,
            arbiter: "(workspace_id, slug) WHERE workspace_id IS NOT NULL",
            only: "",
            uuid_key: true,
            workspace: Some(owned("t.slug")),
            stamps: Stamps {
                fixed: &[("scope", "'workspace'")],
                ..STAMPS
            },
            columns: persona_columns!(workspace()),
            dependants: &["agents d WHERE d.workspace_id = t.workspace_id AND d.persona_id = t.id"],
            deactivated: Some("is_active = false"),
        },
    ),
];

/// Rows that have that name in their workspace.
pub const fn owned(name: &'static str) -> Owned {
    Owned {
        tables: "workspaces w",
        on: "w.id = t.workspace_id AND w.deleted_at IS NULL",
        name,
    }
}
