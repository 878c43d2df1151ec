//! What holds in every database, whatever happened to it: queries that must find nothing.
//!
//! Constraints keep what a constraint can say; these are the rest.

use diesel::prelude::*;
use diesel::sql_types::{BigInt, Text};

/// One rule about rows.
#[derive(Debug)]
pub struct Invariant {
    /// Its name, for scripts.
    pub name: &'static str,
    /// What must not be, as the beginning of a sentence that ends with a count.
    pub about: &'static str,
    /// Finds the rows that break it, as one column of text that names them.
    sql: &'static str,
    /// The command that mends it; none where a person has to decide.
    pub mend: Option<&'static str>,
}

/// Rows that break a rule.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Broken {
    pub count: i64,
    /// The names of the first few.
    pub names: String,
}

#[derive(QueryableByName)]
struct Found {
    #[diesel(sql_type = BigInt)]
    count: i64,
    #[diesel(sql_type = Text)]
    names: String,
}

/// The rows that break it, if there are any.
pub fn check(conn: &mut PgConnection, invariant: &Invariant) -> QueryResult<Option<Broken>> {
    let sql = invariant.sql;
    let Found { count, names } = diesel::sql_query(format!(
        "SELECT count(*) AS count, coalesce(string_agg(name, ', ') FILTER (WHERE at <= 5), '') AS names \
         FROM (SELECT name, row_number() OVER (ORDER BY name) AS at FROM ({sql}) AS broken (name)) AS numbered"
    ))
    .get_result(conn)?;
    Ok((count > 0).then_some(Broken { count, names }))
}

/// Every rule.
pub const ALL: &[Invariant] = &[
    Invariant {
        name: "version-without-scan",
        about: "versions of plugins without a scan of their bytes",
        sql: "SELECT p.slug || '@' || v.version FROM plugin_versions v \
              JOIN marketplace_plugins p ON p.id = v.plugin_id \
              LEFT JOIN plugin_security_scans s ON s.id = v.security_scan_id \
              WHERE s.package_sha256 IS DISTINCT FROM v.package_sha256",
        mend: None,
    },
    Invariant {
        name: "approval-without-scan",
        about: "approved versions whose approval rests on no scan of their bytes",
        sql: "SELECT p.slug || '@' || v.version FROM plugin_versions v \
              JOIN marketplace_plugins p ON p.id = v.plugin_id \
              LEFT JOIN plugin_security_scans s ON s.id = v.approval_scan_id \
              WHERE v.approval_status = 'approved' \
                AND (s.package_sha256 IS DISTINCT FROM v.package_sha256 \
                     OR s.overall_verdict IS DISTINCT FROM v.approval_verdict)",
        mend: None,
    },
    Invariant {
        name: "shown-without-approval",
        about: "approved plugins that show a version which is not approved",
        sql: "SELECT p.slug FROM marketplace_plugins p WHERE p.approval_status = 'approved' \
              AND NOT EXISTS (SELECT FROM plugin_versions v WHERE v.plugin_id = p.id \
                  AND v.version = p.version AND v.package_sha256 = p.package_sha256 \
                  AND v.approval_status = 'approved')",
        mend: None,
    },
    Invariant {
        name: "enable-count",
        about: "plugins whose enable_count is not the number of workspaces",
        sql: "SELECT p.slug FROM marketplace_plugins p WHERE p.enable_count <> \
              (SELECT count(*) FROM workspace_enabled_plugins e WHERE e.plugin_id = p.id)",
        mend: Some("automatos maintain run counts"),
    },
    Invariant {
        name: "assigned-not-enabled",
        about: "agents with a plugin that their workspace has not enabled",
        sql: "SELECT a.agent_id || ' (' || p.slug || ')' FROM agent_assigned_plugins a \
              JOIN marketplace_plugins p ON p.id = a.plugin_id \
              WHERE NOT EXISTS (SELECT FROM workspace_enabled_plugins e \
                  WHERE e.workspace_id = a.workspace_id AND e.plugin_id = a.plugin_id)",
        mend: None,
    },
    Invariant {
        name: "foreign-persona",
        about: "agents with the persona of another workspace",
        sql: "SELECT a.name FROM agents a JOIN personas p ON p.id = a.persona_id \
              WHERE p.workspace_id IS NOT NULL AND p.workspace_id <> a.workspace_id",
        mend: None,
    },
    Invariant {
        name: "foreign-skill",
        about: "agents with a skill of another workspace",
        sql: "SELECT a.agent_id || ' (' || s.name || ')' FROM agent_skills a \
              JOIN skills s ON s.id = a.skill_id \
              WHERE s.workspace_id IS NOT NULL AND s.workspace_id <> a.workspace_id",
        mend: None,
    },
    Invariant {
        name: "workspace-without-owner",
        about: "workspaces with members and none of them an owner",
        sql: "SELECT w.slug FROM workspaces w JOIN workspace_members m ON m.workspace_id = w.id \
              WHERE w.deleted_at IS NULL GROUP BY w.id, w.slug \
              HAVING count(*) FILTER (WHERE m.role = 'owner') = 0",
        mend: None,
    },
    Invariant {
        name: "shared-personal-workspace",
        about: "personal workspaces with more than one member",
        sql: "SELECT w.slug FROM workspaces w JOIN workspace_members m ON m.workspace_id = w.id \
              WHERE w.kind = 'personal' AND w.deleted_at IS NULL \
              GROUP BY w.id, w.slug HAVING count(*) > 1",
        mend: None,
    },
];

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::ALL;

    #[test]
    fn every_rule_has_a_name_of_its_own() {
        let names: BTreeSet<&str> = ALL.iter().map(|rule| rule.name).collect();
        assert_eq!(names.len(), ALL.len());
    }
}
