//! What agents speak with, can do and do together.

use super::{assert_read_back, count_by, counts, items, names, sorted};

#[test]
fn fifteen_personas_in_four_categories() {
    let items = assert_read_back("personas", "personas", &["slug"]);
    let by_category = [
        ("engineering", 4),
        ("marketing", 4),
        ("sales", 4),
        ("support", 3),
    ];
    assert_eq!(count_by(&items, "category"), counts(by_category));
    assert_eq!(
        names(&items, "name"),
        sorted(
            "Senior Engineer, Code Reviewer, DevOps/SRE Engineer, Security Engineer, \
             Sales Development Representative, Account Executive, Customer Success Manager, \
             Sales Engineer, Content Strategist, SEO Specialist, Social Media Manager, \
             Product Marketing Manager, Support Engineer, Technical Writer, Community Manager"
        )
    );
    for item in &items {
        let words = item["system_prompt"]
            .as_str()
            .expect("a prompt")
            .split_whitespace()
            .count();
        assert!(words >= 150, "{}: {words} words", item["slug"]);
    }
}

#[test]
fn the_models_that_personas_suggest_are_among_the_models() {
    let models = names(&items("llm_models"), "model_id");
    for persona in items("personas") {
        for model in persona["suggested_models"].as_array().expect("a list") {
            let model = model.as_str().expect("a name").to_owned();
            assert!(models.contains(&model), "{}: {model}", persona["slug"]);
        }
    }
}

#[test]
fn thirty_two_skills_eight_in_each_of_four_categories() {
    let items = assert_read_back("skills", "skills", &["name"]);
    let by_category = [
        ("analytics", 8),
        ("development", 8),
        ("infrastructure", 8),
        ("security", 8),
    ];
    assert_eq!(count_by(&items, "category"), counts(by_category));
    assert_eq!(
        names(&items, "name"),
        sorted(
            "Code Review, Testing Automation, Best Practices, Design Patterns, API Development, \
             Database Design, Version Control, Documentation, Vulnerability Scanning, \
             Threat Modeling, Penetration Testing, Compliance Auditing, Incident Response, \
             Access Control, Encryption Management, Security Monitoring, Deployment Automation, \
             Scaling Management, Monitoring Setup, Backup Management, Network Configuration, \
             Container Orchestration, Infrastructure as Code, Performance Optimization, \
             Data Processing, Pattern Recognition, Predictive Modeling, Data Visualization, \
             Statistical Analysis, Real-time Analytics, Data Quality Assessment, \
             Business Intelligence"
        )
    );
    for item in &items {
        let words = item["prompt_template"]
            .as_str()
            .expect("a text")
            .split_whitespace()
            .count();
        assert!(words >= 100, "{}: {words} words", item["name"]);
    }
}

#[test]
fn five_patterns() {
    let items = assert_read_back("patterns", "patterns", &["name"]);
    assert_eq!(
        count_by(&items, "pattern_type"),
        counts([("coordination", 3), ("decision", 2)])
    );
    assert_eq!(
        names(&items, "name"),
        sorted(
            "Multi-Agent Coordination, Load Balancing, Pipeline Processing, Error Recovery, \
             Consensus Decision"
        )
    );
}
