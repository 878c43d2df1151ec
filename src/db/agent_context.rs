//! What an agent runs with, but for its tools: one query for the agent, one for its plugins, one for
//! its skills, one for their files, however many there are.

use diesel::prelude::*;
use diesel::sql_types::{Array, BigInt, Bool, Double, Jsonb, Nullable, Text, Uuid as SqlUuid};
use serde_json::Value;

use super::agent::Agent;
use crate::model::AgentStatus;

/// An agent with its persona.
#[derive(Debug, QueryableByName)]
pub struct Settings {
    #[diesel(sql_type = Text)]
    pub status: AgentStatus,
    #[diesel(sql_type = Jsonb)]
    pub model_config: Value,
    #[diesel(sql_type = Bool)]
    pub use_custom_persona: bool,
    #[diesel(sql_type = Nullable<Text>)]
    pub custom_persona_prompt: Option<String>,
    #[diesel(sql_type = Nullable<Text>)]
    pub persona: Option<String>,
    #[diesel(sql_type = Nullable<Text>)]
    pub system_prompt: Option<String>,
    #[diesel(sql_type = Nullable<Double>)]
    pub suggested_temperature: Option<f64>,
    /// That of its model, where the model is known.
    #[diesel(sql_type = Nullable<Double>)]
    pub default_temperature: Option<f64>,
}

/// A plugin that an agent is assigned.
#[derive(Debug, QueryableByName)]
pub struct Plugin {
    #[diesel(sql_type = Text)]
    pub slug: String,
    #[diesel(sql_type = Text)]
    pub name: String,
    #[diesel(sql_type = Text)]
    pub version: String,
    #[diesel(sql_type = Nullable<Text>)]
    pub description: Option<String>,
    #[diesel(sql_type = Array<Text>)]
    pub tags: Vec<String>,
    #[diesel(sql_type = Nullable<Text>)]
    pub package_sha256: Option<String>,
    /// The names of its skills.
    #[diesel(sql_type = Array<Text>)]
    pub skills: Vec<String>,
    /// Whether it is active and its shown version approved.
    #[diesel(sql_type = Bool)]
    pub is_usable: bool,
}

/// A skill that an agent is assigned.
#[derive(Debug, QueryableByName)]
pub struct Skill {
    #[diesel(sql_type = BigInt)]
    pub id: i64,
    #[diesel(sql_type = Text)]
    pub name: String,
    #[diesel(sql_type = Nullable<Text>)]
    pub description: Option<String>,
    #[diesel(sql_type = Nullable<Text>)]
    pub category: Option<String>,
    /// Only where the second level was asked for.
    #[diesel(sql_type = Nullable<Text>)]
    pub prompt_template: Option<String>,
    #[diesel(sql_type = Nullable<Text>)]
    pub skill_source: Option<String>,
    #[diesel(sql_type = Bool)]
    pub is_active: bool,
}

/// A file of a skill; one that is no text has no content.
#[derive(Debug, QueryableByName)]
pub struct File {
    #[diesel(sql_type = BigInt)]
    pub skill_id: i64,
    #[diesel(sql_type = Text)]
    pub file_path: String,
    #[diesel(sql_type = Nullable<Text>)]
    pub content: Option<String>,
}

/// The agent with its persona; nothing when it is gone.
pub fn settings(conn: &mut PgConnection, agent: &Agent) -> QueryResult<Option<Settings>> {
    diesel::sql_query(
        "SELECT a.status, a.model_config, a.use_custom_persona, a.custom_persona_prompt, \
             p.slug AS persona, p.system_prompt, p.suggested_temperature, \
             (SELECT m.default_temperature FROM llm_models m \
              WHERE m.provider = a.model_config ->> 'provider' \
                AND m.model_id = coalesce(a.model_config ->> 'model_id', a.model_config ->> 'model') \
                AND (m.workspace_id IS NULL OR m.workspace_id = $1) \
              ORDER BY m.workspace_id NULLS LAST LIMIT 1) AS default_temperature \
         FROM agents a LEFT JOIN personas p ON p.id = a.persona_id \
             AND (p.workspace_id IS NULL OR p.workspace_id = $1) \
         WHERE a.workspace_id = $1 AND a.id = $2",
    )
    .bind::<SqlUuid, _>(agent.workspace_id)
    .bind::<BigInt, _>(agent.id)
    .get_result(conn)
    .optional()
}

/// Its plugins, the most important first.
pub fn plugins(conn: &mut PgConnection, agent: &Agent) -> QueryResult<Vec<Plugin>> {
    diesel::sql_query(
        "SELECT p.slug, p.name, p.version, p.description, p.tags, p.package_sha256, \
             ARRAY(SELECT skill ->> 'name' FROM jsonb_array_elements( \
                 CASE WHEN jsonb_typeof(v.contents -> 'skills') = 'array' \
                     THEN v.contents -> 'skills' ELSE '[]' END) AS skill \
                 WHERE skill ->> 'name' IS NOT NULL) AS skills, \
             p.is_active AND p.approval_status = 'approved' AS is_usable \
         FROM agent_assigned_plugins s \
         JOIN marketplace_plugins p ON p.id = s.plugin_id \
         LEFT JOIN plugin_versions v ON v.plugin_id = p.id AND v.version = p.version \
         WHERE s.workspace_id = $1 AND s.agent_id = $2 \
         ORDER BY s.priority DESC, p.slug COLLATE \"C\"",
    )
    .bind::<SqlUuid, _>(agent.workspace_id)
    .bind::<BigInt, _>(agent.id)
    .load(conn)
}

/// Its skills by name, with their instructions where asked for.
pub fn skills(
    conn: &mut PgConnection,
    agent: &Agent,
    with_instructions: bool,
) -> QueryResult<Vec<Skill>> {
    diesel::sql_query(
        "SELECT k.id, k.name, k.description, k.category, \
             CASE WHEN $3 THEN k.prompt_template END AS prompt_template, k.skill_source, k.is_active \
         FROM agent_skills s JOIN skills k ON k.id = s.skill_id \
             AND (k.workspace_id IS NULL OR k.workspace_id = $1) \
         WHERE s.workspace_id = $1 AND s.agent_id = $2 \
         ORDER BY k.name COLLATE \"C\", k.id",
    )
    .bind::<SqlUuid, _>(agent.workspace_id)
    .bind::<BigInt, _>(agent.id)
    .bind::<Bool, _>(with_instructions)
    .load(conn)
}

/// The files of the third level of these skills, by path.
pub fn files(conn: &mut PgConnection, skills: &[i64]) -> QueryResult<Vec<File>> {
    diesel::sql_query(
        "SELECT skill_id, file_path, content FROM skill_files \
         WHERE skill_id = ANY ($1) AND load_level = 3 ORDER BY skill_id, file_path COLLATE \"C\"",
    )
    .bind::<Array<BigInt>, _>(skills)
    .load(conn)
}
