//! From signals to findings and a verdict.

use std::collections::BTreeMap;

use super::engine::file::Judged;
use super::finding::{Confidence, Finding, Signal};
use super::host::Class;
use super::inventory::Inventory;
use super::judge::Text;
use super::language::Language;
use super::policy::Policy;
use super::report::{Report, Suppressed};
use super::role::{self, Role};
use super::score::{self, Context, Weighed};
use super::{context, rules};
use crate::model::Digest;
use crate::package::Package;

/// What each file is about.
pub fn contexts(
    texts: &[Text],
    inventory: &Inventory,
    called: &BTreeMap<String, Language>,
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
            .filter(|(folder, _)| is_below(text.path, folder))
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
        let attacks = security && document && context::talks_of_attacks(text.text());
        let name = role::file_name(text.path);
        let test =
            role::is_test(text.path) && !called.keys().any(|file| role::file_name(file) == name);
        found.insert(
            text.path.to_owned(),
            Context {
                role: text.part.role,
                test,
                security,
                attacks,
            },
        );
    }
    quoted(&mut found);
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

/// Samples of attacks that lie beside a text about attacks are quoted, though they say nothing else.
fn quoted(found: &mut BTreeMap<String, Context>) {
    let talks: Vec<String> = found
        .iter()
        .filter(|(path, context)| context.attacks && context::is_head(path))
        .map(|(path, _)| context::folder(path).to_owned())
        .collect();
    for (path, context) in found.iter_mut() {
        let shown = matches!(context.role, Role::Reference | Role::Data);
        if shown && context.security && context::is_sample(path) {
            context.attacks |= talks.iter().any(|folder| is_below(path, folder));
        }
    }
}

fn is_below(path: &str, folder: &str) -> bool {
    folder.is_empty()
        || path
            .strip_prefix(folder)
            .is_some_and(|rest| rest.starts_with('/'))
}

/// The report on all that was found.
pub fn report(
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
    let findings: Vec<Finding> = all
        .signals
        .into_iter()
        .filter_map(|signal| finding(signal, policy, contexts, plain))
        .collect();
    let (kept, suppressed) = sorted_out(findings, package, policy);
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

/// The findings that count, heaviest first, and those the policy suppresses.
fn sorted_out(
    mut findings: Vec<Finding>,
    package: &Package,
    policy: &Policy,
) -> (Vec<Finding>, Vec<Suppressed>) {
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
    (kept, suppressed)
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
    let plain: String = evidence.split_whitespace().collect::<Vec<_>>().join(" ");
    let digest = Digest::of(format!("{rule}\0{file}\0{plain}").as_bytes());
    digest.as_str().chars().take(16).collect()
}
