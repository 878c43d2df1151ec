//! `plugin_versions`: versions of plugins, each with its bytes' digest, its verdict and its approval.

use chrono::{DateTime, Utc};
use diesel::dsl::{now, sql};
use diesel::prelude::*;
use diesel::sql_types::{Nullable, Text};
use serde::Serialize;
use serde_json::Value;
use uuid::Uuid;

use super::schema::plugin_versions;
use crate::model::{ApprovalConsent, ApprovalStatus, SecurityStatus, Verdict};

/// A row of `plugin_versions`.
#[derive(Debug, Clone, HasQuery, Serialize)]
#[diesel(table_name = plugin_versions)]
pub struct PluginVersion {
    pub id: Uuid,
    pub plugin_id: Uuid,
    pub version: String,
    pub package_sha256: String,
    pub package_size_bytes: i64,
    pub storage_uri: String,
    pub security_status: SecurityStatus,
    pub security_scan_id: Option<Uuid>,
    pub approval_status: ApprovalStatus,
    pub approved_by: Option<String>,
    pub approved_at: Option<DateTime<Utc>>,
    pub approval_reason: Option<String>,
    pub approval_scan_id: Option<Uuid>,
    pub approval_verdict: Option<Verdict>,
    pub approval_consent: Option<ApprovalConsent>,
    pub rejection_reason: Option<String>,
    pub uploaded_by: String,
    pub uploaded_db_user: String,
    pub created_at: DateTime<Utc>,
    pub updated_at: DateTime<Utc>,
    pub manifest: Value,
    pub contents: Value,
}

/// What is written of a new version.
#[derive(Debug, Insertable)]
#[diesel(table_name = plugin_versions)]
pub struct New<'a> {
    pub id: Uuid,
    pub plugin_id: Uuid,
    pub version: &'a str,
    pub package_sha256: &'a str,
    pub package_size_bytes: i64,
    pub storage_uri: &'a str,
    pub manifest: &'a Value,
    pub contents: &'a Value,
    pub security_scan_id: Uuid,
    pub security_status: SecurityStatus,
    pub uploaded_by: &'a str,
}

/// Who approves, why, and knowing what.
#[derive(Debug)]
pub struct Approval<'a> {
    pub by: &'a str,
    pub reason: &'a str,
    pub scan_id: Uuid,
    pub verdict: Verdict,
    pub consent: ApprovalConsent,
    pub four_eyes: bool,
}

/// Writes a version.
pub fn insert(conn: &mut PgConnection, new: &New<'_>) -> QueryResult<PluginVersion> {
    diesel::insert_into(plugin_versions::table)
        .values(new)
        .returning(PluginVersion::as_returning())
        .get_result(conn)
}

/// That version of a plugin.
pub fn find(
    conn: &mut PgConnection,
    plugin_id: Uuid,
    version: &str,
) -> QueryResult<Option<PluginVersion>> {
    PluginVersion::query()
        .filter(plugin_versions::plugin_id.eq(plugin_id))
        .filter(plugin_versions::version.eq(version))
        .first(conn)
        .optional()
}

/// All versions of a plugin, the newest upload first.
pub fn of_plugin(conn: &mut PgConnection, plugin_id: Uuid) -> QueryResult<Vec<PluginVersion>> {
    PluginVersion::query()
        .filter(plugin_versions::plugin_id.eq(plugin_id))
        .order((
            plugin_versions::created_at.desc(),
            plugin_versions::id.desc(),
        ))
        .load(conn)
}

/// What is in these versions of these plugins, by the plugin's id.
pub fn contents_of(
    conn: &mut PgConnection,
    plugins: &[Uuid],
) -> QueryResult<Vec<(Uuid, String, Value)>> {
    plugin_versions::table
        .filter(plugin_versions::plugin_id.eq_any(plugins))
        .select((
            plugin_versions::plugin_id,
            plugin_versions::version,
            plugin_versions::contents,
        ))
        .load(conn)
}

/// Sets what the newest scan says of it.
pub fn set_scan(
    conn: &mut PgConnection,
    id: Uuid,
    (scan_id, status): (Uuid, SecurityStatus),
) -> QueryResult<()> {
    diesel::update(plugin_versions::table.find(id))
        .set((
            plugin_versions::security_scan_id.eq(scan_id),
            plugin_versions::security_status.eq(status),
            plugin_versions::updated_at.eq(now),
        ))
        .execute(conn)
        .map(drop)
}

/// Approves it.
pub fn approve(
    conn: &mut PgConnection,
    id: Uuid,
    approval: &Approval<'_>,
) -> QueryResult<PluginVersion> {
    let Approval {
        by,
        reason,
        scan_id,
        verdict,
        consent,
        four_eyes,
    } = approval;
    diesel::update(plugin_versions::table.find(id))
        .set((
            plugin_versions::approval_status.eq(ApprovalStatus::Approved),
            plugin_versions::approved_by.eq(by),
            plugin_versions::approved_db_user.eq(sql::<Nullable<Text>>("session_user")),
            plugin_versions::approved_at.eq(now),
            plugin_versions::approval_reason.eq(reason),
            plugin_versions::approval_scan_id.eq(scan_id),
            plugin_versions::approval_verdict.eq(verdict),
            plugin_versions::approval_consent.eq(consent),
            plugin_versions::approval_four_eyes.eq(four_eyes),
            plugin_versions::updated_at.eq(now),
        ))
        .returning(PluginVersion::as_returning())
        .get_result(conn)
}

/// Rejects it.
pub fn reject(conn: &mut PgConnection, id: Uuid, reason: &str) -> QueryResult<PluginVersion> {
    diesel::update(plugin_versions::table.find(id))
        .set((
            plugin_versions::approval_status.eq(ApprovalStatus::Rejected),
            plugin_versions::rejection_reason.eq(reason),
            plugin_versions::updated_at.eq(now),
        ))
        .returning(PluginVersion::as_returning())
        .get_result(conn)
}

/// Removes it.
pub fn delete(conn: &mut PgConnection, id: Uuid) -> QueryResult<()> {
    diesel::delete(plugin_versions::table.find(id))
        .execute(conn)
        .map(drop)
}

/// A version whose newest scan was made with other rules, and the slug of its plugin.
#[derive(Debug)]
pub struct Stale {
    pub slug: String,
    pub version: PluginVersion,
}

/// The versions that may be used, and whose newest scan was made with other rules than these.
pub fn stale(conn: &mut PgConnection, rules_version: &str) -> QueryResult<Vec<Stale>> {
    use super::schema::{marketplace_plugins, plugin_security_scans};
    let scanned_now = plugin_security_scans::table
        .filter(
            plugin_security_scans::id
                .nullable()
                .eq(plugin_versions::security_scan_id),
        )
        .filter(plugin_security_scans::rules_version.eq(rules_version));
    let rows: Vec<(String, PluginVersion)> = plugin_versions::table
        .inner_join(
            marketplace_plugins::table.on(marketplace_plugins::id.eq(plugin_versions::plugin_id)),
        )
        .filter(plugin_versions::approval_status.ne(ApprovalStatus::Rejected))
        .filter(diesel::dsl::not(diesel::dsl::exists(scanned_now)))
        .order((marketplace_plugins::slug, plugin_versions::version))
        .select((marketplace_plugins::slug, PluginVersion::as_select()))
        .load(conn)?;
    Ok(rows
        .into_iter()
        .map(|(slug, version)| Stale { slug, version })
        .collect())
}
