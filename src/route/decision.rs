//! The decision, tier by tier.

use chrono::{DateTime, Utc};
use serde::Serialize;

use super::destination::Destination;
use super::envelope::Envelope;
use super::rule::{Finding, Rule};

/// How sure an override, a correction or a rule is: people made all of them, but a rule may not have
/// been meant for this very request.
const TOLD: f64 = 1.0;
const BY_RULE: f64 = 0.9;

/// What is known when a request comes.
#[derive(Debug, Clone)]
pub struct Facts {
    /// Where somebody said that it goes.
    pub forced: Option<Destination>,
    /// The decision that is kept for the same envelope.
    pub kept: Option<Kept>,
    /// The rules in use, in any order.
    pub rules: Vec<Rule>,
    /// The time.
    pub now: DateTime<Utc>,
}

/// A decision that was kept.
#[derive(Debug, Clone)]
pub struct Kept {
    pub destination: Destination,
    pub confidence: f64,
    /// Whether somebody corrected it.
    pub corrected: bool,
    pub expires_at: DateTime<Utc>,
}

/// Where the request goes.
#[derive(Debug, Clone, Serialize)]
pub struct Decision {
    pub tier: u8,
    #[serde(flatten)]
    pub destination: Destination,
    /// 0 to 1.
    pub confidence: f64,
    pub reasoning: String,
    /// The rule that said so, by name.
    pub rule: Option<String>,
}

/// What a tier found.
#[derive(Debug, Clone, Serialize)]
pub struct Tier {
    pub tier: u8,
    pub name: &'static str,
    pub decided: bool,
    pub why: String,
    /// The rules in the order in which they were tried.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub rules: Vec<Considered>,
}

/// A rule that was tried.
#[derive(Debug, Clone, Serialize)]
pub struct Considered {
    pub id: i64,
    pub name: String,
    pub priority: i32,
    pub target: String,
    pub chosen: bool,
    pub why: String,
}

/// What every tier said, and the decision of the first that had one.
#[derive(Debug, Clone)]
pub struct Outcome {
    pub tiers: Vec<Tier>,
    pub decision: Option<Decision>,
}

/// Decides. The same envelope and the same facts give the same outcome, in whatever order the rules
/// come.
pub fn decide(envelope: &Envelope, facts: &Facts) -> Outcome {
    let (override_tier, forced) = by_override(facts);
    let (cache_tier, kept) = by_cache(facts);
    let (rule_tier, ruled) = by_rules(envelope, facts);
    let decision = forced.or(kept).or(ruled);
    let mut tiers = vec![override_tier, cache_tier, rule_tier];
    if let Some(decision) = &decision {
        for tier in &mut tiers {
            tier.decided = tier.tier == decision.tier;
            if tier.tier > decision.tier {
                for rule in &mut tier.rules {
                    rule.chosen = false;
                }
            }
        }
    }
    Outcome { tiers, decision }
}

fn by_override(facts: &Facts) -> (Tier, Option<Decision>) {
    let decision = facts
        .forced
        .as_ref()
        .filter(|destination| destination.closed.is_none())
        .map(|destination| Decision {
            tier: 0,
            reasoning: "an explicit override".to_owned(),
            destination: destination.clone(),
            confidence: TOLD,
            rule: None,
        });
    let why = match &facts.forced {
        None => "nobody said where it goes".to_owned(),
        Some(Destination {
            closed: Some(why), ..
        }) => format!("it takes no requests: {why}"),
        Some(destination) => format!("it is to go to {}", destination.told()),
    };
    (tier(0, "override", why, Vec::new()), decision)
}

fn by_cache(facts: &Facts) -> (Tier, Option<Decision>) {
    let Some(kept) = &facts.kept else {
        let why = "no decision is kept for this envelope".to_owned();
        return (tier(1, "cache", why, Vec::new()), None);
    };
    let what = if kept.corrected {
        "a correction"
    } else {
        "a decision"
    };
    let told = kept.destination.told();
    if kept.expires_at <= facts.now {
        let why = format!("{what} for {told} is kept, but it expired");
        return (tier(1, "cache", why, Vec::new()), None);
    }
    if let Some(closed) = &kept.destination.closed {
        let why = format!("{what} for {told} is kept, but it takes no requests: {closed}");
        return (tier(1, "cache", why, Vec::new()), None);
    }
    let why = format!("{what} for {told} is kept");
    let decision = Decision {
        tier: 1,
        destination: kept.destination.clone(),
        confidence: if kept.corrected {
            TOLD
        } else {
            kept.confidence
        },
        reasoning: if kept.corrected {
            "the same request was corrected before".to_owned()
        } else {
            "the same request was decided before".to_owned()
        },
        rule: None,
    };
    (tier(1, "cache", why, Vec::new()), Some(decision))
}

fn by_rules(envelope: &Envelope, facts: &Facts) -> (Tier, Option<Decision>) {
    let mut rules: Vec<&Rule> = facts.rules.iter().collect();
    // Of two with the same priority the older goes first.
    rules.sort_by_key(|rule| (-i64::from(rule.priority), rule.id));
    let mut decision = None;
    let mut considered = Vec::new();
    for rule in rules {
        let finding = rule.try_on(envelope);
        let fits = matches!(finding, Finding::Fits(_));
        let chosen = fits && decision.is_none();
        let why = if fits && !chosen {
            "fits, but an earlier one does too".to_owned()
        } else {
            finding.told()
        };
        if chosen {
            decision = Some(Decision {
                tier: 2,
                destination: rule.destination.clone(),
                confidence: BY_RULE,
                reasoning: format!("the rule `{}` {why}", rule.name),
                rule: Some(rule.name.clone()),
            });
        }
        considered.push(Considered {
            id: rule.id,
            name: rule.name.clone(),
            priority: rule.priority,
            target: rule.destination.told(),
            chosen,
            why,
        });
    }
    let why = match (&decision, considered.len()) {
        (Some(decision), _) => decision.reasoning.clone(),
        (None, 0) => "the workspace has no rule in use".to_owned(),
        (None, 1) => "the one rule does not fit".to_owned(),
        (None, count) => format!("none of {count} rules fits"),
    };
    (tier(2, "rules", why, considered), decision)
}

fn tier(tier: u8, name: &'static str, why: String, rules: Vec<Considered>) -> Tier {
    Tier {
        tier,
        name,
        decided: false,
        why,
        rules,
    }
}
