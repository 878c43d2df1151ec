//! `skill_sources`: where skills come from.

use chrono::{DateTime, Utc};
use diesel::dsl::{now, sql};
use diesel::prelude::*;
use diesel::sql_types::Timestamptz;
use serde::Serialize;
use uuid::Uuid;

use super::schema::{skill_sources, skills};
use crate::model::{SkillSourceType, SkillType};

/// A row of `skill_sources`.
#[derive(Debug, Clone, HasQuery, Serialize)]
#[diesel(table_name = skill_sources)]
pub struct SkillSource {
    pub source_name: String,
    pub source_type: SkillSourceType,
    pub git_url: Option<String>,
    pub git_branch: Option<String>,
    pub git_tag: Option<String>,
    pub git_commit_sha: Option<String>,
    pub folder_path: Option<String>,
    pub default_skill_type: SkillType,
    pub default_category: Option<String>,
    pub skills_discovered: i32,
    pub last_sync_at: Option<DateTime<Utc>>,
    pub last_sync_status: Option<String>,
    pub last_sync_error: Option<String>,
}

/// What is written of a source after its skills were.
#[derive(Debug, Clone, Insertable, AsChangeset)]
#[diesel(table_name = skill_sources)]
#[diesel(treat_none_as_null = true)]
pub struct New {
    pub source_name: String,
    pub source_type: SkillSourceType,
    pub git_url: Option<String>,
    pub git_branch: Option<String>,
    pub git_tag: Option<String>,
    pub git_commit_sha: Option<String>,
    pub folder_path: Option<String>,
    pub default_skill_type: SkillType,
    pub default_category: Option<String>,
    pub skills_discovered: i32,
    pub last_sync_status: String,
    pub last_sync_error: Option<String>,
}

/// Writes how a sync went, and the source itself where it is new.
pub fn upsert(conn: &mut PgConnection, new: &New) -> QueryResult<()> {
    // In DO UPDATE the time must be a value.
    let at: DateTime<Utc> = diesel::select(sql::<Timestamptz>("now()")).get_result(conn)?;
    diesel::insert_into(skill_sources::table)
        .values((new, skill_sources::last_sync_at.eq(at)))
        .on_conflict(skill_sources::source_name)
        .do_update()
        .set((
            new,
            skill_sources::last_sync_at.eq(at),
            skill_sources::updated_at.eq(at),
        ))
        .execute(conn)
        .map(drop)
}

/// Writes why a source could not be fetched.
pub fn fail(conn: &mut PgConnection, name: &str, error: &str) -> QueryResult<()> {
    diesel::update(skill_sources::table)
        .filter(skill_sources::source_name.eq(name))
        .set((
            skill_sources::last_sync_status.eq("failed"),
            skill_sources::last_sync_error.eq(error),
            skill_sources::updated_at.eq(now),
        ))
        .execute(conn)
        .map(drop)
}

/// The source of that name.
pub fn named(conn: &mut PgConnection, name: &str) -> QueryResult<Option<SkillSource>> {
    SkillSource::query()
        .filter(skill_sources::source_name.eq(name))
        .first(conn)
        .optional()
}

/// Every source that can be fetched again, by name.
pub fn all(conn: &mut PgConnection) -> QueryResult<Vec<SkillSource>> {
    SkillSource::query()
        .filter(skill_sources::source_type.eq_any([SkillSourceType::Git, SkillSourceType::Upload]))
        .order(skill_sources::source_name)
        .load(conn)
}

/// For whom the skills of each source are, by its name: null is for all. All skills of a source are
/// for the same; a source that has none left is not told of.
pub fn owners(
    conn: &mut PgConnection,
    names: &[String],
) -> QueryResult<Vec<(Option<String>, Option<Uuid>)>> {
    skills::table
        .filter(skills::skill_source.eq_any(names))
        .select((skills::skill_source, skills::workspace_id))
        .distinct()
        .load(conn)
}
