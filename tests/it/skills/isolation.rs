//! A workspace's skills and sources are its own, and the number of statements is fixed.

use super::{counts, document, two};
use crate::support::Automatos;

#[test]
fn from_one_workspace_nothing_of_another_is_seen_or_changed() {
    let automatos = Automatos::new();
    two(&automatos);
    automatos.run("workspace create acme").ok();
    automatos.run("workspace create beta").ok();
    automatos
        .run("skill import skills --name beta-skills -w beta")
        .ok();
    let sum = "SELECT md5(string_agg(s::text, '' ORDER BY s.id)) FROM skills s JOIN workspaces w ON w.id = s.workspace_id WHERE w.slug = 'beta'";
    let before = automatos.db.query(sum);
    let names = automatos
        .run("skill list -w acme --limit 0 -o json")
        .ok()
        .column("name");
    assert!(!names.contains(&"pdf".to_owned()));
    for line in [
        "skill show pdf -w acme",
        "skill versions pdf -w acme",
        "skill delete pdf -w acme --confirm pdf",
        "skill sync beta-skills -w acme",
        "skill import skills --name beta-skills -w acme",
    ] {
        let refused = automatos.run(line).ends_with(5);
        assert!(
            !refused.stderr().contains("did you mean"),
            "{line}: {}",
            refused.stderr()
        );
    }
    let own = automatos
        .run("skill import skills --name acme-skills -w acme -o json")
        .ok()
        .data();
    assert_eq!(counts(&own), [2, 0, 0, 0, 0, 0]);
    let all = automatos
        .run("skill sync --all -w acme -o json")
        .ok()
        .data();
    assert_eq!(all["sources"].as_array().map(Vec::len), Some(1));
    assert_eq!(automatos.db.query(sum), before);
    // A global skill is seen and not changed from within a workspace.
    automatos.run("skill show 'Threat Modeling' -w acme").ok();
    automatos
        .run("skill delete 'Threat Modeling' -w acme --confirm 'Threat Modeling'")
        .ends_with(5);
    assert_eq!(
        automatos.db.query("SELECT w.slug, count(*) FROM audit_events a JOIN workspaces w ON w.id = a.workspace_id WHERE a.object_type = 'skill_source' GROUP BY 1 ORDER BY 1"),
        "acme|1\nbeta|1"
    );
}

#[test]
fn the_number_of_statements_is_the_same_for_one_skill_and_for_many() {
    let automatos = Automatos::new();
    automatos.file("one/a/SKILL.md", document("alone", "", "One."));
    for number in 0..60 {
        let name = format!("many-{number}");
        automatos
            .file(
                &format!("many/{name}/SKILL.md"),
                document(&name, "", "One of many."),
            )
            .file(
                &format!("many/{name}/more.md"),
                format!("More of {number}.\n"),
            );
    }
    let statements = |line: &str| {
        let ran = automatos.run(&format!("{line} -v")).ok();
        ran.stderr()
            .lines()
            .filter(|line| {
                line.contains("INSERT")
                    || line.contains("SELECT")
                    || line.contains("UPDATE")
                    || line.contains("DELETE")
            })
            .count()
    };
    let one = statements("skill import one");
    let many = statements("skill import many");
    assert!(one > 5, "{one}");
    assert_eq!(one, many);
    assert_eq!(statements("skill sync one"), statements("skill sync many"));
}
