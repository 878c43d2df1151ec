//! What an operator decides about the scanner: read once from `scan-policy.toml`, handed in.

use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

use super::rules;

/// How careful to be.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Deserialize, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Preset {
    /// Blocks and reviews earlier.
    Strict,
    /// The measured thresholds.
    #[default]
    Balanced,
    /// Reviews later; proof still blocks.
    Permissive,
}

/// One finding an operator has looked at and accepts.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub struct Suppression {
    /// The digest of the package it holds for, and for no other.
    pub digest: String,
    /// The rule.
    pub rule: String,
    /// The finding's fingerprint; without it, every finding of the rule.
    #[serde(default)]
    pub fingerprint: Option<String>,
    /// Why it is accepted.
    pub reason: String,
    /// Who accepted it.
    pub author: String,
    /// The last day it holds, as `2026-12-31`.
    pub expires: NaiveDate,
}

/// What changes for one rule.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub struct Adjustment {
    /// Its new weight in points; 0 switches it off.
    pub points: u32,
}

/// The decisions of `scan-policy.toml`.
#[derive(Debug, Clone, PartialEq, Eq, Default, Deserialize, Serialize)]
#[serde(deny_unknown_fields, default)]
pub struct Policy {
    /// How careful to be.
    pub preset: Preset,
    /// The rule set this policy was written for; another version is refused.
    pub rules_version: Option<String>,
    /// Hosts, with their subdomains, that are as good as the well-known ones.
    pub allowed_destinations: BTreeSet<String>,
    /// Rules that are off.
    pub disabled_rules: BTreeSet<String>,
    /// Rules that weigh something else.
    pub rules: BTreeMap<String, Adjustment>,
    /// Findings that were looked at and accepted.
    pub suppressions: Vec<Suppression>,
    /// The day the scan is made for; suppressions past it no longer hold. Passed in, never read from a clock.
    #[serde(skip)]
    pub today: Option<NaiveDate>,
}

/// Why a policy cannot be used.
#[derive(Debug, PartialEq, Eq)]
pub enum Fault {
    /// It is not TOML of the expected shape.
    Shape(String),
    /// It names a rule that is not there.
    UnknownRule(String),
    /// It was written for another rule set.
    RulesVersion {
        /// The version the policy names.
        wanted: String,
    },
    /// A suppression says neither why nor by whom.
    Unexplained(String),
}

impl std::fmt::Display for Fault {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Shape(cause) => write!(formatter, "the scan policy cannot be read: {cause}"),
            Self::UnknownRule(rule) => write!(
                formatter,
                "the scan policy names the rule {rule}, which does not exist"
            ),
            Self::RulesVersion { wanted } => write!(
                formatter,
                "the scan policy was written for rules {wanted}, and these are {}",
                super::RULES_VERSION
            ),
            Self::Unexplained(rule) => {
                write!(
                    formatter,
                    "the suppression of {rule} needs a reason and an author"
                )
            }
        }
    }
}

impl std::error::Error for Fault {}

impl Policy {
    /// Reads a policy file's text; `today` is the day its suppressions are judged by.
    pub fn parse(text: &str, today: NaiveDate) -> Result<Self, Fault> {
        let mut policy: Self =
            toml::from_str(text).map_err(|cause| Fault::Shape(cause.to_string()))?;
        policy.today = Some(today);
        policy.check()?;
        Ok(policy)
    }

    fn check(&self) -> Result<(), Fault> {
        if let Some(wanted) = &self.rules_version
            && wanted != super::RULES_VERSION
        {
            return Err(Fault::RulesVersion {
                wanted: wanted.clone(),
            });
        }
        let named = self.disabled_rules.iter().chain(self.rules.keys());
        for rule in named.chain(self.suppressions.iter().map(|one| &one.rule)) {
            if rules::find(rule).is_none() {
                return Err(Fault::UnknownRule(rule.clone()));
            }
        }
        for one in &self.suppressions {
            if one.reason.trim().is_empty() || one.author.trim().is_empty() {
                return Err(Fault::Unexplained(one.rule.clone()));
            }
        }
        Ok(())
    }

    /// What a rule weighs under this policy.
    pub fn points(&self, rule: &rules::Rule) -> u32 {
        if self.disabled_rules.contains(rule.id) {
            return 0;
        }
        self.rules
            .get(rule.id)
            .map_or(rule.points, |adjustment| adjustment.points.min(100))
    }

    /// From which risk on a person looks, and above which nothing passes.
    pub fn thresholds(&self) -> (u32, u32) {
        match self.preset {
            Preset::Strict => (12, 50),
            Preset::Balanced => (20, 70),
            Preset::Permissive => (35, 75),
        }
    }

    /// The suppression that holds for this finding of this package, if there is one.
    pub fn suppression(&self, digest: &str, rule: &str, fingerprint: &str) -> Option<&Suppression> {
        self.suppressions.iter().find(|one| {
            one.digest == digest
                && one.rule == rule
                && one
                    .fingerprint
                    .as_deref()
                    .is_none_or(|wanted| wanted == fingerprint)
                && self.today.is_some_and(|today| today <= one.expires)
        })
    }

    /// A hash of every decision, so that a report says which policy it was made under.
    pub fn hash(&self) -> String {
        let mut hash = Sha256::new();
        hash.update(format!(
            "{:?}{:?}{:?}{:?}",
            self.preset, self.rules_version, self.allowed_destinations, self.disabled_rules
        ));
        hash.update(format!(
            "{:?}{:?}{:?}",
            self.rules, self.suppressions, self.today
        ));
        hex(hash.finalize().iter().take(16).copied())
    }
}

/// Bytes as hex digits.
pub fn hex(bytes: impl Iterator<Item = u8>) -> String {
    bytes
        .flat_map(|byte| [byte >> 4, byte & 15])
        .filter_map(|half| char::from_digit(u32::from(half), 16))
        .collect()
}
