//! What skills hold beside the fields of their seeds: where they come from, their files and versions. As
//! one JSON object a skill, on its way to another database.

use diesel::pg::{Pg, PgRowByRowLoadingMode};
use diesel::prelude::*;
use diesel::query_builder::{BoxedSqlQuery, SqlQuery};
use diesel::sql_types::{Array, BigInt, Jsonb, Text};
use serde_json::Value;

#[derive(QueryableByName)]
struct Extra {
    #[diesel(sql_type = Jsonb)]
    skill: Value,
}

/// Hands over every skill for all that has any of it, and those of all workspaces or of these.
pub fn each(
    conn: &mut PgConnection,
    workspaces: Option<&[String]>,
    skill: &mut dyn FnMut(Value) -> anyhow::Result<()>,
) -> anyhow::Result<()> {
    let chosen = match workspaces {
        Some(_) => " AND (s.workspace_id IS NULL OR w.slug = ANY ($1))",
        None => "",
    };
    let sql = format!(
        "SELECT jsonb_build_object('workspace', w.slug, 'name', s.name, \
             'source', CASE WHEN o.id IS NOT NULL THEN to_jsonb(o) - '{{id,created_at,updated_at}}'::text[] END, \
             'git_repo_url', s.git_repo_url, 'git_branch', s.git_branch, 'git_commit_sha', s.git_commit_sha, \
             'filesystem_path', s.filesystem_path, \
             'files', coalesce((SELECT jsonb_agg(to_jsonb(f) - \
                 '{{id,skill_id,created_at,updated_at}}'::text[] ORDER BY f.file_path) \
                 FROM skill_files f WHERE f.skill_id = s.id), '[]'), \
             'versions', coalesce((SELECT jsonb_agg(to_jsonb(v) - '{{id,skill_id}}'::text[] ORDER BY v.id) \
                 FROM skill_versions v WHERE v.skill_id = s.id), '[]')) AS skill \
         FROM skills s LEFT JOIN workspaces w ON w.id = s.workspace_id \
         LEFT JOIN skill_sources o ON o.source_name = s.skill_source \
         WHERE w.deleted_at IS NULL{chosen} AND (s.skill_source IS NOT NULL \
             OR EXISTS (SELECT FROM skill_files f WHERE f.skill_id = s.id) \
             OR EXISTS (SELECT FROM skill_versions v WHERE v.skill_id = s.id)) \
         ORDER BY w.slug COLLATE \"C\" NULLS FIRST, s.name COLLATE \"C\""
    );
    let mut query: BoxedSqlQuery<'_, Pg, SqlQuery> = diesel::sql_query(sql).into_boxed();
    if let Some(slugs) = workspaces {
        query = query.bind::<Array<Text>, _>(slugs);
    }
    for extra in query.load_iter::<Extra, PgRowByRowLoadingMode>(conn)? {
        skill(extra?.skill)?;
    }
    Ok(())
}

#[derive(QueryableByName)]
struct Id {
    #[diesel(sql_type = BigInt)]
    id: i64,
}

/// Gives a skill that is there what such an object says: its files become those, and versions are
/// added. A source that is there stays as it is. False when there is no such skill.
pub fn put(conn: &mut PgConnection, skill: &Value) -> QueryResult<bool> {
    diesel::sql_query(
        "INSERT INTO skill_sources (source_name, source_type, git_url, git_branch, git_tag, git_commit_sha, \
             folder_path, auto_update, update_frequency_hours, default_skill_type, default_category, \
             skills_discovered, status, last_sync_at, last_sync_status, last_sync_error) \
         SELECT source_name, source_type, git_url, git_branch, git_tag, git_commit_sha, folder_path, \
             auto_update, update_frequency_hours, default_skill_type, default_category, skills_discovered, \
             status, last_sync_at, last_sync_status, last_sync_error \
         FROM jsonb_populate_record(NULL::skill_sources, nullif($1 -> 'source', 'null')) \
         WHERE source_name IS NOT NULL \
         ON CONFLICT (source_name) DO NOTHING",
    )
    .bind::<Jsonb, _>(skill)
    .execute(conn)?;
    let found: Option<Id> = diesel::sql_query(
        "SELECT s.id FROM skills s LEFT JOIN workspaces w ON w.id = s.workspace_id \
         WHERE s.name = $1 ->> 'name' AND w.slug IS NOT DISTINCT FROM $1 ->> 'workspace' \
             AND w.deleted_at IS NULL",
    )
    .bind::<Jsonb, _>(skill)
    .get_result(conn)
    .optional()?;
    let Some(Id { id }) = found else {
        return Ok(false);
    };
    put_origin(conn, id, skill)?;
    put_files(conn, id, skill)?;
    put_versions(conn, id, skill)?;
    Ok(true)
}

fn put_origin(conn: &mut PgConnection, id: i64, skill: &Value) -> QueryResult<()> {
    diesel::sql_query(
        "UPDATE skills s SET skill_source = n.skill_source, git_repo_url = n.git_repo_url, \
             git_branch = n.git_branch, git_commit_sha = n.git_commit_sha, \
             filesystem_path = n.filesystem_path, updated_at = now() \
         FROM jsonb_populate_record(NULL::skills, $2 || jsonb_build_object( \
             'skill_source', $2 #> '{source,source_name}')) AS n \
         WHERE s.id = $1 AND (s.skill_source, s.git_repo_url, s.git_branch, s.git_commit_sha, s.filesystem_path) \
             IS DISTINCT FROM (n.skill_source, n.git_repo_url, n.git_branch, n.git_commit_sha, n.filesystem_path)",
    )
    .bind::<BigInt, _>(id)
    .bind::<Jsonb, _>(skill)
    .execute(conn)
    .map(drop)
}

fn put_files(conn: &mut PgConnection, id: i64, skill: &Value) -> QueryResult<()> {
    diesel::sql_query(
        "DELETE FROM skill_files f WHERE f.skill_id = $1 AND NOT EXISTS ( \
             SELECT FROM jsonb_array_elements($2 -> 'files') AS n (file) \
             WHERE n.file ->> 'file_path' = f.file_path)",
    )
    .bind::<BigInt, _>(id)
    .bind::<Jsonb, _>(skill)
    .execute(conn)?;
    diesel::sql_query(
        "INSERT INTO skill_files (skill_id, file_path, file_type, content, content_summary, content_sha256, \
             file_size_bytes, estimated_tokens, load_level) \
         SELECT $1, file_path, file_type, content, content_summary, content_sha256, file_size_bytes, \
             estimated_tokens, load_level \
         FROM jsonb_populate_recordset(NULL::skill_files, $2 -> 'files') \
         ON CONFLICT (skill_id, file_path) DO UPDATE SET file_type = excluded.file_type, \
             content = excluded.content, content_summary = excluded.content_summary, \
             content_sha256 = excluded.content_sha256, file_size_bytes = excluded.file_size_bytes, \
             estimated_tokens = excluded.estimated_tokens, load_level = excluded.load_level, \
             updated_at = excluded.updated_at \
         WHERE (skill_files.file_type, skill_files.content_summary, skill_files.content_sha256, \
                 skill_files.load_level) \
             IS DISTINCT FROM (excluded.file_type, excluded.content_summary, excluded.content_sha256, \
                 excluded.load_level)",
    )
    .bind::<BigInt, _>(id)
    .bind::<Jsonb, _>(skill)
    .execute(conn)
    .map(drop)
}

fn put_versions(conn: &mut PgConnection, id: i64, skill: &Value) -> QueryResult<()> {
    diesel::sql_query(
        "UPDATE skill_versions v SET is_current = false WHERE v.skill_id = $1 AND v.is_current \
             AND NOT EXISTS (SELECT FROM jsonb_array_elements($2 -> 'versions') AS n (version) \
                 WHERE n.version ->> 'version' = v.version AND (n.version ->> 'is_current')::bool)",
    )
    .bind::<BigInt, _>(id)
    .bind::<Jsonb, _>(skill)
    .execute(conn)?;
    diesel::sql_query(
        "INSERT INTO skill_versions (skill_id, version, git_commit_sha, changelog, is_current, created_at, \
             content_sha256, security_status, risk_score) \
         SELECT $1, version, git_commit_sha, changelog, is_current, created_at, content_sha256, \
             security_status, risk_score \
         FROM jsonb_populate_recordset(NULL::skill_versions, $2 -> 'versions') \
         ON CONFLICT (skill_id, version) DO UPDATE SET is_current = excluded.is_current \
         WHERE skill_versions.is_current <> excluded.is_current",
    )
    .bind::<BigInt, _>(id)
    .bind::<Jsonb, _>(skill)
    .execute(conn)
    .map(drop)
}
