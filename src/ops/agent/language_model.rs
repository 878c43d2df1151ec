//! Whether the language models of an agent are there and can do what it asks of them.

use anyhow::Context;
use diesel::PgConnection;
use serde_json::Value;
use uuid::Uuid;

use crate::db::llm_model::{self, LlmModel};
use crate::error::{Advice, Code};
use crate::model::ModelStatus;

/// Refuses more tokens than the model gives. Answers with what a person should know: models that are
/// not known, or on their way out.
pub fn check(
    conn: &mut PgConnection,
    workspace_id: Uuid,
    config: &Value,
) -> anyhow::Result<Vec<String>> {
    let text = |field: &str| config.get(field).and_then(Value::as_str);
    let named: Vec<&str> = ["model_id", "fallback_model_id"]
        .into_iter()
        .filter_map(text)
        .collect();
    if named.is_empty() {
        return Ok(Vec::new());
    }
    let known =
        llm_model::usable(conn, workspace_id, &named).context("the models cannot be read")?;
    let fits = |model: &&LlmModel, id: &str| {
        model.model_id == id
            && (text("model_id") != Some(id)
                || text("provider").is_none_or(|provider| provider == model.provider))
    };
    let mut warnings = Vec::new();
    for id in named {
        match known.iter().find(|model| fits(model, id)) {
            None => warnings.push(format!(
                "the model `{id}` is not known; see `automatos model list`"
            )),
            Some(model) => match model.status {
                ModelStatus::Deprecated => {
                    warnings.push(format!("the model `{id}` is deprecated"));
                }
                ModelStatus::Active | ModelStatus::Beta => {}
            },
        }
    }
    let model = text("model_id").and_then(|id| known.iter().find(|model| fits(model, id)));
    let asked = config.get("max_tokens").and_then(Value::as_f64);
    if let (Some(model), Some(asked)) = (model, asked)
        && asked > f64::from(model.max_output_tokens)
    {
        let most = model.max_output_tokens;
        let message = format!(
            "max_tokens is {asked}, and the model `{}` gives at most {most}",
            model.model_id
        );
        return Err(Advice::new(Code::AgentModel, message)
            .hint(format!("`--set model_config.max_tokens={most}`"))
            .into());
    }
    Ok(warnings)
}
