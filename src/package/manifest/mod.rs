//! What a package says of itself, in any of three forms.

mod author;
mod claude;
mod frontmatter;
pub(super) mod json;
mod loose;
mod name;
mod own;
mod skill;
mod value;
mod version;

use semver::Version;
use serde::Serialize;
use serde_json::Value;

use self::frontmatter::Fault;
use super::File;
use super::limits::Limits;
use super::refused::Refused;
use super::remark::{Remark, Remarks};
use super::shown::Shown;
use crate::model::Slug;

const OWN: &str = "manifest.json";
const CLAUDE: &str = ".claude-plugin/plugin.json";
const SKILL: &str = "SKILL.md";
/// The files of which one makes a folder a plugin, in the order in which they count.
pub const SIGNS: [&str; 3] = [OWN, CLAUDE, SKILL];
const MARKETPLACE: &str = ".claude-plugin/marketplace.json";

/// Which of the three forms a manifest has.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Form {
    /// `manifest.json` at the top.
    Manifest,
    /// A Claude Code plugin: `.claude-plugin/plugin.json`.
    ClaudePlugin,
    /// A bare skill: `SKILL.md` with frontmatter.
    Skill,
}

/// What a package says of itself.
#[derive(Debug, Clone, PartialEq)]
pub struct Manifest {
    /// Which form it was read from.
    pub form: Form,
    /// The short name that people type.
    pub slug: Slug,
    /// The name as its author writes it.
    pub name: String,
    /// The semantic version.
    pub version: Version,
    /// What it is for, in a line or a paragraph.
    pub description: Option<String>,
    /// What it is for, at length.
    pub long_description: Option<String>,
    /// Who wrote it.
    pub author: Option<String>,
    /// Under which licence.
    pub license: Option<String>,
    /// Where it comes from, if it says.
    pub homepage: Option<String>,
    /// Words to find it by.
    pub tags: Vec<String>,
    /// The slug of its category; whether there is such a category is for others to say.
    pub category: Option<String>,
    /// Models its author recommends.
    pub recommended_models: Vec<String>,
    /// How many tokens its author thinks it takes.
    pub token_estimate: Option<u64>,
    /// Tools it asks for, as it writes them.
    pub tools: Vec<Value>,
    /// How many parts it says it has.
    pub claims: Claims,
    /// All of it, unknown keys included.
    pub raw: Value,
}

impl Manifest {
    /// What stands for a manifest where there is none.
    pub fn unnamed() -> Self {
        Self {
            form: Form::Skill,
            slug: "unnamed".parse().expect("it is a slug"),
            name: "unnamed".to_owned(),
            version: Version::new(0, 0, 0),
            description: None,
            long_description: None,
            author: None,
            license: None,
            homepage: None,
            tags: Vec::new(),
            category: None,
            recommended_models: Vec::new(),
            token_estimate: None,
            tools: Vec::new(),
            claims: Claims::default(),
            raw: Value::Null,
        }
    }
}

/// How many parts a manifest says its package has, where it says so.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Claims {
    /// Skills.
    pub skills: Option<u64>,
    /// Commands.
    pub commands: Option<u64>,
    /// Agents.
    pub agents: Option<u64>,
    /// Hooks.
    pub hooks: Option<u64>,
}

/// Whether the path is one of a manifest, seen from the folder a package lies in.
pub fn is_manifest(path: &str) -> bool {
    path == OWN || path == CLAUDE || is_skill(path)
}

/// Whether the path is `SKILL.md` at the top, in any case: hosts on file systems that do not tell case
/// apart find it too.
pub fn is_skill(path: &str) -> bool {
    path.eq_ignore_ascii_case(SKILL)
}

/// Finds the manifest among the files and reads it. `manifest.json` counts before the other two, unless
/// it has no slug and one of them is there: then it belongs to something else.
pub fn read(files: &[File], limits: &Limits, remarks: &mut Remarks) -> Result<Manifest, Refused> {
    let find = |path: &str| files.iter().find(|file| file.path == path);
    let skill = files.iter().find(|file| is_skill(&file.path));
    let claude = find(CLAUDE);
    if let Some(file) = find(OWN) {
        let raw = json_of(file, limits)?;
        let other = claude.map(|_| CLAUDE).or(skill.map(|_| SKILL));
        match other {
            Some(read) if raw.get("slug").is_none() => {
                remarks.push(Remark::SecondManifest { read, ignored: OWN });
            }
            Some(_) | None => {
                if claude.is_some() {
                    let (read, ignored) = (OWN, CLAUDE);
                    remarks.push(Remark::SecondManifest { read, ignored });
                }
                return own::read(raw).map_err(|cause| no_manifest(file, &cause));
            }
        }
    }
    if let Some(file) = claude {
        let raw = json_of(file, limits)?;
        return claude::read(raw, remarks).map_err(|cause| no_manifest(file, &cause));
    }
    if let Some(file) = skill {
        return of_skill(file, limits, remarks)?.map_err(|fault| no_manifest(file, &fault.cause));
    }
    Err(match find(MARKETPLACE) {
        Some(_) => Refused::Marketplace,
        None => Refused::NoManifest,
    })
}

/// Reads the manifest of a folder that is a skill, whatever else it holds. A fault names its line.
pub fn read_skill(
    files: &[File],
    limits: &Limits,
    remarks: &mut Remarks,
) -> Result<Manifest, Refused> {
    let skill = files.iter().find(|file| is_skill(&file.path));
    let file = skill.ok_or(Refused::NoManifest)?;
    of_skill(file, limits, remarks)?.map_err(|fault| Refused::Frontmatter {
        entry: Shown::of(&file.path),
        line: fault.line,
        cause: Shown::of(&fault.cause),
    })
}

/// The text of `SKILL.md` below its frontmatter; none where there is no such text.
pub fn instructions(files: &[File]) -> Option<&str> {
    let file = files.iter().find(|file| is_skill(&file.path))?;
    let text = str::from_utf8(&file.bytes).ok()?;
    frontmatter::split(text).ok().map(|(_, body)| body)
}

fn of_skill(
    file: &File,
    limits: &Limits,
    remarks: &mut Remarks,
) -> Result<Result<Manifest, Fault>, Refused> {
    let text = match str::from_utf8(&file.bytes) {
        Ok(text) => text,
        Err(cause) => {
            let good = file.bytes.get(..cause.valid_up_to()).unwrap_or_default();
            let line = good.split(|byte| *byte == b'\n').count();
            return Ok(Err(Fault::new(line, cause.to_string())));
        }
    };
    let block = match frontmatter::block(text) {
        Ok(block) => block,
        Err(fault) => return Ok(Err(fault)),
    };
    check_size(file, block.len(), limits)?;
    Ok(skill::read(&file.path, block, remarks))
}

fn json_of(file: &File, limits: &Limits) -> Result<Value, Refused> {
    check_size(file, file.bytes.len(), limits)?;
    json::parse(&file.bytes).map_err(|cause| no_manifest(file, &cause.to_string()))
}

fn check_size(file: &File, parsed: usize, limits: &Limits) -> Result<(), Refused> {
    if parsed <= limits.manifest_bytes {
        return Ok(());
    }
    Err(Refused::ManifestTooLarge {
        entry: Shown::of(&file.path),
        limit: limits.manifest_bytes,
    })
}

fn no_manifest(file: &File, cause: &str) -> Refused {
    Refused::Manifest {
        entry: Shown::of(&file.path),
        cause: Shown::of(cause),
    }
}
