//! `skill_files`: what a skill brings beside its instructions.

use diesel::prelude::*;
use diesel::sql_types::{Array, BigInt, Integer, Nullable, Text};
use serde::Serialize;

use super::schema::skill_files;
use crate::model::SkillFileType;

/// One file of several, the third level of a skill.
#[derive(Debug, HasQuery, Serialize)]
#[diesel(table_name = skill_files)]
pub struct File {
    pub file_path: String,
    pub file_type: SkillFileType,
    pub content: Option<String>,
    pub content_sha256: String,
    pub file_size_bytes: i64,
    pub estimated_tokens: i32,
}

/// A file of a skill, as far as a sync compares it.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, QueryableByName)]
pub struct Known {
    #[serde(skip)]
    #[diesel(sql_type = BigInt)]
    pub skill_id: i64,
    #[diesel(sql_type = Text)]
    pub file_path: String,
    #[diesel(sql_type = Text)]
    pub content_sha256: String,
}

/// A file to write.
#[derive(Debug, Clone)]
pub struct New<'a> {
    pub skill_id: i64,
    pub file_path: &'a str,
    pub file_type: SkillFileType,
    /// None: it is no text.
    pub content: Option<&'a str>,
    pub content_sha256: &'a str,
    pub file_size_bytes: i64,
    pub estimated_tokens: i32,
}

/// The files of a skill, by path.
pub fn of_skill(conn: &mut PgConnection, skill_id: i64) -> QueryResult<Vec<File>> {
    File::query()
        .filter(skill_files::skill_id.eq(skill_id))
        .order(skill_files::file_path)
        .load(conn)
}

/// How many tokens all files of a skill take.
pub fn tokens(conn: &mut PgConnection, skill_id: i64) -> QueryResult<i64> {
    let sum: Option<i64> = skill_files::table
        .filter(skill_files::skill_id.eq(skill_id))
        .select(diesel::dsl::sum(skill_files::estimated_tokens))
        .first(conn)?;
    Ok(sum.unwrap_or(0))
}

/// The files of several skills, without what they hold.
pub fn known(conn: &mut PgConnection, skill_ids: &[i64]) -> QueryResult<Vec<Known>> {
    diesel::sql_query(
        "SELECT skill_id, file_path, content_sha256 FROM skill_files \
         WHERE skill_id = ANY($1) ORDER BY skill_id, file_path",
    )
    .bind::<Array<BigInt>, _>(skill_ids)
    .load(conn)
}

/// Makes these the files of these skills: what they have too much goes.
pub fn put(conn: &mut PgConnection, skill_ids: &[i64], files: &[New<'_>]) -> QueryResult<()> {
    let owners: Vec<i64> = files.iter().map(|file| file.skill_id).collect();
    let paths: Vec<&str> = files.iter().map(|file| file.file_path).collect();
    diesel::sql_query(
        "DELETE FROM skill_files f WHERE f.skill_id = ANY($1) AND NOT EXISTS ( \
             SELECT FROM unnest($2::int8[], $3::text[]) AS s (skill_id, file_path) \
             WHERE s.skill_id = f.skill_id AND s.file_path = f.file_path)",
    )
    .bind::<Array<BigInt>, _>(skill_ids)
    .bind::<Array<BigInt>, _>(&owners)
    .bind::<Array<Text>, _>(&paths)
    .execute(conn)?;
    let types: Vec<&str> = files.iter().map(|file| file.file_type.as_str()).collect();
    let sizes: Vec<i64> = files.iter().map(|file| file.file_size_bytes).collect();
    let tokens: Vec<i32> = files.iter().map(|file| file.estimated_tokens).collect();
    diesel::sql_query(
        "INSERT INTO skill_files (skill_id, file_path, file_type, content, content_sha256, \
             file_size_bytes, estimated_tokens, load_level) \
         SELECT s.*, 3 FROM unnest($1::int8[], $2::text[], $3::text[], $4::text[], $5::text[], $6::int8[], \
             $7::int4[]) AS s \
         ON CONFLICT (skill_id, file_path) DO UPDATE SET file_type = excluded.file_type, \
             content = excluded.content, content_sha256 = excluded.content_sha256, content_summary = NULL, \
             file_size_bytes = excluded.file_size_bytes, estimated_tokens = excluded.estimated_tokens, \
             updated_at = excluded.created_at \
         WHERE (skill_files.file_type, skill_files.content_sha256) \
             IS DISTINCT FROM (excluded.file_type, excluded.content_sha256)",
    )
    .bind::<Array<BigInt>, _>(&owners)
    .bind::<Array<Text>, _>(&paths)
    .bind::<Array<Text>, _>(types)
    .bind::<Array<Nullable<Text>>, _>(files.iter().map(|file| file.content).collect::<Vec<_>>())
    .bind::<Array<Text>, _>(files.iter().map(|file| file.content_sha256).collect::<Vec<_>>())
    .bind::<Array<BigInt>, _>(sizes)
    .bind::<Array<Integer>, _>(tokens)
    .execute(conn)
    .map(drop)
}
