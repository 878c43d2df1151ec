//! `skill_versions`: what a skill was, version by version.

use chrono::{DateTime, Utc};
use diesel::prelude::*;
use diesel::sql_types::{Array, BigInt, Integer, Nullable, Text};
use serde::Serialize;

use super::page::{Page, paged};
use super::schema::skill_versions;
use crate::model::SecurityStatus;

/// A row of `skill_versions`.
#[derive(Debug, Clone, HasQuery, Serialize)]
#[diesel(table_name = skill_versions)]
pub struct SkillVersion {
    pub id: i64,
    pub skill_id: i64,
    pub version: String,
    pub is_current: bool,
    pub git_commit_sha: Option<String>,
    pub content_sha256: Option<String>,
    pub security_status: Option<SecurityStatus>,
    pub risk_score: Option<i32>,
    pub changelog: Option<String>,
    pub created_at: DateTime<Utc>,
}

/// A version to write, which becomes the current one.
#[derive(Debug, Clone)]
pub struct New<'a> {
    pub skill_id: i64,
    pub version: &'a str,
    pub content_sha256: &'a str,
    pub security_status: SecurityStatus,
    pub risk_score: i32,
    pub changelog: String,
}

/// A page of the versions of a skill.
pub fn page(
    conn: &mut PgConnection,
    skill_id: i64,
    page: &Page<i64>,
) -> QueryResult<Vec<SkillVersion>> {
    let query = SkillVersion::query()
        .filter(skill_versions::skill_id.eq(skill_id))
        .into_boxed();
    paged!(
        query,
        page,
        skill_versions::version,
        skill_versions::created_at,
        skill_versions::id
    )
    .load(conn)
}

/// All versions of several skills, the oldest first.
pub fn of_skills(conn: &mut PgConnection, skill_ids: &[i64]) -> QueryResult<Vec<SkillVersion>> {
    SkillVersion::query()
        .filter(skill_versions::skill_id.eq_any(skill_ids))
        .order((skill_versions::skill_id, skill_versions::id))
        .load(conn)
}

/// Makes these versions current. One that was there before becomes so again.
pub fn put(
    conn: &mut PgConnection,
    git_commit: Option<&str>,
    versions: &[New<'_>],
) -> QueryResult<()> {
    let ids: Vec<i64> = versions.iter().map(|row| row.skill_id).collect();
    retire(conn, &ids)?;
    diesel::sql_query(
        "INSERT INTO skill_versions (skill_id, version, content_sha256, security_status, risk_score, \
             changelog, git_commit_sha, is_current) \
         SELECT s.*, $7, true FROM unnest($1::int8[], $2::text[], $3::text[], $4::text[], $5::int4[], \
             $6::text[]) AS s \
         ON CONFLICT (skill_id, version) DO UPDATE SET is_current = true, \
             security_status = excluded.security_status, risk_score = excluded.risk_score",
    )
    .bind::<Array<BigInt>, _>(&ids)
    .bind::<Array<Text>, _>(versions.iter().map(|row| row.version).collect::<Vec<_>>())
    .bind::<Array<Text>, _>(versions.iter().map(|row| row.content_sha256).collect::<Vec<_>>())
    .bind::<Array<Text>, _>(versions.iter().map(|row| row.security_status.as_str()).collect::<Vec<_>>())
    .bind::<Array<Integer>, _>(versions.iter().map(|row| row.risk_score).collect::<Vec<_>>())
    .bind::<Array<Text>, _>(versions.iter().map(|row| row.changelog.as_str()).collect::<Vec<_>>())
    .bind::<Nullable<Text>, _>(git_commit)
    .execute(conn)
    .map(drop)
}

/// Leaves these skills without a current version.
pub fn retire(conn: &mut PgConnection, skill_ids: &[i64]) -> QueryResult<()> {
    diesel::sql_query(
        "UPDATE skill_versions SET is_current = false WHERE skill_id = ANY($1) AND is_current",
    )
    .bind::<Array<BigInt>, _>(skill_ids)
    .execute(conn)
    .map(drop)
}
