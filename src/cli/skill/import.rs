//! `automatos skill import`

use super::Ways;
use super::brought::Brought;
use crate::cli::app::App;
use crate::cli::exit::Status;
use crate::cli::owner::Owner;
use crate::error::{Advice, Code};
use crate::git::Reference;
use crate::model::SkillType;
use crate::ops::skill::source::{Origin, Source};

/// Bring in the skills of a repository or a folder
///
/// Every folder with a SKILL.md is one skill: its frontmatter is what is listed (level 1), its text
/// the instructions (level 2), its other files are looked up (level 3). Each is scanned as plugins
/// are; what is blocked is refused. What cannot be taken is listed, the rest is taken all the same,
/// and the exit code is 1; `--atomic` takes all or nothing. The same source again is a sync.
#[derive(Debug, clap::Args)]
pub struct Args {
    /// A folder, or the address of a repository: https, ssh or user@host:path
    source: String,

    /// The branch to follow instead of the repository's own
    #[arg(long, conflicts_with = "tag")]
    branch: Option<String>,

    /// The tag to take
    #[arg(long)]
    tag: Option<String>,

    /// A name for the source; when absent the last two parts of its address, or its folder, and
    /// before them the workspace
    #[arg(long)]
    name: Option<String>,

    /// What kind of ability its skills are
    #[arg(
        long = "type",
        value_enum,
        value_name = "TYPE",
        default_value = "technical"
    )]
    skill_type: SkillType,

    /// The category of skills that name none
    #[arg(long)]
    category: Option<String>,

    #[command(flatten)]
    owner: Owner,

    #[command(flatten)]
    ways: Ways,
}

pub fn run(args: Args, app: &App) -> anyhow::Result<Status> {
    let reference = match (args.branch, args.tag) {
        (Some(branch), _) => Reference::Branch(branch),
        (None, Some(tag)) => Reference::Tag(tag),
        (None, None) => Reference::Head,
    };
    let origin = Origin::parse(&args.source, reference)?;
    if let Some(category) = &args.category {
        check("the category", category, 100)?;
    }
    let mut session = app.connect_to_write(args.ways.commit())?;
    let workspace = args.owner.find(&mut session.conn)?;
    let name = match (args.name, &workspace) {
        (Some(name), _) => name,
        (None, Some(workspace)) => format!("{}/{}", workspace.slug, origin.short_name()),
        (None, None) => origin.short_name(),
    };
    check("the name of the source", &name, 200)?;
    let source = Source {
        name,
        workspace_id: workspace.map(|workspace| workspace.id),
        origin,
        skill_type: args.skill_type,
        category: args.category,
    };
    let report = args.ways.bring(&mut session, app, &source)?;
    let brought = Brought {
        sources: vec![report],
        failed: Vec::new(),
    };
    brought.finish(app)
}

fn check(what: &str, text: &str, most: usize) -> Result<(), Advice> {
    if !text.trim().is_empty() && text.chars().count() <= most {
        return Ok(());
    }
    let message = format!("{what} may not be empty or longer than {most} characters");
    Err(Advice::new(Code::Usage, message))
}
