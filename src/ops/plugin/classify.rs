//! Which category a plugin belongs in when its uploader does not say so.

use crate::db::plugin_category::PluginCategory;
use crate::package::Manifest;

/// A tag or a word of the name says more than a word of the description.
const IN_NAME: u32 = 3;
const IN_DESCRIPTION: u32 = 1;
/// One word in passing is no sign.
const ENOUGH: u32 = 3;

/// Words by which the shipped categories are known; others are by those of their names.
const WORDS: &[(&str, &[&str])] = &[
    (
        "development-code-review",
        &["review", "reviewer", "refactoring", "lint", "linting"],
    ),
    (
        "development-testing",
        &["test", "tests", "tdd", "testing", "qa", "pytest", "unit"],
    ),
    (
        "development-documentation",
        &["docs", "documentation", "changelog", "readme", "diagrams"],
    ),
    (
        "devops-deployment",
        &[
            "deploy",
            "deployment",
            "kubernetes",
            "terraform",
            "docker",
            "helm",
            "cloud",
            "infrastructure",
        ],
    ),
    (
        "devops-monitoring",
        &[
            "monitoring",
            "observability",
            "metrics",
            "alerts",
            "incident",
            "tracing",
            "prometheus",
            "grafana",
        ],
    ),
    (
        "devops-ci-cd",
        &[
            "ci",
            "cd",
            "cicd",
            "pipeline",
            "pipelines",
            "workflows",
            "gitlab",
        ],
    ),
    ("marketing-seo", &["seo", "keyword", "keywords", "ranking"]),
    (
        "marketing-content",
        &["content", "copywriting", "blog", "newsletter", "social"],
    ),
    (
        "marketing-analytics",
        &["campaign", "campaigns", "attribution", "audience"],
    ),
    ("sales-outreach", &["outreach", "cold", "email", "emails"]),
    ("sales-crm", &["crm", "salesforce", "hubspot", "deals"]),
    ("sales-prospecting", &["prospecting", "leads", "prospects"]),
    (
        "support-ticketing",
        &["ticket", "tickets", "ticketing", "zendesk", "helpdesk"],
    ),
    ("support-knowledge-base", &["faq", "wiki", "articles"]),
    (
        "data-analysis",
        &[
            "analysis",
            "statistics",
            "statistical",
            "pandas",
            "sql",
            "science",
            "bioinformatics",
            "dataset",
            "datasets",
        ],
    ),
    (
        "data-visualization",
        &[
            "visualization",
            "charts",
            "plots",
            "plotting",
            "dashboard",
            "dashboards",
            "matplotlib",
        ],
    ),
    (
        "data-etl",
        &["etl", "ingestion", "warehouse", "dbt", "airflow", "spark"],
    ),
    (
        "security-scanning",
        &[
            "vulnerability",
            "vulnerabilities",
            "sast",
            "scanning",
            "pentest",
            "security",
        ],
    ),
    (
        "security-compliance",
        &["compliance", "gdpr", "hipaa", "soc2", "iso"],
    ),
    ("security-audit", &["audit", "auditing", "permissions"]),
];

/// What the manifest says may be of any length.
const MOST_SHOWN: usize = 50;

/// The manifest's category, else the one that its words point at, else none, with a warning.
pub fn of<'a>(
    manifest: &Manifest,
    categories: &'a [PluginCategory],
    warnings: &mut Vec<String>,
) -> Option<&'a PluginCategory> {
    if let Some(said) = &manifest.category {
        let known = |category: &&PluginCategory| category.slug == *said || category.name == *said;
        if let Some(category) = categories.iter().find(known) {
            return Some(category);
        }
        let said: String = said.chars().take(MOST_SHOWN).collect();
        warnings.push(format!(
            "the manifest names the category `{said}`, which is not there"
        ));
    }
    let found = by_words(manifest, categories);
    if found.is_none() {
        warnings.push("no category fits; name one with `--category`".to_owned());
    }
    found
}

/// The category whose words the plugin uses most; the first by slug among equals. Groups are no
/// category of their own as long as there are categories in them.
fn by_words<'a>(
    manifest: &Manifest,
    categories: &'a [PluginCategory],
) -> Option<&'a PluginCategory> {
    let tags = manifest.tags.iter().map(String::as_str);
    let names = [manifest.slug.as_str(), manifest.name.as_str()];
    let name: Vec<String> = tags.chain(names).flat_map(words).collect();
    let description = words(manifest.description.as_deref().unwrap_or_default());
    let mut best: Option<(u32, &PluginCategory)> = None;
    for category in categories {
        let is_group = category.parent_id.is_none();
        if is_group || !category.is_active {
            continue;
        }
        let known = known_words(category);
        let count = |said: &[String]| {
            let hits = known.iter().filter(|word| said.contains(word)).count();
            u32::try_from(hits).unwrap_or(u32::MAX)
        };
        let score = count(&name) * IN_NAME + count(&description) * IN_DESCRIPTION;
        let better = best.is_none_or(|(most, held)| {
            score > most || (score == most && category.slug < held.slug)
        });
        if score >= ENOUGH && better {
            best = Some((score, category));
        }
    }
    best.map(|(_, category)| category)
}

fn known_words(category: &PluginCategory) -> Vec<String> {
    let listed = WORDS.iter().find(|(slug, _)| *slug == category.slug);
    match listed {
        Some((_, listed)) => listed.iter().map(ToString::to_string).collect(),
        None => words(&category.name),
    }
}

fn words(text: &str) -> Vec<String> {
    text.split(|c: char| !c.is_alphanumeric())
        .filter(|word| word.len() > 1)
        .map(str::to_lowercase)
        .collect()
}

#[cfg(test)]
mod tests {
    use super::words;

    #[test]
    fn words_are_lower_case_and_longer_than_a_letter() {
        assert_eq!(
            words("A CI/CD-pipeline for C"),
            ["ci", "cd", "pipeline", "for"]
        );
    }
}
