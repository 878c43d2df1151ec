//! `automatos skill create`

use std::path::PathBuf;

use anyhow::Context;
use serde_json::{Value, json};

use crate::cli::app::App;
use crate::cli::definition_file;
use crate::cli::exit::Status;
use crate::cli::owner::Owner;
use crate::db::Commit;
use crate::error::{Advice, Code};
use crate::model::SkillType;
use crate::ops::skill::create::{self, Wanted};
use crate::seed::{Definition, Fields};

/// Make a skill by hand
///
/// Give its fields as flags, or all of them in a file as an item of a seed file has them.
#[derive(Debug, clap::Args)]
pub struct Args {
    /// Its name
    #[arg(required_unless_present = "file")]
    name: Option<String>,

    /// A YAML or JSON file with its fields; `-` is standard input
    #[arg(
        short,
        long,
        conflicts_with_all = ["name", "description", "skill_type", "category", "instructions", "skill_version", "tags"]
    )]
    file: Option<PathBuf>,

    /// What it is for (level 1)
    #[arg(long, value_name = "TEXT")]
    description: Option<String>,

    /// What kind of ability it is
    #[arg(
        long = "type",
        value_enum,
        value_name = "TYPE",
        default_value = "technical"
    )]
    skill_type: SkillType,

    /// The group it is listed in
    #[arg(long)]
    category: Option<String>,

    /// A text file with its instructions (level 2); `-` is standard input
    #[arg(long, value_name = "FILE")]
    instructions: Option<PathBuf>,

    /// Its version
    #[arg(long = "set-version", value_name = "VERSION")]
    skill_version: Option<String>,

    /// A word to find it by; may be repeated
    #[arg(long = "tag", value_name = "TAG")]
    tags: Vec<String>,

    #[command(flatten)]
    owner: Owner,

    /// Do it all, report it, and roll it back
    #[arg(long)]
    dry_run: bool,
}

pub fn run(args: Args, app: &App) -> anyhow::Result<Status> {
    let commit = Commit::unless(args.dry_run);
    let fields = match &args.file {
        Some(path) => definition_file::read(Definition::Skill, path)?,
        None => of_flags(&args)?,
    };
    let mut wanted = wanted(&fields)?;
    let mut session = app.connect_to_write(commit)?;
    wanted.workspace_id = args.owner.id(&mut session.conn)?;
    let created = create::run(&mut session, &super::deed(app, commit), &wanted)?;
    app.out.show(&created)?;
    Ok(Status::Done)
}

/// The flags in the form of a file, so that both are checked alike.
fn of_flags(args: &Args) -> anyhow::Result<Fields> {
    let instructions = match &args.instructions {
        Some(path) => Some(definition_file::text(path)?),
        None => None,
    };
    let said = json!({
        "name": args.name, "description": args.description, "skill_type": args.skill_type,
        "category": args.category, "prompt_template": instructions, "skill_version": args.skill_version,
        "tags": args.tags,
    });
    definition_file::check(Definition::Skill, "the command line", &said.to_string())
}

fn wanted(fields: &Fields) -> anyhow::Result<Wanted> {
    let text = |field: &str| {
        fields
            .get(field)
            .and_then(Value::as_str)
            .map(ToOwned::to_owned)
    };
    let object = |field: &str| fields.get(field).cloned().unwrap_or_else(|| json!({}));
    let skill_type = text("skill_type").context("a skill has a type")?;
    let tags = fields.get("tags").and_then(Value::as_array);
    Ok(Wanted {
        workspace_id: None,
        name: text("name").context("a skill has a name")?,
        description: text("description"),
        skill_type: SkillType::parse(&skill_type)
            .ok_or_else(|| Advice::new(Code::DefinitionInvalid, "that is no type of skill"))?,
        category: text("category"),
        instructions: text("prompt_template"),
        tools_schema: fields
            .get("tools_schema")
            .filter(|value| !value.is_null())
            .cloned(),
        parameters: object("parameters"),
        implementation: text("implementation"),
        version: text("skill_version"),
        tags: tags
            .into_iter()
            .flatten()
            .filter_map(Value::as_str)
            .map(ToOwned::to_owned)
            .collect(),
        metadata: object("skill_metadata"),
        is_active: fields
            .get("is_active")
            .and_then(Value::as_bool)
            .unwrap_or(true),
    })
}
