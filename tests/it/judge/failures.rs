//! A judge that gives no usable answer: a person has to look, whatever the scanner says.

use std::net::TcpListener;
use std::time::{Duration, Instant};

use serde_json::json;

use super::{HONEST, KEY, Scene, is, outcome};
use crate::support::{Answer, Asked, Ran, completion, http, opinion};

fn fine(asked: &Asked) -> String {
    completion(&opinion(asked, 0, "Fine."))
}

fn prose(_: &Asked) -> String {
    completion("{\"risk\": 0, \"summary\": \"half an ans")
}

fn refusal(_: &Asked) -> String {
    let body = json!({"choices": [{"message": {"content": null, "refusal": "I cannot help"}}]});
    http(200, "", &body.to_string())
}

fn filtered(_: &Asked) -> String {
    let body =
        json!({"choices": [{"message": {"content": ""}, "finish_reason": "content_filter"}]});
    http(200, "", &body.to_string())
}

fn refusing_message(_: &Asked) -> String {
    let body = json!({"content": [], "stop_reason": "refusal"});
    http(200, "", &body.to_string())
}

fn cut_message(_: &Asked) -> String {
    let body = json!({"content": [{"type": "text", "text": "{"}], "stop_reason": "max_tokens"});
    http(200, "", &body.to_string())
}

fn page(_: &Asked) -> String {
    http(200, "", "<html>hello</html>")
}

fn huge(_: &Asked) -> String {
    completion(&"x".repeat(3 << 20))
}

fn broken(_: &Asked) -> String {
    http(500, "", "{}")
}

fn busy(_: &Asked) -> String {
    http(429, "Retry-After: 1\r\n", "{}")
}

fn busy_for_long(_: &Asked) -> String {
    http(429, "Retry-After: 3600\r\n", "{}")
}

fn denied(_: &Asked) -> String {
    http(401, "", "{\"error\": \"Incorrect API key\"}")
}

fn unknown(_: &Asked) -> String {
    http(404, "", "{}")
}

fn moved(_: &Asked) -> String {
    http(302, "Location: http://127.0.0.1:1/\r\n", "")
}

fn silence(_: &Asked) -> String {
    String::new()
}

/// Why there is no opinion, and how often the model was asked.
#[track_caller]
fn cause(protocol: &'static str, answers: &'static [Answer]) -> (String, usize) {
    let scene = Scene {
        protocol,
        ..Scene::new(HONEST, answers)
    };
    let judged = scene.judged(3);
    assert_eq!(outcome(&judged), is("failed", "review_required", 20));
    assert_eq!(judged["report"]["verdict"], "safe");
    let cause = judged["opinion"]["cause"].as_str().expect("a cause");
    let cause = cause.replace(&scene.server.url().replace("http://", ""), "HOST");
    (cause, scene.server.asked().len())
}

#[test]
fn answers_that_are_none() {
    let twice = |why: &str| (format!("no usable answer in 2 attempts: {why}"), 2);
    let shape = "it is not one JSON object of the given shape";
    assert_eq!(cause("openai", &[prose]), twice(shape));
    let refused = "the model refused to answer";
    assert_eq!(cause("openai", &[refusal]), twice(refused));
    assert_eq!(cause("openai", &[filtered]), twice(refused));
    assert_eq!(cause("anthropic", &[refusing_message]), twice(refused));
    let cut = "the model's answer was cut short";
    assert_eq!(cause("anthropic", &[cut_message]), twice(cut));
}

#[test]
fn servers_that_speak_something_else() {
    let once = |why: &str| (format!("HOST {why}"), 1);
    let protocol = "does not answer in the protocol";
    assert_eq!(
        cause("openai", &[page]),
        once(&format!("{protocol}: no JSON"))
    );
    assert_eq!(
        cause("openai", &[refusing_message]),
        once(&format!("{protocol}: no chat completion"))
    );
    assert_eq!(
        cause("anthropic", &[refusal]),
        once(&format!("{protocol}: no message"))
    );
    assert_eq!(
        cause("openai", &[huge]),
        once("sent an answer larger than 1048576 bytes")
    );
    let check = "check the URL, the protocol and the model";
    assert_eq!(
        cause("openai", &[unknown]),
        once(&format!("refused the request (status 404): {check}"))
    );
    assert_eq!(
        cause("openai", &[moved]),
        once(&format!("refused the request (status 302): {check}"))
    );
    assert_eq!(
        cause("openai", &[denied]),
        once("refused the key (status 401)")
    );
}

#[test]
fn a_server_in_trouble_is_asked_three_times() {
    assert_eq!(
        cause("openai", &[broken]),
        ("HOST is busy (status 500)".to_owned(), 3)
    );
    let scene = Scene::new(HONEST, &[broken, broken, fine]);
    assert_eq!(outcome(&scene.judged(0)), is("passed", "safe", 0));
}

#[test]
fn a_busy_server_is_given_the_time_it_asks_for_within_reason() {
    let scene = Scene::new(HONEST, &[busy, fine]);
    let start = Instant::now();
    assert_eq!(outcome(&scene.judged(0)), is("passed", "safe", 0));
    assert!(start.elapsed() >= Duration::from_secs(1));
    assert_eq!(
        cause("openai", &[busy_for_long]),
        (
            "HOST is busy (status 429, asks to wait 3600 s)".to_owned(),
            1
        )
    );
}

#[test]
fn a_server_that_keeps_silent_is_left_after_the_timeout() {
    let scene = Scene::new(HONEST, &[silence]);
    let mut command = scene.command("plugin scan plugin --llm --fail-on review");
    command.env("AUTOMATOS_LLM_TIMEOUT", "200ms");
    let ran = Ran::of(command).ends_with(3);
    assert!(
        ran.stdout().contains("did not answer in time"),
        "{}",
        ran.shown()
    );
    assert_eq!(scene.server.asked().len(), 3);
}

#[test]
fn a_server_that_is_not_there() {
    let scene = Scene::new(HONEST, &[fine]);
    let listener = TcpListener::bind("127.0.0.1:0").expect("a port");
    let address = listener.local_addr().expect("its address");
    drop(listener);
    let mut command = scene.command("plugin scan plugin --llm --fail-on review");
    command.env("AUTOMATOS_LLM_URL", format!("http://{address}/v1"));
    let ran = Ran::of(command).ends_with(3);
    assert!(
        ran.stdout().contains("cannot be reached: "),
        "{}",
        ran.shown()
    );
}

#[test]
fn without_a_threshold_a_failed_judge_is_shown_and_the_code_is_0() {
    let scene = Scene::new(HONEST, &[denied]);
    let ran = Ran::of(scene.command("plugin scan plugin --llm")).ok();
    assert!(
        ran.stdout()
            .starts_with("plugin: review required (risk 20)\n")
    );
    assert!(!ran.shown().contains(KEY));
}

#[test]
fn a_failure_is_not_remembered() {
    let scene = Scene::new(HONEST, &[denied, fine]);
    assert_eq!(
        outcome(&scene.judged(3)),
        is("failed", "review_required", 20)
    );
    assert_eq!(outcome(&scene.judged(0)), is("passed", "safe", 0));
}

#[test]
fn a_server_that_fails_twice_is_not_asked_about_every_plugin() {
    let scene = Scene::new(HONEST, &[denied]);
    for index in 0..5 {
        let text = format!("{HONEST}Number {index}.\n");
        scene
            .automatos
            .file(&format!("many/{index}/SKILL.md"), text);
    }
    let ran = Ran::of(scene.command("plugin scan many --llm -o json")).ok();
    let plugins = ran.data()["plugins"].take();
    let plugins = plugins.as_array().expect("a list");
    assert_eq!(plugins.len(), 5);
    for judged in plugins {
        assert_eq!(outcome(judged), is("failed", "review_required", 20));
    }
    assert_eq!(scene.server.asked().len(), 2);
}
