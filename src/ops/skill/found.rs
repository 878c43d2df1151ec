//! The skills of a folder, read and scanned, before anything is known of the database.

use std::collections::BTreeMap;
use std::path::Path;

use anyhow::Context;
use serde_json::{Value, json};

use crate::error::{Advice, Code};
use crate::model::{Digest, SecurityStatus, SkillFileType, SkillType, tokens};
use crate::ops::plugin::judge::{Judge, security_status};
use crate::package::{self, File, Limits, Package, Refused};

/// The most bytes that the skills of one source may have together; all of them are held in memory.
const MOST_BYTES: u64 = 256 * 1024 * 1024;
/// So many findings of a scan are passed on.
const MOST_FINDINGS: usize = 3;

/// One skill.
#[derive(Debug)]
pub struct Found {
    pub name: String,
    pub description: Option<String>,
    pub category: Option<String>,
    pub skill_type: SkillType,
    pub tags: Vec<String>,
    /// The version it says it has.
    pub said_version: String,
    /// Its frontmatter, and the digest of its `SKILL.md`.
    pub metadata: Value,
    pub document_sha256: String,
    /// The second level: its `SKILL.md` without the frontmatter.
    pub instructions: String,
    /// Its folder, seen from the folder that was searched; `.` for that itself.
    pub path: String,
    /// The third level.
    pub files: Vec<FoundFile>,
    pub security_status: SecurityStatus,
    pub risk_score: i32,
    /// What the scanner found, the worst first.
    pub findings: Vec<String>,
}

/// A file of a skill beside its `SKILL.md`.
#[derive(Debug)]
pub struct FoundFile {
    pub path: String,
    pub file_type: SkillFileType,
    /// None: it is no text.
    pub content: Option<String>,
    pub sha256: String,
    pub size: i64,
    pub tokens: i32,
}

/// A skill that is not taken.
#[derive(Debug, Clone)]
pub struct Refusal {
    pub path: String,
    pub name: Option<String>,
    pub code: Code,
    pub message: String,
}

/// All that was found.
#[derive(Debug, Default)]
pub struct Survey {
    pub found: Vec<Found>,
    pub refused: Vec<Refusal>,
}

/// What skills get that say nothing themselves, and how they are read and judged.
pub struct Terms<'a> {
    pub skill_type: SkillType,
    pub category: Option<&'a str>,
    pub limits: &'a Limits,
    pub judge: &'a Judge<'a>,
}

/// Reads and scans every skill below `root`. `each` is told how many are done, and of how many; its
/// error ends the work.
pub fn survey(
    root: &Path,
    terms: &Terms<'_>,
    each: &dyn Fn(usize, usize) -> anyhow::Result<()>,
) -> anyhow::Result<Survey> {
    let folders = package::skill_folders(root)
        .with_context(|| format!("the folder {} cannot be searched", root.display()))?;
    if folders.is_empty() {
        return Err(
            Advice::new(Code::SkillNone, "there is no SKILL.md in the source")
                .hint("a skill is a folder with a SKILL.md that begins with frontmatter")
                .into(),
        );
    }
    let mut survey = Survey::default();
    let mut bytes = 0;
    for (at, folder) in folders.iter().enumerate() {
        let path = relative(folder, root);
        match package::read_skill(folder, terms.limits) {
            Err(refused) => survey.refused.push(unreadable(path, &refused)),
            Ok(package) => {
                bytes += package.contents().bytes;
                check_size(bytes)?;
                match one(&package, &path, terms)? {
                    Ok(found) => survey.found.push(found),
                    Err(refusal) => survey.refused.push(refusal),
                }
            }
        }
        each(at + 1, folders.len())?;
    }
    refuse_twins(&mut survey);
    Ok(survey)
}

fn check_size(bytes: u64) -> Result<(), Advice> {
    if bytes <= MOST_BYTES {
        return Ok(());
    }
    let message = format!("the skills of the source have more than {MOST_BYTES} bytes together");
    Err(Advice::new(Code::SkillInvalid, message).hint("import its folders one by one"))
}

fn relative(folder: &Path, root: &Path) -> String {
    let path = folder
        .strip_prefix(root)
        .unwrap_or(folder)
        .to_string_lossy();
    if path.is_empty() {
        ".".to_owned()
    } else {
        path.into_owned()
    }
}

fn unreadable(path: String, refused: &Refused) -> Refusal {
    let message = match refused {
        Refused::Frontmatter { .. } if path != "." => format!("{path}/{refused}"),
        other => other.to_string(),
    };
    Refusal {
        path,
        name: None,
        code: Code::SkillInvalid,
        message,
    }
}

fn one(package: &Package, path: &str, terms: &Terms<'_>) -> anyhow::Result<Result<Found, Refusal>> {
    let manifest = package.manifest();
    let instructions = package.instructions().unwrap_or_default();
    let document = package.files().iter().find(|file| is_document(file));
    let document_sha256 = document.map(|file| Digest::of(&file.bytes).to_string());
    let refused = |message: String| {
        Ok(Err(Refusal {
            path: path.to_owned(),
            name: Some(manifest.name.clone()),
            code: Code::SkillInvalid,
            message,
        }))
    };
    if instructions.contains('\0') {
        return refused(format!("{path}/SKILL.md holds a NUL"));
    }
    let category = manifest.category.as_deref().or(terms.category);
    if category.is_some_and(|category| category.chars().count() > 100) {
        return refused(format!(
            "{path}/SKILL.md: its category is longer than 100 characters"
        ));
    }
    let judged = terms.judge.scan(package)?;
    let findings = judged
        .report
        .findings
        .iter()
        .take(MOST_FINDINGS)
        .map(|finding| {
            let at = &finding.location;
            format!(
                "{}:{}: {} [{}]",
                at.file, at.line, finding.title, finding.rule
            )
        });
    let others = package.files().iter().filter(|file| !is_document(file));
    Ok(Ok(Found {
        name: manifest.name.clone(),
        description: manifest.description.clone(),
        category: category.map(ToOwned::to_owned),
        skill_type: terms.skill_type,
        tags: manifest.tags.clone(),
        said_version: manifest.version.to_string(),
        metadata: json!({"frontmatter": manifest.raw, "document_sha256": document_sha256}),
        document_sha256: document_sha256.unwrap_or_default(),
        instructions: instructions.trim_start_matches('\n').to_owned(),
        path: path.to_owned(),
        findings: findings.collect(),
        files: others.map(file_of).collect(),
        security_status: security_status(judged.row.overall_verdict),
        risk_score: judged.row.risk_score,
    }))
}

fn is_document(file: &File) -> bool {
    file.path.eq_ignore_ascii_case("SKILL.md")
}

fn file_of(file: &File) -> FoundFile {
    let text = str::from_utf8(&file.bytes).ok();
    let content = text.filter(|text| !text.contains('\0'));
    FoundFile {
        path: file.path.clone(),
        file_type: SkillFileType::of(&file.path, file.executable),
        sha256: Digest::of(&file.bytes).to_string(),
        size: i64::try_from(file.bytes.len()).unwrap_or(i64::MAX),
        // What is no text is never given to a model.
        tokens: i32::try_from(content.map_or(0, tokens)).unwrap_or(i32::MAX),
        content: content.map(ToOwned::to_owned),
    }
}

/// Two skills of one name: which is meant nobody can say, so neither is taken.
fn refuse_twins(survey: &mut Survey) {
    let mut paths: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
    for found in &survey.found {
        paths.entry(&found.name).or_default().push(&found.path);
    }
    let twins: BTreeMap<String, String> = paths
        .into_iter()
        .filter(|(_, paths)| paths.len() > 1)
        .map(|(name, paths)| (name.to_owned(), paths.join(", ")))
        .collect();
    let (refused, found) = survey
        .found
        .drain(..)
        .partition::<Vec<Found>, _>(|found| twins.contains_key(&found.name));
    survey.found = found;
    survey
        .refused
        .extend(refused.into_iter().map(|found| Refusal {
            message: format!(
            "{} skills are called `{}`: {}",
            twins.get(&found.name).map_or(0, |paths| paths.split(", ").count()),
            found.name,
            twins.get(&found.name).map_or("", String::as_str),
        ),
            path: found.path,
            name: Some(found.name),
            code: Code::SkillInvalid,
        }));
}
