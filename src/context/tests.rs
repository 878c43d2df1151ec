//! Budgets and relevance.

use super::*;

fn part(kind: Kind, name: &str, tokens: usize) -> Part {
    Part::new(kind, name, "a test".to_owned(), "x".repeat(tokens * 4))
}

#[test]
fn parts_keep_their_order_and_the_budget_goes_by_rank() {
    let parts = vec![
        part(Kind::Prompt, "prompt", 50),
        part(Kind::Plugin, "plugin", 10),
        part(Kind::PluginSkill, "md", 30),
        part(Kind::Skill, "skill", 10),
        part(Kind::SkillCore, "core", 20),
        part(Kind::Tool, "tool", 10),
    ];
    let names = |budget| -> Vec<String> {
        let fitted = fit(parts.clone(), budget);
        fitted.parts.into_iter().map(|part| part.name).collect()
    };
    assert_eq!(
        names(None),
        ["prompt", "plugin", "md", "skill", "core", "tool"]
    );
    assert_eq!(
        names(Some(100)),
        ["prompt", "plugin", "skill", "core", "tool"]
    );
    assert_eq!(names(Some(75)), ["prompt", "plugin", "skill"]);
    assert_eq!(names(Some(1)), ["prompt"]);
    let fitted = fit(parts.clone(), Some(100));
    assert_eq!(fitted.tokens, 100);
    assert_eq!(
        fitted.left_out[0].reason,
        "it needs 30 tokens, and 20 of the budget are left"
    );
}

#[test]
fn the_plugins_that_a_task_names_are_the_most_relevant() {
    let tags = vec!["security".to_owned()];
    let skills = vec!["review-code".to_owned()];
    let candidate = |slug, tags, skills, description| Candidate {
        slug,
        name: "",
        tags,
        skills,
        description,
    };
    let candidates = [
        candidate("notes", &[], &[], "takes notes of reviews"),
        candidate("lint", &[], skills.as_slice(), ""),
        candidate("review", &[], &[], ""),
        candidate("audit", tags.as_slice(), &[], "security audits"),
        candidate("weather", &[], &[], "tells the weather"),
    ];
    assert_eq!(
        most_relevant("Review the code's security", &candidates),
        [1, 2, 3]
    );
    assert_eq!(most_relevant("a REVIEW", &candidates), [2, 1, 0]);
    assert!(most_relevant("", &candidates).is_empty());
}
