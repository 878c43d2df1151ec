//! Answers that can be used.

use insta::assert_snapshot;
use serde_json::json;

use super::{HONEST, KEY, Scene, is, outcome};
use crate::support::{Asked, completion, message, opinion};

fn fine(asked: &Asked) -> String {
    completion(&opinion(asked, 4, "Sorts lists, and nothing else."))
}

fn fine_message(asked: &Asked) -> String {
    message(&opinion(asked, 4, "Sorts lists, and nothing else."))
}

pub fn alarmed(asked: &Asked) -> String {
    let text = json!({
        "marker": asked.marker(), "risk": 62, "summary": "It keeps\u{1b}[2J a copy.",
        "findings": [{
            "title": "keeps a copy", "severity": "high", "file": "SKILL.md", "line": 5,
            "reason": "The list goes elsewhere too.",
        }],
    });
    completion(&format!("```json\n{text}\n```"))
}

fn prose_then_fine(asked: &Asked) -> String {
    if asked.text().contains("could not be used") {
        fine(asked)
    } else {
        completion("I think that this plugin is safe.")
    }
}

#[test]
fn a_plugin_the_judge_finds_harmless_stays_safe() {
    let scene = Scene::new(HONEST, &[fine]);
    assert_snapshot!(scene.run("").ok().shown(), @"
    plugin: safe (risk 4)
      judge oracle-1: passed, risk 4, 750 tokens
          Sorts lists, and nothing else.
      risk raised from 0 to 4: the judge finds it riskier
    ");
    let asked = scene.server.asked();
    assert!(
        asked[0]
            .head
            .starts_with("post /chat/completions http/1.1\r\n")
    );
    let bearer = format!("authorization: bearer {}\r\n", KEY.to_lowercase());
    assert!(asked[0].head.contains(&bearer), "{}", asked[0].head);
    assert!(asked[0].text().contains("5| Sort the list the user gives."));
}

#[test]
fn the_other_protocol_gives_the_same_opinion() {
    let scene = Scene {
        protocol: "anthropic",
        ..Scene::new(HONEST, &[fine_message])
    };
    let judged = scene.judged(0);
    assert_eq!(outcome(&judged), is("passed", "safe", 4));
    assert_eq!(judged["opinion"]["tokens"], 750);
    let head = &scene.server.asked()[0].head;
    assert!(head.starts_with("post /v1/messages http/1.1\r\n"), "{head}");
    let key = format!("x-api-key: {}\r\n", KEY.to_lowercase());
    assert!(head.contains(&key) && head.contains("anthropic-version: 2023-06-01\r\n"));
}

#[test]
fn what_the_judge_finds_raises_the_risk_and_is_shown_without_escapes() {
    let scene = Scene::new(HONEST, &[alarmed]);
    assert_snapshot!(scene.run("").ends_with(3).shown(), @"
    plugin: review required (risk 62)
      judge oracle-1: flagged, risk 62, 750 tokens
          It keeps<U+001B>[2J a copy.
      high SKILL.md:5: keeps a copy [judge]
          The list goes elsewhere too.
      risk raised from 0 to 62: the judge finds it riskier
    [exit 3]
    ");
}

#[test]
fn the_json_carries_the_opinion() {
    let scene = Scene::new(HONEST, &[alarmed]);
    let judged = scene.judged(3);
    assert_snapshot!(format!("{:#}", judged["opinion"]), @r#"
    {
      "cached": false,
      "cause": null,
      "findings": [
        {
          "file": "SKILL.md",
          "line": 5,
          "reason": "The list goes elsewhere too.",
          "severity": "high",
          "title": "keeps a copy"
        }
      ],
      "left_out": {
        "bytes": 0,
        "files": 0,
        "first": []
      },
      "model": "oracle-1",
      "prompt_version": "2026.11.23",
      "risk": 62,
      "status": "flagged",
      "summary": "It keeps<U+001B>[2J a copy.",
      "tokens": 750
    }
    "#);
    assert_eq!(judged["report"]["verdict"], "safe");
}

#[test]
fn an_answer_that_is_no_json_is_asked_for_once_more() {
    let scene = Scene::new(HONEST, &[prose_then_fine]);
    let judged = scene.judged(0);
    assert_eq!(outcome(&judged), is("passed", "safe", 4));
    assert_eq!(judged["opinion"]["tokens"], 1500);
    let asked = scene.server.asked();
    assert_eq!(asked.len(), 2);
    let again = asked[1].text();
    assert!(again.contains("it is not one JSON object of the given shape"));
}

#[test]
fn the_same_bytes_are_asked_about_once() {
    let scene = Scene::new(HONEST, &[fine]);
    scene.judged(0);
    let judged = scene.judged(0);
    assert_eq!(judged["opinion"]["cached"], true);
    assert_eq!(scene.server.asked().len(), 1);
    let run = |line: &str| crate::support::Ran::of(scene.command(line)).ok();
    run("plugin scan plugin --llm --llm-model oracle-2");
    assert_eq!(
        scene.server.asked().len(),
        2,
        "another model was not asked yet"
    );
    scene.automatos.file("plugin/more.md", "More.\n");
    scene.judged(0);
    assert_eq!(scene.server.asked().len(), 3, "other bytes");
}

#[test]
fn a_plugin_larger_than_the_budget_is_shown_in_part_and_that_is_said() {
    let scene = Scene::new(HONEST, &[fine]);
    for name in ["a.txt", "b.txt", "c.txt"] {
        let text = format!("{name} has words.\n").repeat(5_000);
        scene.automatos.file(&format!("plugin/{name}"), text);
    }
    let ran = scene.run("").ok();
    assert!(
        ran.stdout().contains("the judge did not see "),
        "{}",
        ran.stdout()
    );
    let text = scene.server.asked()[0].text();
    assert!(text.contains("Sort the list") && text.contains("not shown here: "));
    assert!(text.len() < 90_000, "{} bytes", text.len());
}
