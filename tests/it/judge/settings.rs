//! Settings of the judge.

use insta::assert_snapshot;

use super::{HONEST, Scene, is, outcome};
use crate::support::{Asked, Ran, completion, opinion};

fn fine(asked: &Asked) -> String {
    completion(&opinion(asked, 0, "Fine."))
}

#[test]
fn without_a_model_nobody_is_asked() {
    let scene = Scene::new(HONEST, &[fine]);
    let mut command = scene.command("plugin scan plugin --llm");
    command.env_remove("AUTOMATOS_LLM_MODEL");
    assert_snapshot!(Ran::of(command).ends_with(2).shown(), @"
    --- stderr ---
    error: no model is set that could judge
    hint: set AUTOMATOS_LLM_MODEL, and AUTOMATOS_LLM_API_KEY if the server wants a key
    [exit 2]
    ");
    assert!(scene.server.asked().is_empty());
}

#[test]
fn a_judge_that_is_required_and_not_asked_leaves_it_to_a_person() {
    let scene = Scene::new(HONEST, &[fine]);
    let line = "plugin scan plugin --fail-on review -o json";
    let ran = Ran::of(scene.command(line)).ok();
    assert!(ran.data()["plugins"][0].get("opinion").is_none());
    let mut command = scene.command(line);
    command.env("AUTOMATOS_LLM_REQUIRED", "yes");
    let judged = Ran::of(command).ends_with(3).data()["plugins"][0].take();
    assert_eq!(outcome(&judged), is("skipped", "review_required", 20));
    assert!(scene.server.asked().is_empty());
}

#[test]
fn settings_that_make_no_sense_are_named() {
    let scene = Scene::new(HONEST, &[fine]);
    for (name, value) in [
        ("AUTOMATOS_LLM_PROTOCOL", "carrier-pigeon"),
        ("AUTOMATOS_LLM_TIMEOUT", "0"),
        ("AUTOMATOS_LLM_REQUIRED", "maybe"),
        ("AUTOMATOS_LLM_URL", "ftp://example.com"),
        ("AUTOMATOS_LLM_URL", "http://me:hunter2@example.com"),
    ] {
        let mut command = scene.command("plugin scan plugin --llm");
        command.env(name, value);
        let ran = Ran::of(command).ends_with(2);
        let setting = name.trim_start_matches("AUTOMATOS_").to_lowercase();
        assert!(ran.stderr().contains(&setting), "{}", ran.shown());
        assert!(!ran.stderr().contains("hunter2"), "{}", ran.shown());
    }
    assert!(scene.server.asked().is_empty());
}
