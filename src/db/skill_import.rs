//! Skills as they come from a source: read and written as sets, a statement for all of them.

use diesel::prelude::*;
use diesel::sql_types::{Array, BigInt, Bool, Nullable, Text, Uuid as SqlUuid};
use uuid::Uuid;

use super::skill_version;
use crate::model::SkillType;

/// A skill as it is, with what a sync compares.
#[derive(Debug, Clone, QueryableByName)]
pub struct Live {
    #[diesel(sql_type = BigInt)]
    pub id: i64,
    #[diesel(sql_type = Text)]
    pub name: String,
    #[diesel(sql_type = Nullable<Text>)]
    pub description: Option<String>,
    #[diesel(sql_type = Nullable<Text>)]
    pub category: Option<String>,
    #[diesel(sql_type = Array<Text>)]
    pub tags: Vec<String>,
    #[diesel(sql_type = Nullable<Text>)]
    pub prompt_template: Option<String>,
    /// The digest of the `SKILL.md` that it came from.
    #[diesel(sql_type = Nullable<Text>)]
    pub document_sha256: Option<String>,
    #[diesel(sql_type = Nullable<Text>)]
    pub skill_source: Option<String>,
    #[diesel(sql_type = Nullable<Text>)]
    pub filesystem_path: Option<String>,
}

/// What all skills of one import share.
#[derive(Debug, Clone)]
pub struct Shared<'a> {
    /// Whose they are; none: for all.
    pub workspace_id: Option<Uuid>,
    pub source: &'a str,
    pub git_url: Option<&'a str>,
    pub git_branch: Option<&'a str>,
    pub git_commit: Option<&'a str>,
    pub actor: &'a str,
}

/// A skill to write.
#[derive(Debug, Clone)]
pub struct Row<'a> {
    pub name: &'a str,
    pub description: Option<&'a str>,
    pub category: Option<&'a str>,
    pub skill_type: SkillType,
    pub prompt_template: &'a str,
    pub version: String,
    pub path: &'a str,
    pub tags: &'a [String],
    /// A JSON object as text.
    pub metadata: String,
}

#[derive(QueryableByName)]
struct Named {
    #[diesel(sql_type = BigInt)]
    id: i64,
    #[diesel(sql_type = Text)]
    name: String,
}

/// The skills of a source, and those of these names, of one owner.
pub fn live(
    conn: &mut PgConnection,
    workspace_id: Option<Uuid>,
    source: &str,
    names: &[&str],
) -> QueryResult<Vec<Live>> {
    diesel::sql_query(
        "SELECT id, name, description, category, tags, prompt_template, \
             skill_metadata ->> 'document_sha256' AS document_sha256, \
             skill_source, filesystem_path \
         FROM skills WHERE (workspace_id = $1 OR ($1 IS NULL AND workspace_id IS NULL)) \
             AND (skill_source = $2 OR name = ANY($3)) ORDER BY id",
    )
    .bind::<Nullable<SqlUuid>, _>(workspace_id)
    .bind::<Text, _>(source)
    .bind::<Array<Text>, _>(names)
    .load(conn)
}

/// The columns of the rows, each a list.
struct Columns<'a> {
    names: Vec<&'a str>,
    descriptions: Vec<Option<&'a str>>,
    categories: Vec<Option<&'a str>>,
    types: Vec<&'static str>,
    bodies: Vec<&'a str>,
    versions: Vec<&'a str>,
    paths: Vec<&'a str>,
    /// Lists as JSON, since lists of lists do not pass.
    tags: Vec<String>,
    metadata: Vec<&'a str>,
}

impl<'a> Columns<'a> {
    fn of(rows: &'a [&Row<'a>]) -> Self {
        let texts = |of: fn(&'a Row<'a>) -> &'a str| rows.iter().map(|row| of(row)).collect();
        Self {
            names: texts(|row| row.name),
            descriptions: rows.iter().map(|row| row.description).collect(),
            categories: rows.iter().map(|row| row.category).collect(),
            types: rows.iter().map(|row| row.skill_type.as_str()).collect(),
            bodies: texts(|row| row.prompt_template),
            versions: texts(|row| &row.version),
            paths: texts(|row| row.path),
            tags: rows
                .iter()
                .map(|row| serde_json::json!(row.tags).to_string())
                .collect(),
            metadata: texts(|row| &row.metadata),
        }
    }
}

/// Rows of skills under those names, in SQL.
const ROWS: &str = "unnest($1::text[], $2::text[], $3::text[], $4::text[], $5::text[], $6::text[], \
     $7::text[], $8::text[], $9::text[]) \
     AS s (name, description, category, skill_type, body, version, path, tags, metadata)";
const TAGS: &str = "ARRAY(SELECT jsonb_array_elements_text(s.tags::jsonb))";

/// Adds skills. Gives their names with their ids.
pub fn insert(
    conn: &mut PgConnection,
    shared: &Shared<'_>,
    rows: &[&Row<'_>],
) -> QueryResult<Vec<(String, i64)>> {
    if rows.is_empty() {
        return Ok(Vec::new());
    }
    let columns = Columns::of(rows);
    let added: Vec<Named> = diesel::sql_query(format!(
        "INSERT INTO skills (name, description, category, skill_type, prompt_template, skill_version, \
             filesystem_path, tags, skill_metadata, workspace_id, skill_source, git_repo_url, git_branch, \
             git_commit_sha, created_by, last_sync_at) \
         SELECT s.name, s.description, s.category, s.skill_type, s.body, s.version, s.path, {TAGS}, \
             s.metadata::jsonb, $10, $11, $12, $13, $14, $15, now() FROM {ROWS} \
         RETURNING id, name"
    ))
    .bind::<Array<Text>, _>(columns.names)
    .bind::<Array<Nullable<Text>>, _>(columns.descriptions)
    .bind::<Array<Nullable<Text>>, _>(columns.categories)
    .bind::<Array<Text>, _>(columns.types)
    .bind::<Array<Text>, _>(columns.bodies)
    .bind::<Array<Text>, _>(columns.versions)
    .bind::<Array<Text>, _>(columns.paths)
    .bind::<Array<Text>, _>(columns.tags)
    .bind::<Array<Text>, _>(columns.metadata)
    .bind::<Nullable<SqlUuid>, _>(shared.workspace_id)
    .bind::<Text, _>(shared.source)
    .bind::<Nullable<Text>, _>(shared.git_url)
    .bind::<Nullable<Text>, _>(shared.git_branch)
    .bind::<Nullable<Text>, _>(shared.git_commit)
    .bind::<Text, _>(shared.actor)
    .load(conn)?;
    Ok(added.into_iter().map(|row| (row.name, row.id)).collect())
}

/// Changes skills, each with its id and whether it is offered again.
pub fn update(
    conn: &mut PgConnection,
    shared: &Shared<'_>,
    changed: &[(i64, bool, &Row<'_>)],
) -> QueryResult<()> {
    if changed.is_empty() {
        return Ok(());
    }
    let rows: Vec<&Row<'_>> = changed.iter().map(|(_, _, row)| *row).collect();
    let columns = Columns::of(&rows);
    diesel::sql_query(format!(
        "UPDATE skills k SET description = s.description, category = s.category, \
             prompt_template = s.body, skill_version = s.version, filesystem_path = s.path, tags = {TAGS}, \
             skill_metadata = s.metadata::jsonb, git_repo_url = $10, git_branch = $11, git_commit_sha = $12, \
             is_active = k.is_active OR s.is_offered, last_sync_at = now(), updated_at = now() \
         FROM (SELECT * FROM {ROWS} JOIN unnest($1::text[], $13::int8[], $14::bool[]) \
             AS i (named, id, is_offered) ON i.named = s.name) s \
         WHERE k.id = s.id"
    ))
    .bind::<Array<Text>, _>(columns.names)
    .bind::<Array<Nullable<Text>>, _>(columns.descriptions)
    .bind::<Array<Nullable<Text>>, _>(columns.categories)
    .bind::<Array<Text>, _>(columns.types)
    .bind::<Array<Text>, _>(columns.bodies)
    .bind::<Array<Text>, _>(columns.versions)
    .bind::<Array<Text>, _>(columns.paths)
    .bind::<Array<Text>, _>(columns.tags)
    .bind::<Array<Text>, _>(columns.metadata)
    .bind::<Nullable<Text>, _>(shared.git_url)
    .bind::<Nullable<Text>, _>(shared.git_branch)
    .bind::<Nullable<Text>, _>(shared.git_commit)
    .bind::<Array<BigInt>, _>(changed.iter().map(|(id, _, _)| *id).collect::<Vec<_>>())
    .bind::<Array<Bool>, _>(changed.iter().map(|(_, offered, _)| *offered).collect::<Vec<_>>())
    .execute(conn)
    .map(drop)
}

/// Offers skills no more that their source lacks. None of their versions is current then.
pub fn remove(conn: &mut PgConnection, skill_ids: &[i64]) -> QueryResult<()> {
    if skill_ids.is_empty() {
        return Ok(());
    }
    diesel::sql_query(
        "UPDATE skills SET is_active = false, last_sync_at = now(), updated_at = now() WHERE id = ANY($1)",
    )
    .bind::<Array<BigInt>, _>(skill_ids)
    .execute(conn)?;
    skill_version::retire(conn, skill_ids)
}
