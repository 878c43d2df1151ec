//! The sorts of rows that seeds name.

use super::seed_reference::{Reach, Reference};

pub const CATEGORY: Reference = Reference {
    noun: ("plugin category", ""),
    table: "plugin_categories",
    id: "id",
    key: "r.slug",
    reach: Reach::All,
    only: "",
    kinds: &["plugin_categories"],
    hint: "add it to plugin_categories",
};

pub const USER: Reference = Reference {
    noun: ("user", ""),
    table: "users",
    id: "id",
    key: "r.username",
    reach: Reach::All,
    only: "",
    kinds: &["users"],
    hint: "add it to users, or mend the name",
};

pub const WORKSPACE: Reference = Reference {
    noun: ("workspace", ""),
    table: "workspaces",
    id: "id",
    key: "r.slug",
    reach: Reach::All,
    only: " AND r.deleted_at IS NULL",
    kinds: &["workspaces"],
    hint: "add it to workspaces, or mend the name",
};

pub const PERSONA: Reference = Reference {
    noun: ("persona", " for all or of its workspace"),
    table: "personas",
    id: "id",
    key: "r.slug",
    reach: Reach::GlobalOrOwn,
    only: "",
    kinds: &["personas", "workspace_personas"],
    hint: "an agent uses personas for all and those of its own workspace; see `persona list`",
};

pub const SKILL: Reference = Reference {
    noun: ("skill", " for all or of its workspace"),
    table: "skills",
    id: "id",
    key: "r.name",
    reach: Reach::GlobalOrOwn,
    only: "",
    kinds: &["skills", "workspace_skills"],
    hint: "an agent uses skills for all and those of its own workspace; see `skill list`",
};

pub const PLUGIN: Reference = Reference {
    noun: ("approved plugin", " in the marketplace"),
    table: "marketplace_plugins",
    id: "id",
    key: "r.slug",
    reach: Reach::All,
    only: " AND r.is_active AND r.approval_status = 'approved'",
    kinds: &[],
    hint: "upload it and have it approved first",
};

pub const ENABLED_PLUGIN: Reference = Reference {
    noun: ("plugin", " that is enabled in its workspace"),
    table: "workspace_enabled_plugins",
    id: "plugin_id",
    key: "(SELECT p.slug FROM marketplace_plugins p WHERE p.id = r.plugin_id)",
    reach: Reach::Own,
    only: "",
    kinds: &["workspace_plugins"],
    hint: "enable it there: add it to workspace_plugins",
};

pub const APP: Reference = Reference {
    noun: ("app", " in the app cache"),
    table: "composio_apps_cache",
    id: "app_name",
    key: "r.app_name",
    reach: Reach::All,
    only: "",
    kinds: &["composio_apps"],
    hint: "add it to composio_apps, or write `app_type: INTERNAL`",
};

pub const AGENT: Reference = Reference {
    noun: ("agent", " in its workspace"),
    table: "agents",
    id: "id",
    key: "r.name",
    reach: Reach::Own,
    only: "",
    kinds: &["agents"],
    hint: "add it to agents, or mend the name",
};

pub const WORKFLOW: Reference = Reference {
    noun: ("workflow", " in its workspace"),
    table: "workflows",
    id: "id",
    key: "r.name",
    reach: Reach::Own,
    only: "",
    kinds: &["workflows"],
    hint: "add it to workflows, or mend the name",
};
