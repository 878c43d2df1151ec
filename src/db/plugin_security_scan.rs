//! `plugin_security_scans`: what scans said of packages.

use chrono::{DateTime, Utc};
use diesel::prelude::*;
use serde::Serialize;
use serde_json::Value;
use uuid::Uuid;

use super::schema::plugin_security_scans;
use crate::model::{ScanStatus, Verdict};

/// A row of `plugin_security_scans` without its findings.
#[derive(Debug, Clone, HasQuery, Serialize)]
#[diesel(table_name = plugin_security_scans)]
pub struct PluginSecurityScan {
    pub id: Uuid,
    pub package_sha256: String,
    pub static_scan_status: ScanStatus,
    pub static_risk_score: i32,
    pub llm_scan_status: ScanStatus,
    pub llm_risk_score: Option<i32>,
    pub risk_score: i32,
    pub review_from: i32,
    pub blocked_above: i32,
    pub overall_verdict: Verdict,
    pub rules_version: String,
    pub scanned_by: String,
    pub scanned_at: DateTime<Utc>,
}

/// A scan with all that it found.
#[derive(Debug, Clone, HasQuery, Serialize)]
#[diesel(table_name = plugin_security_scans)]
pub struct Recorded {
    pub id: Uuid,
    pub package_sha256: String,
    pub overall_verdict: Verdict,
    pub risk_score: i32,
    pub review_from: i32,
    pub blocked_above: i32,
    pub static_scan_status: ScanStatus,
    pub static_risk_score: i32,
    pub static_findings: Value,
    pub blocked_patterns_found: Vec<String>,
    pub llm_scan_status: ScanStatus,
    pub llm_risk_score: Option<i32>,
    pub llm_findings: Value,
    pub llm_summary: Option<String>,
    pub llm_model_used: Option<String>,
    pub rules_version: String,
    pub scanned_by: String,
    pub scanned_at: DateTime<Utc>,
}

/// What is written of a scan.
#[derive(Debug, Clone, Insertable)]
#[diesel(table_name = plugin_security_scans)]
pub struct New {
    pub id: Uuid,
    pub plugin_slug: String,
    pub plugin_version: String,
    pub package_sha256: String,
    pub static_scan_status: ScanStatus,
    pub static_risk_score: i32,
    pub static_findings: Value,
    pub blocked_patterns_found: Vec<String>,
    pub llm_scan_status: ScanStatus,
    pub llm_risk_score: Option<i32>,
    pub llm_findings: Value,
    pub llm_summary: Option<String>,
    pub llm_model_used: Option<String>,
    pub llm_tokens_used: Option<i32>,
    pub risk_score: i32,
    pub review_from: i32,
    pub blocked_above: i32,
    pub overall_verdict: Verdict,
    pub rules_version: String,
    pub duration_ms: i64,
    pub scanned_by: String,
}

/// Records a scan.
pub fn insert(conn: &mut PgConnection, new: &New) -> QueryResult<PluginSecurityScan> {
    diesel::insert_into(plugin_security_scans::table)
        .values(new)
        .returning(PluginSecurityScan::as_returning())
        .get_result(conn)
}

/// The newest scan of exactly these bytes, with all that it found.
pub fn recorded(conn: &mut PgConnection, package_sha256: &str) -> QueryResult<Option<Recorded>> {
    Recorded::query()
        .filter(plugin_security_scans::package_sha256.eq(package_sha256))
        .order((
            plugin_security_scans::scanned_at.desc(),
            plugin_security_scans::id.desc(),
        ))
        .first(conn)
        .optional()
}

/// The newest scan of exactly these bytes.
pub fn newest(
    conn: &mut PgConnection,
    package_sha256: &str,
) -> QueryResult<Option<PluginSecurityScan>> {
    PluginSecurityScan::query()
        .filter(plugin_security_scans::package_sha256.eq(package_sha256))
        .order((
            plugin_security_scans::scanned_at.desc(),
            plugin_security_scans::id.desc(),
        ))
        .first(conn)
        .optional()
}
