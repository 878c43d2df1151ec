//! The skills of a source are brought in: one transaction, a fixed number of statements.

use std::collections::HashMap;

use anyhow::Context;
use diesel::PgConnection;
use serde_json::json;

use super::found::Survey;
use super::plan::{Choices, Known, Plan, Taken, plan};
use super::report::{Item, Outcome, Report};
use super::source::Source;
use crate::db::skill_import::{self, Row, Shared};
use crate::db::{self, Exclusion, Session, skill_file, skill_source, skill_version};
use crate::error::{Advice, Code};
use crate::ops::deed::{Deed, Object};

/// A source with all that was found in it, and what an operator decided.
#[derive(Debug)]
pub struct Job<'a> {
    pub source: &'a Source,
    pub survey: &'a Survey,
    /// The commit that was fetched.
    pub commit: Option<&'a str>,
    pub choices: &'a Choices,
}

/// Writes what is new or changed, offers no more what is gone, and says what came of each skill.
pub fn run(session: &mut Session, deed: &Deed<'_>, job: &Job<'_>) -> anyhow::Result<Report> {
    check_overrides(job)?;
    let name = &job.source.name;
    db::write(session, deed.commit, Exclusion::Rows, |conn| {
        check_source(conn, job.source)?;
        let known = known(conn, job)?;
        let plan = plan(name, job.survey, &known, job.choices);
        let refused = plan
            .items
            .iter()
            .filter(|item| item.outcome == Outcome::Refused);
        let refused: Vec<&Item> = refused.collect();
        if job.choices.atomic && !refused.is_empty() {
            return Err(all_or_nothing(name, &refused));
        }
        // The skills refer to their source.
        skill_source::upsert(conn, &row(job, &plan, refused.len()))?;
        write(conn, deed, job, &plan)
            .with_context(|| format!("the skills of `{name}` cannot be written"))?;
        let report = Report::of(name, job.commit, plan.items.clone());
        record(conn, deed, job, &report)?;
        Ok(report)
    })
}

fn all_or_nothing(name: &str, refused: &[&Item]) -> anyhow::Error {
    let lines: Vec<String> = refused
        .iter()
        .map(|item| {
            format!(
                "{}: {}",
                item.path,
                item.note.as_deref().unwrap_or_default()
            )
        })
        .collect();
    let message = format!(
        "{} skills of `{name}` are refused, so none is taken",
        refused.len()
    );
    anyhow::Error::msg(lines.join("\n")).context(
        Advice::new(Code::SkillRefused, message)
            .hint("mend them, or leave `--atomic` out to take the others"),
    )
}

/// An override of a skill that is not there is a slip of the pen.
fn check_overrides(job: &Job<'_>) -> Result<(), Advice> {
    let is_there = |name: &&String| job.survey.found.iter().any(|found| found.name == **name);
    match job.choices.overrides.iter().find(|name| !is_there(name)) {
        None => Ok(()),
        Some(name) => {
            let message = format!(
                "`{}` has no skill `{name}` that could be overridden",
                job.source.name
            );
            Err(Advice::new(Code::NameUnknown, message).hint("name it as its frontmatter does"))
        }
    }
}

/// The name of a source means one place and one owner.
fn check_source(conn: &mut PgConnection, source: &Source) -> anyhow::Result<()> {
    let name = &source.name;
    let Some(there) = skill_source::named(conn, name)? else {
        return Ok(());
    };
    let [git_url, _, _, folder_path] = source.origin.columns();
    let owners = skill_source::owners(conn, std::slice::from_ref(name))?;
    let is_other_owner = owners
        .iter()
        .any(|(_, owner)| *owner != source.workspace_id);
    if !is_other_owner && (there.git_url, there.folder_path) == (git_url, folder_path) {
        return Ok(());
    }
    Err(Advice::new(
        Code::NameTaken,
        format!("there is another source `{name}` already"),
    )
    .hint("choose a name with `--name`")
    .into())
}

/// What is here of the source, and of the names in it: three statements.
fn known(conn: &mut PgConnection, job: &Job<'_>) -> anyhow::Result<Known> {
    let names: Vec<&str> = job
        .survey
        .found
        .iter()
        .map(|found| found.name.as_str())
        .collect();
    let live = skill_import::live(conn, job.source.workspace_id, &job.source.name, &names)?;
    let ids: Vec<i64> = live.iter().map(|live| live.id).collect();
    let mut known = Known {
        live,
        ..Known::default()
    };
    let mut files = skill_file::known(conn, &ids)?;
    // The database sorts by its language, a package byte by byte.
    files.sort();
    for file in files {
        known.files.entry(file.skill_id).or_default().push(file);
    }
    for version in skill_version::of_skills(conn, &ids)? {
        known
            .versions
            .entry(version.skill_id)
            .or_default()
            .push(version);
    }
    Ok(known)
}

fn write(
    conn: &mut PgConnection,
    deed: &Deed<'_>,
    job: &Job<'_>,
    plan: &Plan<'_>,
) -> anyhow::Result<()> {
    let [git_url, git_branch, git_tag, _] = job.source.origin.columns();
    let git_branch = git_branch.or(git_tag);
    let shared = Shared {
        workspace_id: job.source.workspace_id,
        source: &job.source.name,
        git_url: git_url.as_deref(),
        git_branch: git_branch.as_deref(),
        git_commit: job.commit,
        actor: deed.actor,
    };
    let rows: Vec<Row<'_>> = plan.taken.iter().map(row_of).collect();
    let pairs = || plan.taken.iter().zip(&rows);
    let new: Vec<&Row<'_>> = pairs()
        .filter(|(taken, _)| taken.live.is_none())
        .map(|(_, row)| row)
        .collect();
    let changed: Vec<(i64, bool, &Row<'_>)> = pairs()
        .filter_map(|(taken, row)| taken.live.map(|live| (live.id, taken.is_back, row)))
        .collect();
    let added = skill_import::insert(conn, &shared, &new)?;
    skill_import::update(conn, &shared, &changed)?;
    let mut ids: HashMap<&str, i64> = added
        .iter()
        .map(|(name, id)| (name.as_str(), *id))
        .collect();
    ids.extend(
        plan.taken
            .iter()
            .filter_map(|taken| Some((taken.found.name.as_str(), taken.live?.id))),
    );
    if !plan.taken.is_empty() {
        put(conn, job.commit, &plan.taken, &ids)?;
    }
    let removed: Vec<i64> = plan.removed.iter().map(|live| live.id).collect();
    skill_import::remove(conn, &removed)?;
    Ok(())
}

/// The files and versions of what is taken.
fn put(
    conn: &mut PgConnection,
    commit: Option<&str>,
    taken: &[Taken<'_>],
    ids: &HashMap<&str, i64>,
) -> anyhow::Result<()> {
    let mut files = Vec::new();
    let mut versions = Vec::new();
    for one in taken {
        let found = one.found;
        let skill_id = *ids
            .get(found.name.as_str())
            .with_context(|| format!("the skill `{}` was not written", found.name))?;
        files.extend(found.files.iter().map(|file| skill_file::New {
            skill_id,
            file_path: &file.path,
            file_type: file.file_type,
            content: file.content.as_deref(),
            content_sha256: &file.sha256,
            file_size_bytes: file.size,
            estimated_tokens: file.tokens,
        }));
        versions.push(skill_version::New {
            skill_id,
            version: &one.version,
            content_sha256: &one.content_sha256,
            security_status: found.security_status,
            risk_score: found.risk_score,
            changelog: one.changelog.clone(),
        });
    }
    let written: Vec<i64> = versions.iter().map(|version| version.skill_id).collect();
    skill_file::put(conn, &written, &files)?;
    skill_version::put(conn, commit, &versions)?;
    Ok(())
}

fn row_of<'a>(taken: &Taken<'a>) -> Row<'a> {
    let found = taken.found;
    Row {
        name: &found.name,
        description: found.description.as_deref(),
        category: found.category.as_deref(),
        skill_type: found.skill_type,
        prompt_template: &found.instructions,
        version: taken.version.clone(),
        path: &found.path,
        tags: &found.tags,
        metadata: found.metadata.to_string(),
    }
}

fn row(job: &Job<'_>, plan: &Plan<'_>, refused: usize) -> skill_source::New {
    let [git_url, git_branch, git_tag, folder_path] = job.source.origin.columns();
    let removed = plan.removed.len();
    skill_source::New {
        source_name: job.source.name.clone(),
        source_type: job.source.origin.source_type(),
        git_url,
        git_branch,
        git_tag,
        git_commit_sha: job.commit.map(ToOwned::to_owned),
        folder_path,
        default_skill_type: job.source.skill_type,
        default_category: job.source.category.clone(),
        skills_discovered: i32::try_from(plan.items.len() - removed).unwrap_or(i32::MAX),
        last_sync_status: if refused == 0 { "complete" } else { "partial" }.to_owned(),
        last_sync_error: (refused > 0).then(|| format!("{refused} skills were refused")),
    }
}

/// One audit row for all of them; none where nothing changed.
fn record(
    conn: &mut PgConnection,
    deed: &Deed<'_>,
    job: &Job<'_>,
    report: &Report,
) -> anyhow::Result<()> {
    if report.added + report.changed + report.removed == 0 {
        return Ok(());
    }
    let names = |outcome: Outcome| -> Vec<&str> {
        let items = report.items.iter().filter(|item| item.outcome == outcome);
        items.filter_map(|item| item.name.as_deref()).collect()
    };
    let object = Object {
        workspace_id: job.source.workspace_id,
        kind: "skill_source",
        id: &job.source.name,
        name: &job.source.name,
    };
    let after = json!({
        "commit": report.commit, "added": names(Outcome::Added), "changed": names(Outcome::Changed),
        "removed": names(Outcome::Removed), "unchanged": report.unchanged, "kept": report.kept,
        "refused": report.refused, "overridden": job.choices.overrides,
    });
    deed.record(
        conn,
        &object,
        ("import", job.choices.reason.as_deref()),
        (json!({}), after),
    )?;
    Ok(())
}
