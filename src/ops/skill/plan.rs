//! What a sync does to each skill: what its source has now against what it had, and what is here.
//!
//! | the source against its last version | here against that version | then |
//! | --- | --- | --- |
//! | same | same | unchanged |
//! | other | same | changed |
//! | same or other | edited | kept, unless theirs is to be taken |
//! | other | edited to the very same | changed, which writes only the version |
//! | gone | whatever | removed: offered no more, nothing deleted |

use std::collections::{BTreeSet, HashMap};

use super::content;
use super::found::{Found, Survey};
use super::report::{Item, Outcome};
use crate::db::skill_file;
use crate::db::skill_import::Live;
use crate::db::skill_version::SkillVersion;
use crate::error::Code;
use crate::model::SecurityStatus;

/// The skills of a source as they are here.
#[derive(Debug, Default)]
pub struct Known {
    pub live: Vec<Live>,
    pub files: HashMap<i64, Vec<skill_file::Known>>,
    /// The oldest first.
    pub versions: HashMap<i64, Vec<SkillVersion>>,
}

/// What an operator decided.
#[derive(Debug, Clone, Default)]
pub struct Choices {
    /// Take what the source has, whatever was edited here.
    pub take_theirs: bool,
    /// Names of skills that are taken though the scanner calls them blocked.
    pub overrides: Vec<String>,
    /// Why.
    pub reason: Option<String>,
    /// Take nothing if anything is refused.
    pub atomic: bool,
}

/// A skill to write.
#[derive(Debug)]
pub struct Taken<'a> {
    pub found: &'a Found,
    /// The one that is here; none: it is new.
    pub live: Option<&'a Live>,
    pub version: String,
    pub content_sha256: String,
    pub changelog: String,
    /// Whether it was gone from its source and is back.
    pub is_back: bool,
}

/// What is to be done.
#[derive(Debug, Default)]
pub struct Plan<'a> {
    pub taken: Vec<Taken<'a>>,
    pub removed: Vec<&'a Live>,
    pub items: Vec<Item>,
}

/// Decides for every skill.
pub fn plan<'a>(source: &str, survey: &'a Survey, known: &'a Known, choices: &Choices) -> Plan<'a> {
    let mut plan = Plan::default();
    for found in &survey.found {
        let live = known.live.iter().find(|live| live.name == found.name);
        let (item, taken) = decide(source, found, live, (known, choices));
        plan.items.push(item);
        plan.taken.extend(taken);
    }
    plan.items.extend(survey.refused.iter().map(Item::refused));
    let named: BTreeSet<&str> = survey
        .found
        .iter()
        .map(|found| found.name.as_str())
        .collect();
    for live in &known.live {
        let is_refused = survey.refused.iter().any(|refusal| {
            refusal.name.as_ref() == Some(&live.name)
                || live.filesystem_path.as_ref() == Some(&refusal.path)
        });
        let is_ours = live.skill_source.as_deref() == Some(source);
        let was_there = last(known, live).is_some_and(|version| version.is_current);
        if is_ours && was_there && !is_refused && !named.contains(live.name.as_str()) {
            plan.removed.push(live);
            plan.items.push(gone(live));
        }
    }
    plan.items
        .sort_by(|a, b| (&a.name, &a.path).cmp(&(&b.name, &b.path)));
    plan
}

fn gone(live: &Live) -> Item {
    Item {
        outcome: Outcome::Removed,
        name: Some(live.name.clone()),
        path: live.filesystem_path.clone().unwrap_or_default(),
        version: None,
        security_status: None,
        risk_score: None,
        tokens: None,
        note: Some("its source lacks it; offered no more".to_owned()),
        code: None,
        findings: Vec::new(),
    }
}

fn decide<'a>(
    source: &str,
    found: &'a Found,
    live: Option<&'a Live>,
    (known, choices): (&Known, &Choices),
) -> (Item, Option<Taken<'a>>) {
    let theirs = content::of(found);
    let mut outcome = Outcome::Added;
    let mut note = None;
    let mut changelog = "imported".to_owned();
    let mut is_back = false;
    if let Some(live) = live {
        if live.skill_source.as_deref() != Some(source) {
            return (taken_already(found, live), None);
        }
        let here = content::here(live, known);
        let before = last(known, live);
        let was = before.and_then(|version| version.content_sha256.as_deref());
        is_back = before.is_none_or(|version| !version.is_current);
        if was == Some(theirs.as_str()) && here == theirs && !is_back {
            return (Item::of(Outcome::Unchanged, found), None);
        }
        if was != Some(here.as_str()) && here != theirs && !choices.take_theirs {
            let also = if was == Some(theirs.as_str()) {
                ""
            } else {
                ", and changed in its source"
            };
            let mut item = Item::of(Outcome::Kept, found);
            item.note = Some(format!(
                "edited here{also}; `--take theirs` takes what the source has"
            ));
            return (item, None);
        }
        outcome = Outcome::Changed;
        changelog = content::differences(found, live, known);
        note = Some(changelog.clone());
    }
    if found.security_status == SecurityStatus::Blocked {
        if !choices.overrides.contains(&found.name) {
            return (blocked(found), None);
        }
        note = Some("the scanner calls it blocked; taken all the same".to_owned());
    }
    let versions = live.and_then(|live| known.versions.get(&live.id));
    let version = label(
        &found.said_version,
        &theirs,
        versions.map_or(&[], Vec::as_slice),
    );
    let mut item = Item::of(outcome, found);
    item.version = Some(version.clone());
    item.note = note;
    if found.security_status != SecurityStatus::Safe {
        item.findings.clone_from(&found.findings);
    }
    let taken = Taken {
        found,
        live,
        version,
        content_sha256: theirs,
        changelog,
        is_back,
    };
    (item, Some(taken))
}

fn taken_already(found: &Found, live: &Live) -> Item {
    let from = match &live.skill_source {
        Some(source) => format!("from `{source}`"),
        None => "made here".to_owned(),
    };
    let mut item = Item::of(Outcome::Refused, found);
    item.code = Some(Code::NameTaken.as_str());
    item.note = Some(format!("there is a skill `{}` already, {from}", found.name));
    item
}

fn blocked(found: &Found) -> Item {
    let mut item = Item::of(Outcome::Refused, found);
    item.code = Some(Code::SkillScanBlocked.as_str());
    item.note = Some(format!(
        "blocked by the scanner (risk {}); `--override-blocked '{}' --reason …` takes it all the same",
        found.risk_score, found.name
    ));
    item.findings.clone_from(&found.findings);
    item
}

/// The version that is current, else the newest.
fn last<'k>(known: &'k Known, live: &Live) -> Option<&'k SkillVersion> {
    let versions = known.versions.get(&live.id)?;
    versions
        .iter()
        .find(|version| version.is_current)
        .or_else(|| versions.last())
}

/// A label that tells the content: the version it says it has while that is free, else with the
/// beginning of its digest. Content that was here before gets its label again.
fn label(said: &str, content_sha256: &str, versions: &[SkillVersion]) -> String {
    /// A label has at most 50 characters, 13 of which may be needed for the digest.
    const LONGEST_SAID: usize = 37;
    let same = versions
        .iter()
        .find(|version| version.content_sha256.as_deref() == Some(content_sha256));
    if let Some(same) = same {
        return same.version.clone();
    }
    let said = if said.len() <= LONGEST_SAID {
        said
    } else {
        "0.0.0"
    };
    if versions.iter().all(|version| version.version != said) {
        return said.to_owned();
    }
    let joint = if said.contains('+') { '.' } else { '+' };
    format!("{said}{joint}{content_sha256:.12}")
}
