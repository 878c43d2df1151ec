//! Recall and precision on pairs of a malicious plugin and an honest twin that looks alike.

use std::fs;
use std::path::Path;

use serde_json::Value;
use tempfile::TempDir;

use super::scanned;

/// A category, its samples, and how many of the malicious must at least be blocked; all must be
/// in review, and no honest twin may be.
const CATEGORIES: &[(&str, &str, usize)] = &[
    ("computed", include_str!("samples/computed.txt"), 11),
    ("evasion", include_str!("samples/evasion.txt"), 23),
    ("exfiltration", include_str!("samples/exfiltration.txt"), 21),
    ("fetch", include_str!("samples/fetch.txt"), 9),
    ("flows", include_str!("samples/flows.txt"), 15),
    ("lures", include_str!("samples/lures.txt"), 12),
    ("prompts", include_str!("samples/prompts.txt"), 22),
    ("security", include_str!("samples/security.txt"), 6),
    ("system", include_str!("samples/system.txt"), 27),
];

#[test]
fn malicious_plugins_are_caught_and_their_honest_twins_pass() {
    let folder = TempDir::new().expect("a folder");
    let pairs: usize = CATEGORIES
        .iter()
        .map(|(category, text, _)| write_samples(&folder.path().join(category), text))
        .sum();
    assert_eq!(pairs, 410, "205 pairs");
    for (category, _, floor) in CATEGORIES {
        let data = scanned(folder.path(), &[category, "-o", "json"], 2)
            .ok()
            .data();
        let plugins = data["plugins"].as_array().expect("plugins");
        let judged = |kind: &str, verdicts: &[&str]| -> Vec<&Value> {
            let of_kind = plugins.iter().filter(|plugin| {
                let path = plugin["path"].as_str().expect("a path");
                let verdict = plugin["report"]["verdict"].as_str().expect("a verdict");
                path.ends_with(kind) && verdicts.contains(&verdict)
            });
            of_kind.map(|plugin| &plugin["path"]).collect()
        };
        let wrong = judged("-ben", &["review_required", "blocked"]);
        assert!(wrong.is_empty(), "honest, but not safe: {wrong:?}");
        let missed = judged("-mal", &["safe"]);
        assert!(missed.is_empty(), "malicious, but safe: {missed:?}");
        let blocked = judged("-mal", &["blocked"]).len();
        assert!(
            blocked >= *floor,
            "{category}: {blocked} blocked, of {floor}"
        );
    }
}

#[test]
fn the_log_of_every_sample_is_valid_sarif() {
    let folder = TempDir::new().expect("a folder");
    for (category, text, _) in CATEGORIES {
        write_samples(&folder.path().join(category), text);
    }
    scanned(folder.path(), &[".", "--sarif", "out.sarif"], 2).ok();
    let text = fs::read_to_string(folder.path().join("out.sarif")).expect("a log");
    let log: Value = serde_json::from_str(&text).expect("JSON");
    // The schema that OASIS publishes with the standard.
    let schema = serde_json::from_str(include_str!("sarif-schema-2.1.0.json")).expect("JSON");
    let schema = jsonschema::draft7::new(&schema).expect("a schema");
    let problems: Vec<String> = schema
        .iter_errors(&log)
        .map(|problem| format!("{}: {problem}", problem.instance_path()))
        .collect();
    assert!(problems.is_empty(), "{problems:#?}");
    let runs = log["runs"].as_array().expect("runs");
    assert!(runs.iter().any(|run| run["results"][0].is_object()));
}

#[test]
fn one_thread_and_two_give_the_same_report_byte_for_byte() {
    let folder = TempDir::new().expect("a folder");
    for (category, text, _) in CATEGORIES {
        write_samples(&folder.path().join(category), text);
    }
    let reports = [1, 2, 2].map(|threads| scanned(folder.path(), &[".", "-o", "json"], threads));
    let [one, two, again] = reports.map(|ran| ran.ok().stdout());
    assert!(one == two && two == again);
}

/// Writes each sample into a folder of its own; gives how many there are.
fn write_samples(folder: &Path, text: &str) -> usize {
    let parts = text.trim_start_matches("=== ").split("\n=== ");
    parts.map(|part| write_sample(folder, part)).count()
}

fn write_sample(folder: &Path, part: &str) {
    let (head, body) = part.split_once('\n').expect("a head and a body");
    let words: Vec<&str> = head.split_whitespace().collect();
    let folder = folder.join(format!("{}-{}", words[0], words[1]));
    if body.starts_with("---\n") || !body.starts_with("--- ") {
        write_file(&folder, "SKILL.md", body);
        return;
    }
    for file in body.trim_start_matches("--- ").split("\n--- ") {
        let (path, text) = file.split_once('\n').unwrap_or((file, ""));
        write_file(&folder, path, text);
    }
}

/// Skills get the frontmatter that the samples leave out.
fn write_file(folder: &Path, path: &str, text: &str) {
    let head = if path == "SKILL.md" && !text.starts_with("---\n") {
        "---\nname: tidy\ndescription: A sample.\n---\n"
    } else {
        ""
    };
    let path = folder.join(path);
    fs::create_dir_all(path.parent().expect("a folder")).expect("a folder");
    fs::write(path, format!("{head}{text}")).expect("a file");
}
