//! A workflow is made from a recipe.

use anyhow::Context;
use serde_json::json;
use uuid::Uuid;

use super::{parts, record};
use crate::db::workflow::{Changes, Workflow};
use crate::db::workflow_recipe::{self, Recipe};
use crate::db::{self, Exclusion, Session};
use crate::error::{Advice, Code};
use crate::ops::deed::Deed;
use crate::ops::workflow::create;
use crate::workflow::{Fault, Given};

/// What is made of which recipe, and where.
#[derive(Debug)]
pub struct Job<'a> {
    pub recipe: &'a Recipe,
    pub workspace_id: Uuid,
    /// The name of the workflow; that of the recipe when absent.
    pub name: Option<String>,
    pub given: Given,
}

/// Checks the parameters, puts them in, makes the workflow, and counts the use.
pub fn run(session: &mut Session, deed: &Deed<'_>, job: &Job<'_>) -> anyhow::Result<Workflow> {
    let recipe = job.recipe;
    db::write(session, deed.commit, Exclusion::None, |conn| {
        // Read again in the write, so that what is made is what the recipe says now.
        let recipe = workflow_recipe::used(conn, recipe.id)
            .with_context(|| format!("the recipe `{}` cannot be used", recipe.template_id))?
            .ok_or_else(|| {
                let message = format!("the recipe `{}` is archived", recipe.template_id);
                Advice::new(Code::RecipeArchived, message)
                    .hint("choose another; see `automatos recipe list`")
            })?;
        let definition = parts(&recipe)
            .instance(job.given.clone())
            .map_err(|faults| misfit(&recipe, &faults))?;
        let wanted = Changes {
            name: Some(job.name.clone().unwrap_or_else(|| recipe.name.clone())),
            description: Some(Some(recipe.description.clone())),
            workflow_definition: Some(definition),
            tags: Some(recipe.tags.clone()),
            ..Changes::default()
        };
        let made = create::within(conn, deed, job.workspace_id, &wanted)?;
        let use_count = recipe.use_count;
        let change = (
            json!({"use_count": use_count - 1}),
            json!({"use_count": use_count, "workflow": made.name}),
        );
        record(conn, deed, ("instantiate", &recipe), change)?;
        Ok(made)
    })
}

fn misfit(recipe: &Recipe, faults: &[Fault]) -> anyhow::Error {
    let lines: Vec<String> = faults.iter().map(ToString::to_string).collect();
    let message = format!(
        "the parameters do not fit the recipe `{}`",
        recipe.template_id
    );
    anyhow::Error::msg(lines.join("\n")).context(Advice::new(Code::RecipeParameters, message).hint(
        format!("see `automatos recipe show {}`", recipe.template_id),
    ))
}
