//! Plugin categories.

use insta::assert_snapshot;

use crate::support::Automatos;

#[test]
fn the_category_tree_has_groups_with_their_categories() {
    let automatos = Automatos::reading();
    assert_snapshot!(automatos.run("category tree").ok().shown(), @"
    Development (development)
    ├── Code Review (development-code-review)
    ├── Testing (development-testing)
    └── Documentation (development-documentation)
    DevOps (devops)
    ├── Deployment (devops-deployment)
    ├── Monitoring (devops-monitoring)
    └── CI/CD (devops-ci-cd)
    Marketing (marketing)
    ├── SEO (marketing-seo)
    ├── Content (marketing-content)
    └── Analytics (marketing-analytics)
    Sales (sales)
    ├── Outreach (sales-outreach)
    ├── CRM (sales-crm)
    └── Prospecting (sales-prospecting)
    Support (support)
    ├── Ticketing (support-ticketing)
    └── Knowledge Base (support-knowledge-base)
    Data (data)
    ├── Analysis (data-analysis)
    ├── Visualization (data-visualization)
    └── ETL (data-etl)
    Security (security)
    ├── Scanning (security-scanning)
    ├── Compliance (security-compliance)
    └── Audit (security-audit)
    ");
    let tree = automatos.run("category tree -o json").ok().data();
    assert_eq!(tree["groups"].as_array().expect("a list").len(), 7);
}

#[test]
fn categories_are_listed_by_group() {
    let automatos = Automatos::reading();
    let slugs = |flags: &str| {
        automatos
            .run(&format!("category list {flags} -o json"))
            .ok()
            .column("slug")
    };
    let wanted = ["security-audit", "security-compliance", "security-scanning"];
    assert_eq!(slugs("--parent security"), wanted);
    assert_eq!(slugs("--parent Security"), wanted);
    assert_eq!(slugs("--limit 0").len(), 27);
}
