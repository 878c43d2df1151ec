//! Where the kinds of seed live that workspaces own: agents, what they are assigned, their rules.

use serde_json::Value;

use super::seed_column::{Children, array, children, json, reference, scalar, text, workspace};
use super::seed_named::{AGENT, APP, ENABLED_PLUGIN, PERSONA, PLUGIN, SKILL, WORKFLOW};
use super::seed_own::owned;
use super::seed_table::{Owned, STAMPS, Stamps, Table};

/// Their tables, by the word of their kind.
pub const TABLES: &[(&str, Table)] = &[
    (
        "workspace_plugins",
        Table {
            name: "workspace_enabled_plugins",
            key: "w.slug || '/' || p.slug",
            key_columns: 2,
            arbiter: "(workspace_id, plugin_id)",
            only: "",
            uuid_key: false,
            workspace: Some(Owned {
                tables: "workspaces w CROSS JOIN marketplace_plugins p",
                on: "w.id = t.workspace_id AND w.deleted_at IS NULL AND p.id = t.plugin_id",
                name: "p.slug",
            }),
            stamps: Stamps {
                created: &["enabled_at"],
                updated: &[],
                fixed: &[("enabled_by", "'seed'")],
            },
            columns: &[workspace(), reference("plugin", "plugin_id", &PLUGIN)],
            dependants: &[
                "agent_assigned_plugins d WHERE d.workspace_id = t.workspace_id \
                           AND d.plugin_id = t.plugin_id",
            ],
            deactivated: None,
        },
    ),
    (
        "agents",
        Table {
            name: "agents",
            key: "w.slug || '/' || t.name",
            key_columns: 2,
            arbiter: "(workspace_id, name)",
            only: "",
            uuid_key: false,
            workspace: Some(owned("t.name")),
            stamps: STAMPS,
            columns: &[
                workspace(),
                text("name"),
                text("description"),
                text("agent_type"),
                text("status"),
                json("configuration"),
                json("model_config"),
                array("tags"),
                reference("persona", "persona_id", &PERSONA),
                text("custom_persona_prompt"),
                scalar("use_custom_persona", "bool"),
                text("owner_type"),
                scalar("is_shared", "bool"),
                scalar("is_featured", "bool"),
                scalar("is_approved", "bool"),
                text("marketplace_category"),
                text("version"),
                children("skills", &SKILLS),
                children("plugins", &PLUGINS),
                children("tools", &TOOLS),
            ],
            dependants: &[
                "routing_rules d WHERE d.workspace_id = t.workspace_id AND d.target_agent_id = t.id",
                "workflow_agents d WHERE d.workspace_id = t.workspace_id AND d.agent_id = t.id",
                "workflow_executions d WHERE d.workspace_id = t.workspace_id AND d.agent_id = t.id",
            ],
            deactivated: Some("status = 'inactive'"),
        },
    ),
    (
        "workflows",
        Table {
            name: "workflows",
            key: "w.slug || '/' || t.name",
            key_columns: 2,
            arbiter: "(workspace_id, name)",
            only: "",
            uuid_key: false,
            workspace: Some(owned("t.name")),
            stamps: STAMPS,
            columns: &[
                workspace(),
                text("name"),
                text("description"),
                text("goal"),
                text("context"),
                json("workflow_definition"),
                text("status"),
                text("owner"),
                array("tags"),
                text("priority"),
                text("default_policy_id"),
                children("agents", &AGENTS),
            ],
            dependants: &[
                "routing_rules d WHERE d.workspace_id = t.workspace_id AND d.target_workflow_id = t.id",
                "workflow_executions d WHERE d.workspace_id = t.workspace_id AND d.workflow_id = t.id",
            ],
            deactivated: Some("status = 'archived'"),
        },
    ),
    (
        "routing_rules",
        Table {
            name: "routing_rules",
            key: "w.slug || '/' || t.name",
            key_columns: 2,
            arbiter: "(workspace_id, name)",
            only: "",
            uuid_key: false,
            workspace: Some(owned("t.name")),
            stamps: STAMPS,
            columns: &[
                workspace(),
                text("name"),
                text("source_pattern"),
                text("source_channel"),
                array("intent_keywords"),
                reference("target_agent", "target_agent_id", &AGENT),
                reference("target_workflow", "target_workflow_id", &WORKFLOW),
                scalar("target_orchestrate", "bool"),
                scalar("priority", "int4"),
                scalar("is_active", "bool"),
            ],
            dependants: &[],
            deactivated: Some("is_active = false"),
        },
    ),
];

const AGENTS: Children = Children {
    table: "workflow_agents",
    owner: "workflow_id",
    column: "agent_id",
    by_id: true,
    reference: &AGENT,
    name: "(e.value #>> '{}')",
    required: Value::as_str,
    values: &[],
    list: (
        "jsonb_agg(r.name ORDER BY r.name COLLATE \"C\")",
        "JOIN agents r ON r.workspace_id = j.workspace_id AND r.id = j.agent_id",
    ),
};

const SKILLS: Children = Children {
    table: "agent_skills",
    owner: "agent_id",
    column: "skill_id",
    by_id: true,
    reference: &SKILL,
    name: "(e.value #>> '{}')",
    required: Value::as_str,
    values: &[],
    list: (
        "jsonb_agg(r.name ORDER BY r.name COLLATE \"C\")",
        "JOIN skills r ON r.id = j.skill_id",
    ),
};

const PLUGINS: Children = Children {
    table: "agent_assigned_plugins",
    owner: "agent_id",
    column: "plugin_id",
    by_id: true,
    reference: &ENABLED_PLUGIN,
    name: "(e.value #>> '{}')",
    required: Value::as_str,
    // The first of the list is the most important.
    values: &[(
        "priority",
        "(jsonb_array_length(s.list::jsonb) - e.place)::int4",
    )],
    list: (
        "jsonb_agg(r.slug ORDER BY j.priority DESC, r.slug COLLATE \"C\")",
        "JOIN marketplace_plugins r ON r.id = j.plugin_id",
    ),
};

const TOOLS: Children = Children {
    table: "agent_app_assignments",
    owner: "agent_id",
    column: "app_name",
    by_id: false,
    reference: &APP,
    name: "(e.value ->> 'app_name')",
    required: external,
    values: &[
        ("app_type", "e.value ->> 'app_type'"),
        ("priority", "(e.value ->> 'priority')::int4"),
        ("config", "e.value -> 'config'"),
        ("is_active", "(e.value ->> 'is_active')::bool"),
    ],
    list: (
        "jsonb_agg(jsonb_build_object('app_name', j.app_name, 'app_type', j.app_type, \
         'priority', j.priority, 'config', j.config, 'is_active', j.is_active) \
         ORDER BY j.app_name COLLATE \"C\")",
        "",
    ),
};

/// The name of an app that the app cache must have.
fn external(tool: &Value) -> Option<&str> {
    let external = tool.get("app_type").and_then(Value::as_str) == Some("EXTERNAL");
    tool.get("app_name")
        .and_then(Value::as_str)
        .filter(|_| external)
}
