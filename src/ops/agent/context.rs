//! What an agent runs with. Nothing is changed; the number of statements is the same for one
//! assignment and for a thousand.

use diesel::PgConnection;
use serde_json::Value;

use super::packages::{self, Packages};
use crate::context::{self, Assembled, Candidate, Kind, Omitted, Part};
use crate::db::agent::Agent;
use crate::db::agent_context::{self, Plugin, Settings, Skill};
use crate::error::{Advice, Code};
use crate::model::{AgentStatus, ToolFormat};
use crate::ops::tool::resolve;
use crate::tool::Definition;

/// How much of it is wanted.
#[derive(Debug)]
pub struct Wanted<'a> {
    /// What the agent is about to do: plugins that it is about are read.
    pub task: Option<&'a str>,
    /// How much of each skill, 1 to 3.
    pub level: u8,
    /// How many tokens there may be.
    pub budget: Option<u32>,
}

/// All of it.
#[derive(Debug)]
pub struct Context {
    pub status: AgentStatus,
    pub model_config: Value,
    /// With where it is from.
    pub temperature: Option<(f64, &'static str)>,
    pub assembled: Assembled,
    /// The tools that are in, in their order.
    pub tools: Vec<Value>,
}

/// Puts it together: the agent's instructions, its plugins, what they say of the task, its skills,
/// its tools.
pub fn run(
    conn: &mut PgConnection,
    agent: &Agent,
    wanted: &Wanted<'_>,
    packages: &mut Packages,
) -> anyhow::Result<Context> {
    let settings = agent_context::settings(conn, agent)?.ok_or_else(|| {
        let message = format!("the agent `{}` was removed meanwhile", agent.name);
        Advice::new(Code::NameUnknown, message)
    })?;
    let mut parts = Vec::new();
    let mut left_out = Vec::new();
    parts.extend(prompt(&settings));
    let all = agent_context::plugins(conn, agent)?;
    let (plugins, unusable): (Vec<Plugin>, Vec<Plugin>) =
        all.into_iter().partition(|plugin| plugin.is_usable);
    left_out.extend(unusable.iter().map(switched_off_plugin));
    parts.extend(plugins.iter().map(summary));
    if let Some(task) = wanted.task {
        let chosen = relevant(task, &plugins);
        parts.extend(packages::skill_files(conn, packages, &chosen)?);
    }
    let skills = agent_context::skills(conn, agent, wanted.level >= 2)?;
    add_skills(conn, wanted.level, &skills, (&mut parts, &mut left_out))?;
    let (definitions, not_offered) = resolve::run(conn, agent)?;
    let mut rendered = Vec::new();
    for definition in &definitions {
        let value = definition.rendered(ToolFormat::Openai);
        parts.push(tool(definition, &value));
        rendered.push((definition.name.clone(), value));
    }
    left_out.extend(not_offered.into_iter().map(|one| Omitted {
        kind: Kind::Tool,
        name: one.action_name.unwrap_or_else(|| one.app_name.clone()),
        from: format!("app {}", one.app_name),
        reason: one.reason,
    }));
    let mut assembled = context::fit(parts, wanted.budget);
    let is_in = |name: &str| {
        let mut parts = assembled.parts.iter();
        parts.any(|part| part.kind == Kind::Tool && part.name == name)
    };
    let tools = rendered.into_iter().filter(|(name, _)| is_in(name));
    let tools = tools.map(|(_, value)| value).collect();
    assembled.left_out.extend(left_out);
    Ok(Context {
        temperature: temperature(&settings),
        status: settings.status,
        model_config: settings.model_config,
        assembled,
        tools,
    })
}

/// The agent's own, else its persona's, else its model's.
fn temperature(settings: &Settings) -> Option<(f64, &'static str)> {
    let own = settings.model_config.get("temperature");
    let own = own.and_then(Value::as_f64).map(|it| (it, "agent"));
    let persona = settings.suggested_temperature.map(|it| (it, "persona"));
    let model = settings.default_temperature.map(|it| (it, "model"));
    own.or(persona).or(model)
}

fn prompt(settings: &Settings) -> Option<Part> {
    if settings.use_custom_persona {
        let text = settings.custom_persona_prompt.clone()?;
        let from = "the agent's own prompt".to_owned();
        return Some(Part::new(Kind::Prompt, "custom", from, text));
    }
    let (slug, text) = (settings.persona.as_ref()?, settings.system_prompt.clone()?);
    Some(Part::new(
        Kind::Prompt,
        slug,
        format!("persona {slug}"),
        text,
    ))
}

fn summary(plugin: &Plugin) -> Part {
    let Plugin {
        slug,
        name,
        version,
        description,
        skills,
        ..
    } = plugin;
    let description = description.as_deref().unwrap_or("no description");
    let text = if skills.is_empty() {
        format!("Plugin {name}: {description}")
    } else {
        format!(
            "Plugin {name}: {description}\nSkills: {}",
            skills.join(", ")
        )
    };
    Part::new(Kind::Plugin, slug, format!("plugin {slug}@{version}"), text)
}

fn switched_off_plugin(plugin: &Plugin) -> Omitted {
    Omitted {
        kind: Kind::Plugin,
        name: plugin.slug.clone(),
        from: format!("plugin {}@{}", plugin.slug, plugin.version),
        reason: "the marketplace does not offer it: it is not approved or not active".to_owned(),
    }
}

/// The plugins that the task is about, the most relevant first.
fn relevant<'a>(task: &str, plugins: &'a [Plugin]) -> Vec<&'a Plugin> {
    let candidates: Vec<Candidate<'_>> = plugins
        .iter()
        .map(|plugin| Candidate {
            slug: &plugin.slug,
            name: &plugin.name,
            tags: &plugin.tags,
            skills: &plugin.skills,
            description: plugin.description.as_deref().unwrap_or_default(),
        })
        .collect();
    let places = context::most_relevant(task, &candidates);
    places
        .iter()
        .filter_map(|place| plugins.get(*place))
        .collect()
}

fn add_skills(
    conn: &mut PgConnection,
    level: u8,
    skills: &[Skill],
    (parts, left_out): (&mut Vec<Part>, &mut Vec<Omitted>),
) -> anyhow::Result<()> {
    let ids: Vec<i64> = skills
        .iter()
        .filter(|skill| skill.is_active)
        .map(|skill| skill.id)
        .collect();
    let files = if level >= 3 {
        agent_context::files(conn, &ids)?
    } else {
        Vec::new()
    };
    for skill in skills {
        let from = match &skill.skill_source {
            Some(source) => format!("skill {} of {source}", skill.name),
            None => format!("skill {}", skill.name),
        };
        let omitted = |kind, name: &str, reason: &str| Omitted {
            kind,
            name: name.to_owned(),
            from: from.clone(),
            reason: reason.to_owned(),
        };
        if !skill.is_active {
            left_out.push(omitted(Kind::Skill, &skill.name, "the skill is not active"));
            continue;
        }
        let description = skill.description.as_deref().unwrap_or("no description");
        let category = skill.category.as_ref();
        let category = category.map_or_else(String::new, |category| format!(" ({category})"));
        let text = format!("Skill {}{category}: {description}", skill.name);
        parts.push(Part::new(Kind::Skill, &skill.name, from.clone(), text));
        if let Some(text) = &skill.prompt_template {
            let text = format!("## {}\n{}", skill.name, text.trim());
            parts.push(Part::new(Kind::SkillCore, &skill.name, from.clone(), text));
        }
        for file in files.iter().filter(|file| file.skill_id == skill.id) {
            let name = format!("{}/{}", skill.name, file.file_path);
            match &file.content {
                Some(content) => {
                    let text = format!("### {name}\n{}", content.trim());
                    parts.push(Part::new(Kind::SkillFile, &name, from.clone(), text));
                }
                None => left_out.push(omitted(Kind::SkillFile, &name, "the file is no text")),
            }
        }
    }
    Ok(())
}

fn tool(definition: &Definition, value: &Value) -> Part {
    let from = format!("app {}", definition.app_name);
    Part::new(Kind::Tool, &definition.name, from, value.to_string())
}
