//! Every table of the schema: what servers may do with it, and where it lives on a cluster.

/// Where the rows of a table live on a cluster of several nodes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Placement {
    /// A copy on every node: catalogs, which are small and read by all.
    Reference,
    /// Spread by workspace, all rows of one workspace on one node.
    Distributed,
    /// On the coordinator alone: the tool's own bookkeeping.
    Local,
}

/// A table.
#[derive(Debug, Clone, Copy)]
pub struct Table {
    pub name: &'static str,
    pub placement: Placement,
    /// The privileges of servers, as PostgreSQL names them.
    pub server: &'static [&'static str],
}

const NOTHING: &[&str] = &[];
/// All that the role of readers may do, with any table.
pub const READ: &[&str] = &["SELECT"];
const APPEND: &[&str] = &["INSERT", "SELECT"];
const CORRECT: &[&str] = &["INSERT", "SELECT", "UPDATE"];
const WRITE: &[&str] = &["DELETE", "INSERT", "SELECT", "UPDATE"];

/// The tables to which rows are only ever added, by whoever it is.
pub const APPEND_ONLY: &[&str] = &["audit_events", "credential_audit_logs"];

/// Every table; what a foreign key refers to comes before the table that has the key.
///
/// Files and versions of skills have no workspace and so no policy that would close those of another
/// workspace: servers get no grant on them.
pub const ALL: &[Table] = &[
    catalog("users", READ),
    catalog("workspaces", READ),
    catalog("workspace_members", READ),
    catalog("credential_types", READ),
    catalog("system_settings", READ),
    catalog("llm_models", READ),
    catalog("personas", READ),
    catalog("skill_sources", READ),
    catalog("skills", READ),
    catalog("skill_files", NOTHING),
    catalog("skill_versions", NOTHING),
    catalog("patterns", READ),
    catalog("workflow_recipes", READ),
    catalog("plugin_categories", READ),
    catalog("plugin_security_scans", READ),
    catalog("marketplace_plugins", READ),
    catalog("plugin_versions", READ),
    catalog("plugin_sync_history", READ),
    catalog("package_blobs", READ),
    catalog("package_chunks", READ),
    catalog("composio_apps_cache", READ),
    catalog("composio_actions_cache", READ),
    catalog("composio_syncs", READ),
    catalog("seed_runs", NOTHING),
    catalog("seed_entries", NOTHING),
    tenant("agents", WRITE),
    tenant("agent_skills", WRITE),
    tenant("workflows", WRITE),
    tenant("workflow_agents", WRITE),
    tenant("workflow_executions", WRITE),
    tenant("credentials", WRITE),
    tenant("routing_rules", WRITE),
    tenant("routing_decision_cache", WRITE),
    tenant("workspace_enabled_plugins", WRITE),
    tenant("agent_assigned_plugins", WRITE),
    tenant("agent_app_assignments", WRITE),
    tenant("routing_decisions", CORRECT),
    tenant("unrouted_events", APPEND),
    tenant("credential_audit_logs", APPEND),
    tenant("audit_events", APPEND),
    bookkeeping("environment"),
    bookkeeping("automatos_migrations"),
    bookkeeping("__diesel_schema_migrations"),
];

const fn catalog(name: &'static str, server: &'static [&'static str]) -> Table {
    Table {
        name,
        placement: Placement::Reference,
        server,
    }
}

const fn tenant(name: &'static str, server: &'static [&'static str]) -> Table {
    Table {
        name,
        placement: Placement::Distributed,
        server,
    }
}

const fn bookkeeping(name: &'static str) -> Table {
    Table {
        name,
        placement: Placement::Local,
        server: NOTHING,
    }
}

impl Table {
    /// What the administrators' role may do with it.
    pub fn administrator(&self) -> &'static [&'static str] {
        match self.placement {
            Placement::Local => READ,
            Placement::Distributed if APPEND_ONLY.contains(&self.name) => APPEND,
            Placement::Reference | Placement::Distributed => WRITE,
        }
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::ALL;

    #[test]
    fn every_table_of_the_schema_is_listed_once() {
        let schema = include_str!("schema.rs");
        let mut wanted: BTreeSet<&str> = schema
            .split("diesel::table! {\n")
            .skip(1)
            .filter_map(|rest| rest.trim_start().split(' ').next())
            .collect();
        // The bookkeeping of migrations is not in the file.
        wanted.extend(["automatos_migrations", "__diesel_schema_migrations"]);
        let listed: BTreeSet<&str> = ALL.iter().map(|table| table.name).collect();
        assert_eq!(listed.len(), ALL.len(), "one is listed twice");
        assert_eq!(listed, wanted);
    }
}
