//! Skills, at three levels.

use crate::support::Automatos;

#[test]
fn skills_are_filtered_by_category_type_and_tag() {
    let automatos = Automatos::reading();
    let names = |flags: &str| {
        automatos
            .run(&format!("skill list {flags} --limit 0 -o json"))
            .ok()
            .column("name")
    };
    assert_eq!(names("--category security").len(), 8);
    assert!(names("--tag stride").contains(&"Threat Modeling".to_owned()));
    let all = names("").len();
    let types: usize = ["cognitive", "technical", "communication"]
        .iter()
        .map(|kind| names(&format!("--type {kind}")).len())
        .sum();
    assert_eq!((all, types), (32, 32));
}

#[test]
fn a_skill_is_shown_at_three_levels() {
    let automatos = Automatos::new();
    automatos.db.execute(
        "INSERT INTO skill_files (skill_id, file_path, file_type, content, content_sha256, file_size_bytes, estimated_tokens, load_level) \
         SELECT id, 'checklist.md', 'resource', E'- Trust boundaries\\n', repeat('0', 64), 19, 5, 3 \
         FROM skills WHERE name = 'Threat Modeling'",
    );
    let level = |level: u8| {
        automatos
            .run(&format!(
                "skill show threat-modeling --level {level} -o json"
            ))
            .ok()
            .data()
    };
    let fields = |level: &serde_json::Value| level.as_object().expect("fields").len();
    let (one, two, three) = (level(1), level(2), level(3));
    assert_eq!(
        (&one["level"], &two["level"], &three["level"]),
        (&1.into(), &2.into(), &3.into())
    );
    assert!(one.get("prompt_template").is_none());
    assert!(
        two["prompt_template"]
            .as_str()
            .is_some_and(|text| text.contains("# Threat Modeling"))
    );
    assert_eq!(fields(&two), fields(&one) + 3);
    assert!(two.get("files").is_none());
    assert_eq!(three["files"][0]["file_path"], "checklist.md");
    let shown = |flags: &str| {
        automatos
            .run(&format!("skill show 'Threat Modeling' {flags}"))
            .ok()
            .stdout()
    };
    assert_eq!(shown(""), shown("--level 2"));
    assert!(shown("--level 2").starts_with(&shown("--level 1")));
    assert!(
        shown("--level 3")
            .ends_with("\n--- checklist.md (19 bytes, 5 tokens)\n- Trust boundaries\n")
    );
}

#[test]
fn a_skill_is_found_by_name_in_any_case_with_dashes_or_by_id() {
    let automatos = Automatos::reading();
    let wanted = automatos
        .run("skill show 'Infrastructure as Code' -o json")
        .ok()
        .data();
    for name in [
        "infrastructure-as-code",
        "INFRASTRUCTURE AS CODE",
        &wanted["id"].to_string(),
    ] {
        assert_eq!(
            automatos
                .run(&format!("skill show '{name}' -o json"))
                .ok()
                .data(),
            wanted,
            "{name}"
        );
    }
    assert_eq!(
        automatos
            .run("skill show real-time-analytics -o json")
            .ok()
            .data()["name"],
        "Real-time Analytics"
    );
}
