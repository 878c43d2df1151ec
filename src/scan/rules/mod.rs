//! The rules as data: what each looks for, how much it weighs, why it matters, what would be all right instead.

mod artifact;
mod behaviour;
pub(super) mod hosts;
pub(super) mod known_good_code;
pub(super) mod known_good_research;
pub(super) mod known_good_services;
mod prompt;

use std::sync::LazyLock;

use serde::Serialize;

use super::finding::Severity;

pub use artifact::*;
pub use behaviour::*;
pub use prompt::*;

/// A group of evidence. Findings of one group speak about one thing and do not add up; groups do.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Group {
    /// Instructions that work against the user or the operator.
    Prompt,
    /// Hiding: from the user, from a reader, from a reviewer.
    Concealment,
    /// Secrets or private data that leave the machine.
    Exfiltration,
    /// Code fetched and run.
    FetchExecute,
    /// Where something points to.
    Destination,
    /// Code or text made hard to read.
    Obfuscation,
    /// Staying on the machine or in the agent.
    Persistence,
    /// Destroying data or exhausting the machine.
    Destruction,
    /// Remote control.
    Backdoor,
    /// Packages, registries and build pipelines.
    SupplyChain,
    /// Secrets left in the package.
    Secret,
    /// Files that are not what they seem.
    Artifact,
    /// Claims that the contents do not bear out.
    Coherence,
}

impl Group {
    /// The words shown to people.
    pub fn words(self) -> &'static str {
        match self {
            Self::Prompt => "prompt attack",
            Self::Concealment => "concealment",
            Self::Exfiltration => "exfiltration",
            Self::FetchExecute => "fetch and execute",
            Self::Destination => "destination",
            Self::Obfuscation => "obfuscation",
            Self::Persistence => "persistence",
            Self::Destruction => "destruction",
            Self::Backdoor => "backdoor",
            Self::SupplyChain => "supply chain",
            Self::Secret => "secret",
            Self::Artifact => "artifact",
            Self::Coherence => "coherence",
        }
    }
}

/// One rule.
#[derive(Debug, Serialize)]
pub struct Rule {
    /// Its stable name.
    pub id: &'static str,
    /// The group its findings belong to.
    pub group: Group,
    /// How bad a finding would be.
    pub severity: Severity,
    /// What it weighs before context, in points of risk. From 75 on it proves malice by itself.
    pub points: u32,
    /// What it found, in a few words.
    pub title: &'static str,
    /// Why it matters.
    pub why: &'static str,
    /// What would be all right instead.
    pub instead: &'static str,
    /// Names in public taxonomies: OWASP LLM and Agentic, MITRE ATT&CK and ATLAS.
    pub taxonomy: &'static [&'static str],
}

/// Declares rules as statics and lists them.
macro_rules! rules {
    ($list:ident: $($name:ident = $id:literal, $group:ident, $severity:ident, $points:literal,
        $title:literal, $why:literal, $instead:literal, [$($taxonomy:literal),*];)*) => {
        $(
            #[doc = $title]
            pub static $name: $crate::scan::rules::Rule = $crate::scan::rules::Rule {
                id: $id,
                group: $crate::scan::rules::Group::$group,
                severity: $crate::scan::finding::Severity::$severity,
                points: $points,
                title: $title,
                why: $why,
                instead: $instead,
                taxonomy: &[$($taxonomy),*],
            };
        )*
        pub(super) static $list: &[&$crate::scan::rules::Rule] = &[$(&$name),*];
    };
}
use rules;

static ALL: LazyLock<Vec<&'static Rule>> = LazyLock::new(|| {
    let mut all: Vec<&'static Rule> = Vec::new();
    all.extend(PROMPT_RULES);
    all.extend(BEHAVIOUR_RULES);
    all.extend(ARTIFACT_RULES);
    all.sort_by_key(|rule| rule.id);
    all
});

/// Every rule, by id.
pub fn all() -> &'static [&'static Rule] {
    &ALL
}

/// The rule of this id.
pub fn find(id: &str) -> Option<&'static Rule> {
    ALL.binary_search_by(|rule| rule.id.cmp(id))
        .ok()
        .and_then(|index| ALL.get(index))
        .copied()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_rule_has_its_own_id_and_explains_itself() {
        for pair in all().windows(2) {
            assert!(pair[0].id < pair[1].id, "{} is there twice", pair[0].id);
        }
        for rule in all() {
            assert!(rule.points <= 100 && !rule.why.is_empty() && !rule.instead.is_empty());
            assert!(!rule.taxonomy.is_empty(), "{} names no taxonomy", rule.id);
            assert!(std::ptr::eq(find(rule.id).unwrap(), *rule));
        }
    }
}
