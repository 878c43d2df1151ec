//! From signals to a verdict. How much anything weighs is decided in this file and in no other.
//!
//! A signal weighs its rule's points, times the engine's belief, times the factors of its setting and of what
//! the file is about. The strongest finding of a group counts; other rules of the group add a quarter of theirs,
//! up to fifteen points. Groups add up. An order that works against the user and an act that hurts them bear each
//! other out: together they weigh thirty points more. Without proof (75 points) or two groups of twenty points or
//! more, the risk stays at 65, which a person has to look at and nothing more.

#[cfg(test)]
mod tests;

use std::collections::BTreeMap;

use crate::scan::finding::{Setting, Signal};
use crate::scan::report::{Contribution, Verdict};
use crate::scan::role::Role;
use crate::scan::rules::{self, Group};

/// From here on one finding is proof.
pub const PROOF: u32 = 75;
/// From here on a group is evidence of its own.
const EVIDENCE: u32 = 20;
/// What an order against the user and an act that hurts them weigh more together.
const ORDER_AND_ACT: u32 = 30;
/// What one group without proof can reach.
const ALONE: u32 = 65;

/// What is known of the file a signal stands in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Context {
    /// The part the file plays.
    pub role: Role,
    /// Whether it is a test or a sample, and nothing runs or names it.
    pub test: bool,
    /// Whether it is about security.
    pub security: bool,
    /// Whether it talks about attacks throughout.
    pub attacks: bool,
}

/// The points of a signal after context, and why they are fewer than the rule's.
pub fn weigh(signal: &Signal, points: u32, context: Context) -> (u32, String) {
    let mut factor = signal.belief;
    let mut reasons: Vec<&str> = Vec::new();
    if !signal.doubt.is_empty() {
        reasons.push(signal.doubt);
    }
    let prose = matches!(signal.rule.id.split('.').next(), Some("prompt" | "lure"));
    let hidden = signal.rule.id.starts_with("unicode.");
    let (setting, why) = if hidden {
        (1.0, "")
    } else if prose {
        prose_setting(signal.setting, context)
    } else {
        code_setting(signal.setting, context)
    };
    factor *= setting;
    if setting < 1.0 {
        reasons.push(why);
    }
    if context.test && !matches!(signal.setting, Setting::AutoRun | Setting::Install) {
        factor *= 0.3;
        reasons.push("in a test or sample that nothing runs");
    }
    let shown = matches!(
        signal.setting,
        Setting::Fence
            | Setting::InlineCode
            | Setting::Prose
            | Setting::Table
            | Setting::Quote
            | Setting::Data
            | Setting::Metadata
            | Setting::Comment
    );
    if shown && !hidden && context.attacks {
        factor *= if context.role == Role::Instruction {
            0.2
        } else {
            0.15
        };
        reasons.push("in a text about attacks");
    } else if shown && !hidden && context.security {
        factor *= 0.5;
        reasons.push("in a text about security");
    }
    #[expect(
        clippy::cast_precision_loss,
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "points are below a few hundred and not negative"
    )]
    let weighed = (points as f32 * factor).round().clamp(0.0, 100.0) as u32;
    (weighed, reasons.join("; "))
}

fn code_setting(setting: Setting, context: Context) -> (f32, &'static str) {
    let reference = context.role == Role::Reference;
    match setting {
        Setting::AutoRun => (1.2, ""),
        Setting::Install => (1.1, ""),
        Setting::Fence if reference => (0.75, "an example in a document"),
        Setting::Script | Setting::Metadata | Setting::Whole | Setting::Fence => (1.0, ""),
        Setting::Pipeline => (0.8, "in a build pipeline"),
        Setting::Comment => (0.9, "in a comment"),
        Setting::Data => (0.8, "in data"),
        Setting::InlineCode => (0.6, "inline code"),
        Setting::Prose => (0.7, "in prose"),
        Setting::Table => (0.2, "in a table"),
        Setting::Quote => (0.4, "in a quotation"),
    }
}

fn prose_setting(setting: Setting, context: Context) -> (f32, &'static str) {
    match setting {
        Setting::Comment => (1.2, ""),
        Setting::Metadata => (1.1, ""),
        Setting::AutoRun | Setting::Install | Setting::Whole => (1.0, ""),
        Setting::Prose if context.role == Role::Instruction => (1.0, "in the instructions"),
        Setting::Prose => (0.85, "not in the instructions themselves"),
        Setting::Data => (0.9, "in data"),
        Setting::Quote => (0.5, "in a quotation"),
        Setting::Fence => (0.45, "in a code block"),
        Setting::Script | Setting::Pipeline => (0.6, "in a code file"),
        Setting::Table => (0.3, "in a table"),
        Setting::InlineCode => (0.4, "inline code"),
    }
}

/// One weighed finding as the sum sees it.
#[derive(Debug, Clone, Copy)]
pub struct Weighed {
    /// Its group.
    pub group: Group,
    /// Its rule.
    pub rule: &'static str,
    /// Its points.
    pub points: u32,
}

/// Adds up; gives the risk and how it came about.
pub fn sum(findings: &[Weighed]) -> (u32, Vec<Contribution>) {
    let mut groups: BTreeMap<Group, Vec<Weighed>> = BTreeMap::new();
    for finding in findings.iter().filter(|finding| finding.points > 0) {
        groups.entry(finding.group).or_default().push(*finding);
    }
    let mut contributions: Vec<Contribution> = groups
        .into_iter()
        .map(|(group, list)| contribution(group, &list))
        .collect();
    contributions.sort_by(|left, right| {
        right
            .points
            .cmp(&left.points)
            .then(left.group.cmp(&right.group))
    });
    bear_out(&mut contributions);
    hush(&mut contributions);
    let total: u32 = contributions
        .iter()
        .filter(|one| one.points >= 5)
        .map(|one| one.points)
        .sum();
    let proof = findings.iter().any(|finding| finding.points >= PROOF);
    let evidence = contributions
        .iter()
        .filter(|one| one.points >= EVIDENCE)
        .count();
    let capped = if proof || evidence >= 2 {
        total
    } else {
        total.min(ALONE)
    };
    (capped.min(100), contributions)
}

/// That something is not to be mentioned says nothing where nothing happens: tutors keep answers back, and reports
/// leave steps out.
fn hush(contributions: &mut [Contribution]) {
    if let [only] = contributions
        && only.rule == rules::CONCEAL.id
        && only.points < EVIDENCE + 2
    {
        only.points = EVIDENCE - 2;
        only.reason = format!("{}, less as nothing else is found", only.reason);
    }
}

/// Adds to the strongest order against the user what an act beside it says of it.
fn bear_out(contributions: &mut [Contribution]) {
    let evident = |one: &&Contribution| one.points >= EVIDENCE;
    let act = contributions
        .iter()
        .filter(evident)
        .find(|one| is_act(one.group))
        .map(|one| one.group);
    let order = contributions.iter_mut().find(|one| {
        matches!(one.group, Group::Prompt | Group::Concealment) && one.points >= EVIDENCE
    });
    if let (Some(act), Some(order)) = (act, order) {
        order.points += ORDER_AND_ACT;
        order.reason = format!(
            "{}, {ORDER_AND_ACT} as there is {} too",
            order.reason,
            act.words()
        );
    }
}

/// Whether a group is of what is done to a machine or its data.
fn is_act(group: Group) -> bool {
    match group {
        Group::Exfiltration
        | Group::FetchExecute
        | Group::Persistence
        | Group::Destruction
        | Group::Backdoor => true,
        Group::Prompt
        | Group::Concealment
        | Group::Destination
        | Group::Obfuscation
        | Group::SupplyChain
        | Group::Secret
        | Group::Artifact
        | Group::Coherence => false,
    }
}

fn contribution(group: Group, list: &[Weighed]) -> Contribution {
    let strongest = list.iter().max_by(|left, right| {
        left.points
            .cmp(&right.points)
            .then(right.rule.cmp(left.rule))
    });
    let (rule, most) = strongest.map_or(("", 0), |finding| (finding.rule, finding.points));
    // Other rules of the same group corroborate; the same rule again says nothing new.
    let mut others: BTreeMap<&str, u32> = BTreeMap::new();
    for finding in list.iter().filter(|finding| finding.rule != rule) {
        let known = others.entry(finding.rule).or_default();
        *known = finding.points.max(*known);
    }
    let more = (others.values().sum::<u32>() / 4).min(15);
    let reason = if more > 0 {
        format!(
            "{most} for {rule}, {more} for {} further rules",
            others.len()
        )
    } else {
        format!("{most} for {rule}")
    };
    Contribution {
        group,
        rule,
        findings: list.len(),
        points: most + more,
        reason,
    }
}

/// The verdict for a risk. A scan that left something out is never safe.
pub fn verdict(risk: u32, thresholds: (u32, u32), complete: bool) -> Verdict {
    if risk > thresholds.1 {
        Verdict::Blocked
    } else if risk >= thresholds.0 || !complete {
        Verdict::ReviewRequired
    } else {
        Verdict::Safe
    }
}
