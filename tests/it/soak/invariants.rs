//! What must hold whatever ran, each as a query for what breaks it.

use crate::support::Automatos;

/// A name, and a query that must find nothing.
const INVARIANTS: [(&str, &str); 14] = [
    (
        "a live workspace of an organization that has members has an owner",
        "SELECT w.slug FROM workspaces w JOIN workspace_members m ON m.workspace_id = w.id \
         WHERE w.deleted_at IS NULL GROUP BY w.id, w.slug HAVING count(*) FILTER (WHERE m.role = 'owner') = 0",
    ),
    (
        "a user has one personal workspace, and is alone in it",
        "SELECT u.username FROM users u LEFT JOIN workspaces w ON w.owner_id = u.id AND w.kind = 'personal' \
         LEFT JOIN workspace_members m ON m.workspace_id = w.id \
         GROUP BY u.id, u.username HAVING count(DISTINCT w.id) <> 1 OR count(m.user_id) <> 1",
    ),
    (
        "an agent has only plugins that its workspace has enabled",
        "SELECT agent_id FROM agent_assigned_plugins a WHERE NOT EXISTS (SELECT FROM workspace_enabled_plugins e \
         WHERE e.workspace_id = a.workspace_id AND e.plugin_id = a.plugin_id)",
    ),
    (
        "only approved plugins are enabled",
        "SELECT p.slug FROM workspace_enabled_plugins e JOIN marketplace_plugins p ON p.id = e.plugin_id \
         WHERE p.approval_status <> 'approved'",
    ),
    (
        "the count of a plugin is the number of workspaces that enabled it",
        "SELECT slug FROM marketplace_plugins p WHERE enable_count <> \
         (SELECT count(*) FROM workspace_enabled_plugins e WHERE e.plugin_id = p.id)",
    ),
    (
        "every version has its bytes, and they have its digest",
        "SELECT v.version FROM plugin_versions v LEFT JOIN package_blobs b ON b.sha256 = v.package_sha256 \
         WHERE b.size_bytes IS DISTINCT FROM v.package_size_bytes OR v.package_sha256 <> \
         (SELECT encode(sha256(string_agg(c.bytes, '' ORDER BY c.chunk_no)), 'hex') \
          FROM package_chunks c WHERE c.sha256 = b.sha256)",
    ),
    (
        "every approval rests on a scan of the bytes it let in",
        "SELECT v.version FROM plugin_versions v LEFT JOIN plugin_security_scans s ON s.id = v.approval_scan_id \
         WHERE v.approval_status = 'approved' AND (s.package_sha256 IS DISTINCT FROM v.package_sha256 \
         OR s.overall_verdict IS DISTINCT FROM v.approval_verdict)",
    ),
    (
        "what a plugin shows is a version that is approved",
        "SELECT slug FROM marketplace_plugins p WHERE approval_status = 'approved' AND NOT EXISTS \
         (SELECT FROM plugin_versions v WHERE v.plugin_id = p.id AND v.version = p.version \
          AND v.package_sha256 = p.package_sha256 AND v.approval_status = 'approved')",
    ),
    (
        "the personas of a seed come from one of its runs, all of them",
        "SELECT count(*), count(DISTINCT system_prompt) FROM personas WHERE slug LIKE 'soak-%' \
         HAVING count(*) <> 40 OR count(DISTINCT system_prompt) <> 1",
    ),
    (
        "every seeded persona is in the ledger, once",
        "SELECT count(*) FROM seed_entries WHERE seed_set = 'soak' HAVING count(*) <> 40",
    ),
    (
        "every workspace, agent and credential has its beginning in the audit trail",
        "SELECT kind, key FROM (SELECT 'workspace' AS kind, id::text AS key FROM workspaces WHERE slug LIKE 'w%' \
         UNION ALL SELECT 'agent', id::text FROM agents \
         UNION ALL SELECT 'credential', id::text FROM credentials) AS objects \
         WHERE NOT EXISTS (SELECT FROM audit_events e WHERE e.object_type = kind AND e.object_id = key \
         AND e.action IN ('create', 'clone'))",
    ),
    (
        "every credential has its making in the log of credentials",
        "SELECT c.name FROM credentials c WHERE NOT EXISTS (SELECT FROM credential_audit_logs l \
         WHERE l.workspace_id = c.workspace_id AND l.credential_id = c.id AND l.action = 'created' AND l.success)",
    ),
    (
        "a deleted workspace is deleted in the audit trail",
        "SELECT slug FROM workspaces w WHERE deleted_at IS NOT NULL AND NOT EXISTS (SELECT FROM audit_events e \
         WHERE e.object_type = 'workspace' AND e.object_id = w.id::text AND e.action = 'delete')",
    ),
    (
        "nobody holds a lock",
        "SELECT locktype FROM pg_locks WHERE locktype = 'advisory' \
         AND database = (SELECT oid FROM pg_database WHERE datname = current_database())",
    ),
];

/// Fails the test where one does not hold, or where `doctor` or the stored bytes say otherwise.
#[track_caller]
pub fn hold(automatos: &Automatos) {
    let broken: Vec<String> = INVARIANTS
        .iter()
        .map(|(name, sql)| (name, automatos.db.query(sql)))
        .filter(|(_, found)| !found.is_empty())
        .map(|(name, found)| format!("{name}: {found}"))
        .collect();
    assert!(broken.is_empty(), "{}", broken.join("\n"));
    automatos.run("plugin verify --all").ok();
    automatos.run("credential rotate").ok();
    automatos.run("doctor --all").ok();
}
