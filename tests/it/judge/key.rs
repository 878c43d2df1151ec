//! The key is sent to the model's server and appears nowhere else.

use std::fs;
use std::os::unix::fs::PermissionsExt;
use std::path::Path;

use serde_json::json;

use super::{HONEST, KEY, Scene};
use crate::support::{Answer, Asked, Ran, completion, http};

/// A summary that repeats the key, in an answer that is kept.
fn echoed(asked: &Asked) -> String {
    let text = json!({
        "marker": asked.marker(), "risk": 30, "summary": format!("Your key is {KEY}."),
        "findings": [{
            "title": KEY, "severity": "low", "file": "SKILL.md", "line": 1, "reason": KEY,
        }],
    });
    completion(&text.to_string())
}

fn denied(_: &Asked) -> String {
    let body = json!({"error": {"message": format!("Incorrect API key: {KEY}"), "type": KEY}});
    http(401, &format!("X-Echo: {KEY}\r\n"), &body.to_string())
}

fn broken(_: &Asked) -> String {
    http(503, &format!("Retry-After: {KEY}\r\n"), KEY)
}

fn moved(_: &Asked) -> String {
    http(307, &format!("Location: /{KEY}\r\n"), KEY)
}

fn nonsense(_: &Asked) -> String {
    format!("{KEY}\r\n\r\n")
}

fn prose(_: &Asked) -> String {
    completion(&format!("{KEY} {KEY}"))
}

#[test]
fn whatever_the_server_repeats_and_however_loud_the_command_is() {
    let answers: [&'static [Answer]; 6] = [
        &[echoed],
        &[denied],
        &[broken],
        &[moved],
        &[nonsense],
        &[prose],
    ];
    for (index, answers) in answers.into_iter().enumerate() {
        for form in [
            "-vv",
            "-v -o json",
            "-vv -o yaml --log-format json",
            "--explain",
        ] {
            let scene = Scene::new(HONEST, answers);
            let ran = scene.run(form);
            let said = format!("{}{}", ran.stdout(), ran.stderr());
            assert!(!said.contains(KEY), "{index} {form}: {said}");
            assert!(said.contains("judge") || said.contains("opinion"), "{said}");
            unmarked(&scene.automatos.path(".cache"));
        }
    }
}

#[test]
fn in_settings_that_are_shown() {
    let scene = Scene::new(HONEST, &[denied]);
    scene.automatos.file("key", format!("{KEY}\n"));
    let mut command = scene.command("config show --origin -o json");
    command
        .env_remove("AUTOMATOS_LLM_API_KEY")
        .env("AUTOMATOS_LLM_API_KEY_FILE", scene.automatos.path("key"));
    for command in [command, scene.command("config show --origin -o json")] {
        let ran = Ran::of(command).ok();
        assert!(ran.stdout().contains("********") && !ran.stdout().contains(KEY));
    }
    let mut command = scene.command("plugin scan plugin --llm");
    command.env("AUTOMATOS_LLM_API_KEY", format!("{KEY}\nand more"));
    let ran = Ran::of(command).ends_with(2);
    assert!(!ran.shown().contains(KEY), "{}", ran.shown());
}

#[test]
fn what_is_kept_is_for_the_owner_alone() {
    let scene = Scene::new(HONEST, &[echoed]);
    scene.run("").ends_with(3);
    let folder = scene.automatos.path(".cache/automatos/judge");
    let kept: Vec<_> = fs::read_dir(&folder).expect("the folder").collect();
    assert_eq!(kept.len(), 1);
    let path = kept[0].as_ref().expect("an entry").path();
    let mode = fs::metadata(&path)
        .expect("it is there")
        .permissions()
        .mode();
    assert_eq!(mode & 0o777, 0o600);
    assert!(
        fs::read_to_string(&path)
            .expect("text")
            .contains("********")
    );
}

fn unmarked(folder: &Path) {
    let Ok(entries) = fs::read_dir(folder) else {
        return;
    };
    for entry in entries {
        let path = entry.expect("an entry").path();
        if path.is_dir() {
            unmarked(&path);
        } else {
            let text = fs::read_to_string(&path).expect("text");
            assert!(!text.contains(KEY), "{}", path.display());
        }
    }
}
