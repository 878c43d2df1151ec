//! What an agent is to be given, by name, and the rows that are meant. Only what the agent's
//! workspace can use is ever found: what is global, its own, and what it has enabled.

use anyhow::Context;
use diesel::PgConnection;
use serde_json::{Value, json};
use uuid::Uuid;

use crate::db::agent_app_assignment::{self, Assigned};
use crate::db::workspace::Workspace;
use crate::db::{marketplace_plugin, persona, skill, workspace_enabled_plugin};
use crate::error::{Advice, Code};
use crate::model::AppType;
use crate::seed::meant;

/// What is to be assigned or unassigned, as it was named.
#[derive(Debug, Clone, Default)]
pub struct Chosen {
    pub persona: Option<String>,
    /// The most important first.
    pub plugins: Vec<String>,
    pub skills: Vec<String>,
    pub tools: Vec<Tool>,
}

/// An app, and what is to change of how the agent has it.
#[derive(Debug, Clone)]
pub struct Tool {
    pub app_name: String,
    pub app_type: Option<AppType>,
    pub priority: Option<i32>,
    pub config: Option<Value>,
}

/// The persona of that name that the workspace can use.
pub fn persona(
    conn: &mut PgConnection,
    workspace: &Workspace,
    name: &str,
) -> anyhow::Result<persona::Brief> {
    let found = persona::usable(conn, workspace.id, name).context("personas cannot be read")?;
    if let Some(persona) = found.into_iter().next() {
        return Ok(persona);
    }
    let known = persona::usable_names(conn, workspace.id)?;
    Err(missing(("persona", name), workspace, &known))
}

/// The ids of the skills of these names that the workspace can use, each once.
pub fn skills(
    conn: &mut PgConnection,
    workspace: &Workspace,
    names: &[String],
) -> anyhow::Result<Vec<i64>> {
    if names.is_empty() {
        return Ok(Vec::new());
    }
    let found = skill::usable(conn, workspace.id, names).context("skills cannot be read")?;
    let mut ids = Vec::new();
    for name in names {
        let by_name = found.iter().find(|one| one.name == *name);
        let one = by_name.or_else(|| found.iter().find(|one| one.id.to_string() == *name));
        match one {
            Some(one) if ids.contains(&one.id) => {}
            Some(one) => ids.push(one.id),
            None => {
                let known = skill::usable_names(conn, workspace.id)?;
                return Err(missing(("skill", name), workspace, &known));
            }
        }
    }
    Ok(ids)
}

/// The ids and slugs of the plugins of these names, each once, in their order.
pub fn plugins(conn: &mut PgConnection, names: &[String]) -> anyhow::Result<Vec<(Uuid, String)>> {
    if names.is_empty() {
        return Ok(Vec::new());
    }
    let found = marketplace_plugin::among(conn, names).context("plugins cannot be read")?;
    let mut chosen: Vec<(Uuid, String)> = Vec::new();
    for name in names {
        let exact = found
            .iter()
            .find(|(id, slug, _)| slug == name || id.to_string() == *name);
        let mut called = found.iter().filter(|(_, _, own)| own == name);
        let (id, slug, _) = match (exact, called.next(), called.next()) {
            (Some(one), _, _) | (None, Some(one), None) => one,
            (None, Some(_), Some(_)) => {
                let message = format!("more than one plugin goes by `{name}`");
                return Err(Advice::new(Code::NameAmbiguous, message)
                    .hint("name it by its slug; see `automatos plugin list`")
                    .into());
            }
            (None, None, _) => {
                let known = marketplace_plugin::names(conn)?;
                let advice = Advice::new(Code::NameUnknown, format!("there is no plugin `{name}`"));
                return Err(hinted(advice, ("plugin", name), &known));
            }
        };
        if chosen.iter().all(|(other, _)| other != id) {
            chosen.push((*id, slug.clone()));
        }
    }
    Ok(chosen)
}

/// Refuses plugins that the workspace has not enabled.
pub fn check_enabled(
    conn: &mut PgConnection,
    workspace: &Workspace,
    agent: &str,
    plugins: &[(Uuid, String)],
) -> anyhow::Result<()> {
    let ids: Vec<Uuid> = plugins.iter().map(|(id, _)| *id).collect();
    let enabled = workspace_enabled_plugin::among(conn, workspace.id, &ids)?;
    let Some((_, slug)) = plugins.iter().find(|(id, _)| !enabled.contains(id)) else {
        return Ok(());
    };
    Err(Advice::new(
        Code::PluginNotEnabled,
        format!("the workspace of the agent `{agent}` has not enabled `{slug}`"),
    )
    .hint(format!(
        "first `automatos plugin enable {slug} --workspace {}`",
        workspace.slug
    ))
    .into())
}

/// How an agent that has `there` is to have these apps; external ones must be in the app cache.
pub fn tools(
    conn: &mut PgConnection,
    wanted: &[Tool],
    there: &[Assigned],
) -> anyhow::Result<Vec<Assigned>> {
    let mut apps: Vec<Assigned> = Vec::new();
    for tool in wanted {
        let was = there
            .iter()
            .find(|one| one.app_name.eq_ignore_ascii_case(&tool.app_name));
        let app_type = tool
            .app_type
            .or(was.map(|was| was.app_type))
            .unwrap_or(AppType::External);
        let app_name = match (was, app_type) {
            (Some(was), _) => was.app_name.clone(),
            (None, AppType::External) => tool.app_name.to_uppercase(),
            (None, AppType::Internal) => tool.app_name.clone(),
        };
        if apps.iter().any(|app| app.app_name == app_name) {
            continue;
        }
        let config = tool.config.clone().or(was.map(|was| was.config.clone()));
        apps.push(Assigned {
            app_name,
            app_type,
            priority: tool.priority.or(was.map(|was| was.priority)).unwrap_or(0),
            config: config.unwrap_or_else(|| json!({})),
            is_active: true,
        });
    }
    let external: Vec<String> = apps
        .iter()
        .filter(|app| app.app_type == AppType::External)
        .map(|app| app.app_name.clone())
        .collect();
    if external.is_empty() {
        return Ok(apps);
    }
    let cached = agent_app_assignment::cached(conn, &external)?;
    let Some(name) = external.iter().find(|name| !cached.contains(name)) else {
        return Ok(apps);
    };
    let known = agent_app_assignment::cached_names(conn)?;
    let known: Vec<&str> = known.iter().map(String::as_str).collect();
    let message = format!("the app cache has no app `{name}`");
    let hint = meant(name, &known).unwrap_or_else(|| {
        "one of the platform's own is assigned by `automatos tool assign AGENT APP --type internal`"
            .to_owned()
    });
    Err(Advice::new(Code::NameUnknown, message).hint(hint).into())
}

fn missing((noun, name): (&str, &str), workspace: &Workspace, known: &[String]) -> anyhow::Error {
    let slug = &workspace.slug;
    let message = format!("the workspace `{slug}` can use no {noun} `{name}`");
    hinted(Advice::new(Code::NameUnknown, message), (noun, name), known)
}

fn hinted(advice: Advice, (noun, name): (&str, &str), known: &[String]) -> anyhow::Error {
    let known: Vec<&str> = known.iter().map(String::as_str).collect();
    let hint = meant(name, &known).unwrap_or_else(|| format!("see `automatos {noun} list`"));
    advice.hint(hint).into()
}
