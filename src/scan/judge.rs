//! The scan itself: files in parallel, then what only the whole package shows, then the sum.

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};

use rayon::prelude::*;

use super::engine::file::{Judged, Part};
use super::engine::{self, artifact, coherence, manifest};
use super::finding::{Confidence, Finding, Setting, Signal};
use super::host::Class;
use super::inventory::{self, Inventory, Item, Kind};
use super::policy::Policy;
use super::report::{Report, Suppressed};
use super::role::{self, Language, Role};
use super::scene::{Piece, Scene};
use super::score::{self, Context, Weighed};
use super::view::Lines;
use super::{code, context, normal, rules};
use crate::package::Package;

/// A text file with what is known of it.
struct Text<'a> {
    path: &'a str,
    raw: Cow<'a, str>,
    plain: String,
    folded: bool,
    lines: Lines,
    part: Part,
}

impl Text<'_> {
    fn text(&self) -> &str {
        if self.folded { &self.plain } else { &self.raw }
    }
}

/// Scans a package under a policy.
pub fn scan(package: &Package, policy: &Policy) -> Report {
    let inventory = inventory::take(package);
    let texts: Vec<Text> = inventory.items.par_iter().filter_map(open).collect();
    let names: Vec<&str> = inventory
        .items
        .iter()
        .map(|item| item.path.as_str())
        .collect();
    let mut judged: Vec<Judged> = texts
        .par_iter()
        .map(|text| judge_text(text, policy))
        .collect();
    judged.extend(programs(&texts, policy));
    let mut all = merged(judged);
    installs(&texts, policy, &mut all);
    claims(&texts, policy, &mut all);
    all.signals.extend(artifacts(&inventory, &names, policy));
    let contexts = contexts(&texts, &inventory, &all.called);
    report(package, policy, &inventory, all, &contexts)
}

fn open<'a>(item: &'a Item<'a>) -> Option<Text<'a>> {
    if item.kind != Kind::Text {
        return None;
    }
    let raw = inventory::text(&item.bytes);
    let language = role::language(&item.path, &raw);
    let role = role::role(&item.path, language);
    let (folded, plain) = match normal::folded(&raw) {
        Cow::Borrowed(_) => (false, String::new()),
        Cow::Owned(text) => (true, text),
    };
    let lines = Lines::of(if folded { &plain } else { &raw });
    Some(Text {
        path: &item.path,
        raw,
        plain,
        folded,
        lines,
        part: Part { role, language },
    })
}

fn judge_text(text: &Text, policy: &Policy) -> Judged {
    let scene = Scene {
        file: text.path,
        text: text.text(),
        lines: &text.lines,
        allowed: &policy.allowed_destinations,
    };
    engine::file::judge(&text.raw, &scene, text.part)
}

fn merged(list: Vec<Judged>) -> Judged {
    let mut all = Judged::default();
    for one in list {
        all.signals.extend(one.signals);
        all.facts.extend(one.facts);
        all.hosts.extend(one.hosts);
        all.called.extend(one.called);
    }
    all
}

/// How much code of one skill is judged together, in bytes.
const PROGRAM: usize = 3 << 20;

/// Code that may import other files of the package is judged together, skill by skill.
fn programs(texts: &[Text], policy: &Policy) -> Vec<Judged> {
    let mut groups: BTreeMap<(String, bool), Vec<&Text>> = BTreeMap::new();
    let mut halves: BTreeMap<(String, bool), Vec<&Text>> = BTreeMap::new();
    for text in texts {
        let python = text.part.language == Language::Python;
        let script = matches!(
            text.part.language,
            Language::JavaScript | Language::TypeScript
        );
        let code = (python || script) && text.text().len() <= engine::code::LONGEST;
        if code && engine::code::is_worth_parsing(text.text()) {
            groups
                .entry((skill_of(text.path, texts), python))
                .or_default()
                .push(text);
        } else if code
            && text.text().len() < 100_000
            && (engine::code::is_source(text.text()) || is_carrier(text.text()))
        {
            halves
                .entry((skill_of(text.path, texts), python))
                .or_default()
                .push(text);
        }
    }
    // A module that only reads and one that only sends matter when both are there.
    for (key, list) in halves {
        let reads = list.iter().any(|text| engine::code::is_source(text.text()));
        let sends = list.iter().any(|text| is_carrier(text.text()));
        if groups.contains_key(&key) || reads && sends {
            groups.entry(key).or_default().extend(list);
        }
    }
    for text in texts
        .iter()
        .filter(|text| text.part.language == Language::Python && text.text().len() < 100_000)
    {
        let Some(group) = groups.get_mut(&(skill_of(text.path, texts), true)) else {
            continue;
        };
        let present = group.iter().any(|other| std::ptr::eq(*other, text));
        // A module that only passes on what its siblings gather still joins source and sink.
        let joins = !present
            && text.text().contains("import")
            && group
                .iter()
                .filter(|other| {
                    role::file_name(other.path)
                        .strip_suffix(".py")
                        .is_some_and(|stem| stem.len() > 2 && text.text().contains(stem))
                })
                .count()
                >= 2;
        if joins {
            group.push(text);
        }
    }
    groups
        .into_values()
        .collect::<Vec<_>>()
        .par_iter()
        .map(|group| program(group, policy))
        .collect()
}

/// Whether a module without sources of its own may still send what it is given.
fn is_carrier(text: &str) -> bool {
    text.len() < 200_000
        && [
            "requests.",
            "urllib",
            "httpx",
            "aiohttp",
            "http.client",
            "smtplib",
            "fetch(",
            "axios",
            "https.request",
        ]
        .iter()
        .any(|mark| text.contains(mark))
}

fn skill_of(path: &str, texts: &[Text]) -> String {
    let mut folder = context::folder(path);
    loop {
        let head = if folder.is_empty() {
            "SKILL.md".to_owned()
        } else {
            format!("{folder}/SKILL.md")
        };
        if folder.is_empty() || texts.binary_search_by(|text| text.path.cmp(&head)).is_ok() {
            return folder.to_owned();
        }
        folder = context::folder(folder);
    }
}

fn program(group: &[&Text], policy: &Policy) -> Judged {
    let mut left = PROGRAM;
    let mut unread = Vec::new();
    let mut fitting: Vec<&Text> = Vec::new();
    for text in group {
        if text.text().len() <= left {
            fitting.push(text);
        } else {
            unread.push(*text);
        }
        left = left.saturating_sub(text.text().len());
    }
    let group = fitting;
    let scenes: Vec<Scene> = group
        .iter()
        .map(|text| Scene {
            file: text.path,
            text: text.text(),
            lines: &text.lines,
            allowed: &policy.allowed_destinations,
        })
        .collect();
    let sources: Vec<code::Source> = group
        .iter()
        .zip(&scenes)
        .map(|(text, scene)| code::Source {
            text: scene.text,
            language: text.part.language,
            piece: Piece::at(
                scene,
                0,
                if text.part.role == Role::Install {
                    Setting::Install
                } else {
                    Setting::Script
                },
            ),
        })
        .collect();
    let outcome = code::judge(&sources);
    let mut facts = outcome.facts;
    if facts.contains("uses the network") {
        facts.insert("code uses the network");
    }
    let mut signals = outcome.signals;
    for text in unread {
        let scene = Scene {
            file: text.path,
            text: text.text(),
            lines: &text.lines,
            allowed: &policy.allowed_destinations,
        };
        let piece = Piece::at(&scene, 0, Setting::Whole);
        signals.push(piece.signal(&rules::UNREAD, (0, 0), text.path));
    }
    Judged {
        signals,
        facts,
        hosts: outcome.hosts,
        called: BTreeSet::new(),
    }
}

fn installs(texts: &[Text], policy: &Policy, all: &mut Judged) {
    for text in texts
        .iter()
        .filter(|text| text.part.role == Role::Install && text.part.language.is_code())
    {
        let scene = Scene {
            file: text.path,
            text: text.text(),
            lines: &text.lines,
            allowed: &policy.allowed_destinations,
        };
        let own: Vec<Signal> = all
            .signals
            .iter()
            .filter(|signal| signal.location.file == text.path)
            .cloned()
            .collect();
        all.signals.extend(manifest::runs_on_install(
            &own,
            scene.text,
            &Piece::at(&scene, 0, Setting::Install),
        ));
    }
}

fn claims(texts: &[Text], policy: &Policy, all: &mut Judged) {
    for text in texts.iter().filter(|text| context::is_head(text.path)) {
        let scene = Scene {
            file: text.path,
            text: text.text(),
            lines: &text.lines,
            allowed: &policy.allowed_destinations,
        };
        all.signals.extend(coherence::judge(
            scene.text,
            &all.facts,
            &Piece::at(&scene, 0, Setting::Prose),
        ));
    }
}

fn artifacts(inventory: &Inventory, names: &[&str], policy: &Policy) -> Vec<Signal> {
    let lines = Lines::of("");
    let mut signals = Vec::new();
    for item in &inventory.items {
        let scene = Scene {
            file: &item.path,
            text: "",
            lines: &lines,
            allowed: &policy.allowed_destinations,
        };
        signals.extend(artifact::judge(
            item,
            names,
            &Piece::at(&scene, 0, Setting::Whole),
        ));
    }
    let list = [
        (&inventory.locked, &rules::LOCKED),
        (&inventory.left_out, &rules::UNREAD),
    ];
    for (paths, rule) in list {
        for path in paths {
            let scene = Scene {
                file: path,
                text: "",
                lines: &lines,
                allowed: &policy.allowed_destinations,
            };
            signals.push(Piece::at(&scene, 0, Setting::Whole).signal(rule, (0, 0), path));
        }
    }
    signals
}

/// What each file is about.
fn contexts(
    texts: &[Text],
    inventory: &Inventory,
    called: &BTreeSet<String>,
) -> BTreeMap<String, Context> {
    let heads: Vec<(&str, bool)> = texts
        .iter()
        .filter(|text| context::is_head(text.path))
        .map(|text| {
            (
                context::folder(text.path.trim_end_matches("/.claude-plugin/plugin.json")),
                context::is_security(&context::subject(text.text())),
            )
        })
        .collect();
    let mut found = BTreeMap::new();
    for text in texts {
        let inherited = heads
            .iter()
            .filter(|(folder, _)| folder.is_empty() || text.path.starts_with(&format!("{folder}/")))
            .max_by_key(|(folder, _)| folder.len())
            .is_some_and(|(_, security)| *security);
        let document = matches!(
            text.part.language,
            Language::Markdown
                | Language::Plain
                | Language::Markup
                | Language::Json
                | Language::Yaml
        );
        let security = inherited
            || document
                && (context::is_security(&context::subject(text.text()))
                    || context::is_security(text.path));
        let attacks = document && context::talks_of_attacks(text.text());
        let name = role::file_name(text.path);
        let test =
            role::is_test(text.path) && !called.iter().any(|file| role::file_name(file) == name);
        found.insert(
            text.path.to_owned(),
            Context {
                role: text.part.role,
                test,
                security,
                attacks: attacks && security,
            },
        );
    }
    for item in &inventory.items {
        found.entry(item.path.clone()).or_insert(Context {
            role: Role::Data,
            test: role::is_test(&item.path),
            security: false,
            attacks: false,
        });
    }
    found
}

fn report(
    package: &Package,
    policy: &Policy,
    inventory: &Inventory,
    all: Judged,
    contexts: &BTreeMap<String, Context>,
) -> Report {
    let plain = Context {
        role: Role::Data,
        test: false,
        security: false,
        attacks: false,
    };
    let mut findings: Vec<Finding> = all
        .signals
        .into_iter()
        .filter_map(|signal| finding(signal, policy, contexts, plain))
        .collect();
    findings.sort_by(|left, right| {
        right.points.cmp(&left.points).then_with(|| {
            (left.rule, &left.location, &left.evidence).cmp(&(
                right.rule,
                &right.location,
                &right.evidence,
            ))
        })
    });
    findings.dedup_by(|later, kept| later.rule == kept.rule && later.location == kept.location);
    let (kept, suppressed): (Vec<Finding>, Vec<Finding>) = findings.into_iter().partition(|one| {
        policy
            .suppression(package.sha256().as_str(), one.rule, &one.fingerprint)
            .is_none()
    });
    let suppressed = suppressed
        .into_iter()
        .filter_map(|finding| {
            policy
                .suppression(
                    package.sha256().as_str(),
                    finding.rule,
                    &finding.fingerprint,
                )
                .cloned()
                .map(|decision| Suppressed { finding, decision })
        })
        .collect();
    let weighed: Vec<Weighed> = kept
        .iter()
        .map(|one| Weighed {
            group: one.group,
            rule: one.rule,
            points: one.points,
        })
        .collect();
    let (risk_score, contributions) = score::sum(&weighed);
    let unread = |one: &Finding| one.rule == rules::UNREAD.id;
    let complete = inventory.left_out.is_empty() && !kept.iter().any(unread);
    let mut capabilities: BTreeMap<&'static str, Vec<String>> = BTreeMap::new();
    for fact in all.facts {
        capabilities.entry(fact).or_default();
    }
    Report {
        schema_version: 1,
        package_sha256: package.sha256().to_string(),
        rules_version: super::RULES_VERSION,
        policy_hash: policy.hash(),
        verdict: score::verdict(risk_score, policy.thresholds(), complete),
        risk_score,
        contributions,
        findings: kept,
        suppressed,
        capabilities,
        hosts: all
            .hosts
            .into_iter()
            .map(|(host, class): (String, Class)| (host, class.words()))
            .collect(),
        complete,
        files: package.files().len(),
        bytes: package
            .files()
            .iter()
            .map(|file| u64::try_from(file.bytes.len()).unwrap_or(u64::MAX))
            .sum(),
    }
}

fn finding(
    signal: Signal,
    policy: &Policy,
    contexts: &BTreeMap<String, Context>,
    plain: Context,
) -> Option<Finding> {
    let points = policy.points(signal.rule);
    let context = contexts
        .get(&signal.location.file)
        .copied()
        .unwrap_or(plain);
    let (weighed, reason) = score::weigh(&signal, points, context);
    if weighed == 0 {
        return None;
    }
    let confidence = match weighed * 100 / points.max(1) {
        0..35 => Confidence::Low,
        35..75 => Confidence::Medium,
        _ => Confidence::High,
    };
    let fingerprint = fingerprint(signal.rule.id, &signal.location.file, &signal.evidence);
    Some(Finding {
        rule: signal.rule.id,
        title: signal.rule.title,
        group: signal.rule.group,
        severity: signal.rule.severity,
        confidence,
        location: signal.location,
        setting: signal.setting,
        evidence: signal.evidence,
        points: weighed,
        context: reason,
        chain: signal.chain,
        fingerprint,
    })
}

fn fingerprint(rule: &str, file: &str, evidence: &str) -> String {
    use sha2::{Digest, Sha256};
    let plain: String = evidence.split_whitespace().collect::<Vec<_>>().join(" ");
    let digest = Sha256::digest(format!("{rule}\0{file}\0{plain}"));
    super::policy::hex(digest.iter().take(8).copied())
}
