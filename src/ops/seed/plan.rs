//! A plan that is kept in a file, and applied exactly or not at all.

use std::fs::{self, OpenOptions, Permissions};
use std::io::{self, Write};
use std::mem;
use std::os::unix::fs::{OpenOptionsExt, PermissionsExt};
use std::path::Path;

use anyhow::Context;
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};

use super::secret::Origin;
use super::{Choices, Feed, Job, Report};
use crate::db::{self, Commit, Exclusion, Session};
use crate::error::{Advice, Code};
use crate::model::Digest;
use crate::seed::merge::OnConflict;
use crate::seed::{File, Item, Kind, Mode, Place, Seeds};

/// The version of the format.
const VERSION: u32 = 1;

/// A plan: the seeds it was made of, how they are merged, and a digest of all that would happen.
#[derive(Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Plan {
    version: u32,
    source: String,
    on_conflict: OnConflict,
    restore: bool,
    prune: Option<usize>,
    files: Vec<PlannedFile>,
    items: Vec<PlannedItem>,
    /// SHA-256 of the changes as JSON, in hex.
    digest: String,
    /// SHA-256 of the plan as JSON with this left empty, in hex: tells damage, not malice.
    seal: String,
}

#[derive(Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct PlannedFile {
    name: String,
    kind: String,
    set: String,
    mode: Mode,
    sha256: String,
}

#[derive(Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct PlannedItem {
    kind: String,
    set: String,
    mode: Mode,
    key: String,
    fields: Map<String, Value>,
    /// Where it stands: the position of its file, its line and column there.
    at: (usize, u32, u32),
}

/// Keeps the plan that this report, of a run rolled back, describes.
pub fn write(path: &Path, job: &Job<'_>, report: &Report) -> anyhow::Result<()> {
    let mut items = Vec::new();
    job.feed.each_batch(&job.only, &mut |batch| {
        items.extend(batch.iter().map(|item| PlannedItem {
            kind: item.kind.as_str().to_owned(),
            set: item.set.clone(),
            mode: item.mode,
            key: item.key.clone(),
            fields: item.fields.clone(),
            at: (item.file, item.place.line, item.place.column),
        }));
        Ok(())
    })?;
    let wanted = |kind: Kind| job.only.is_empty() || job.only.contains(&kind);
    let files = job.feed.files().iter().filter(|file| wanted(file.kind));
    let mut plan = Plan {
        version: VERSION,
        source: job.source.clone(),
        on_conflict: job.choices.on_conflict,
        restore: job.choices.restore,
        prune: job.prune,
        files: files
            .map(|file| PlannedFile {
                name: file.name.clone(),
                kind: file.kind.as_str().to_owned(),
                set: file.set.clone(),
                mode: file.mode,
                sha256: file.sha256.clone(),
            })
            .collect(),
        items,
        digest: digest(&report.changes)?,
        seal: String::new(),
    };
    plan.seal = digest(&plan)?;
    let text = serde_json::to_string_pretty(&plan).context("the plan is no JSON")?;
    write_private(path, &(text + "\n")).with_context(|| {
        Advice::new(
            Code::SeedPlan,
            format!("the plan cannot be written to {}", path.display()),
        )
    })
}

/// What variables stood for is in the plan, so nobody else is to read it.
fn write_private(path: &Path, text: &str) -> io::Result<()> {
    const PRIVATE: u32 = 0o600;
    let mut file = OpenOptions::new()
        .write(true)
        .create(true)
        .truncate(true)
        .mode(PRIVATE)
        .open(path)?;
    if file.metadata()?.is_file() {
        file.set_permissions(Permissions::from_mode(PRIVATE))?;
    }
    file.write_all(text.as_bytes())
}

/// Reads a plan.
pub fn read(path: &Path) -> anyhow::Result<Plan> {
    let explain = |problem: &str| {
        Advice::new(
            Code::SeedPlan,
            format!("the plan {} {problem}", path.display()),
        )
        .hint("make one with `automatos seed plan --out FILE`")
    };
    let text = fs::read_to_string(path).with_context(|| explain("cannot be read"))?;
    let mut plan: Plan = serde_json::from_str(&text).with_context(|| explain("is no plan"))?;
    if plan.version != VERSION {
        return Err(explain("was made by another version of this tool").into());
    }
    let seal = mem::take(&mut plan.seal);
    if digest(&plan)? != seal {
        return Err(explain("is not as it was written").into());
    }
    Ok(plan)
}

/// Applies exactly the plan; refuses when anything else than planned would happen.
pub fn apply(
    session: &mut Session,
    plan: &Plan,
    secrets: Origin<'_>,
    commit: Commit,
) -> anyhow::Result<Report> {
    let seeds = plan.seeds()?;
    let mut job = Job::new(Feed::Held(&seeds), plan.source.clone(), commit);
    job.choices = Choices {
        on_conflict: plan.on_conflict,
        restore: plan.restore,
        detail: true,
    };
    job.prune = plan.prune;
    job.secrets = Some(secrets);
    let actor = session.actor.clone();
    db::write(session, commit, Exclusion::Rows, |conn| {
        let report = super::apply(conn, &actor, &job, &|_, _| {})?;
        if digest(&report.changes)? != plan.digest {
            return Err(Advice::new(
                Code::SeedMoved,
                "the database, or a variable that a setting takes its value from, has changed since the plan was \
                 made; nothing was written",
            )
            .hint("make a new plan with `automatos seed plan`")
            .into());
        }
        Ok(report)
    })
    .inspect_err(|error| super::record::refused(session, commit, error))
}

impl Plan {
    fn seeds(&self) -> anyhow::Result<Seeds> {
        let kind = |word: &str| {
            word.parse::<Kind>().map_err(|unknown| {
                anyhow::Error::new(unknown)
                    .context(Advice::new(Code::SeedPlan, "the plan is damaged"))
            })
        };
        let items = self.items.iter().map(|item| {
            let (file, line, column) = item.at;
            Ok(Item {
                file,
                kind: kind(&item.kind)?,
                set: item.set.clone(),
                mode: item.mode,
                key: item.key.clone(),
                fields: item.fields.clone(),
                place: Place::new(line, column),
            })
        });
        let files = self.files.iter().map(|file| {
            Ok(File {
                name: file.name.clone(),
                kind: kind(&file.kind)?,
                set: file.set.clone(),
                mode: file.mode,
                sha256: file.sha256.clone(),
            })
        });
        Ok(Seeds {
            items: items.collect::<anyhow::Result<_>>()?,
            files: files.collect::<anyhow::Result<_>>()?,
        })
    }
}

/// SHA-256 of something as JSON, in hex.
fn digest(it: &impl Serialize) -> anyhow::Result<String> {
    let text = serde_json::to_string(it).context("the plan is no JSON")?;
    Ok(Digest::of(text.as_bytes()).to_string())
}
