//! The judge at upload and at new scans of what is stored: its opinion is recorded and counts.

use std::process::Command;

use super::answers::alarmed;
use super::{HONEST, KEY};
use crate::support::{Answer, Asked, Automatos, ModelServer, Ran, completion, opinion};

/// A database of its own, a plugin beside it, and a model to ask.
struct Scene {
    automatos: Automatos,
    server: ModelServer,
}

impl Scene {
    fn new(answers: &'static [Answer]) -> Self {
        let automatos = Automatos::new();
        automatos.file("plugin/SKILL.md", HONEST);
        Self {
            automatos,
            server: ModelServer::start(answers),
        }
    }

    fn command(&self, line: &str) -> Command {
        let mut command = self.automatos.command(line);
        command
            .env("AUTOMATOS_LLM_PROTOCOL", "openai")
            .env("AUTOMATOS_LLM_URL", self.server.url())
            .env("AUTOMATOS_LLM_MODEL", "oracle-1")
            .env("AUTOMATOS_LLM_API_KEY", KEY);
        command
    }

    fn run(&self, line: &str) -> Ran {
        Ran::of(self.command(line))
    }

    /// What is recorded of the newest scan.
    fn recorded(&self) -> String {
        self.automatos.db.query(
            "SELECT overall_verdict, risk_score, static_risk_score, llm_scan_status, llm_risk_score, \
                 llm_model_used, llm_tokens_used, jsonb_array_length(llm_findings) \
             FROM plugin_security_scans ORDER BY scanned_at DESC LIMIT 1",
        )
    }
}

fn harmless(asked: &Asked) -> String {
    completion(&opinion(asked, 4, "Sorts lists, and nothing else."))
}

#[test]
fn an_upload_records_what_the_judge_says_and_goes_by_it() {
    let scene = Scene::new(&[alarmed]);
    let uploaded = scene.run("plugin upload plugin --llm -o json").ok().data();
    let plugin = &uploaded["plugins"][0];
    assert_eq!(plugin["security_status"], "review_required", "{uploaded:#}");
    assert_eq!(
        scene.recorded(),
        "review_required|62|0|flagged|62|oracle-1|750|1"
    );
    let digest = plugin["package_sha256"].as_str().expect("a digest");
    let approve = format!("plugin approve sorter --digest sha256:{digest} --reason read");
    scene.run(&approve).ends_with(5);
    scene.run(&format!("{approve} --accept-risk")).ok();
}

#[test]
fn where_the_settings_demand_a_judge_nothing_is_safe_without_one() {
    let scene = Scene::new(&[harmless]);
    scene
        .automatos
        .db
        .execute("UPDATE system_settings SET value = 'true' WHERE key = 'llm_required'");
    scene.run("plugin upload plugin").ok();
    assert_eq!(scene.recorded(), "review_required|20|0|skipped||||0");
    assert!(scene.server.asked().is_empty());
    scene.run("plugin scan sorter --llm").ok();
    assert_eq!(scene.recorded(), "safe|4|0|passed|4|oracle-1|750|0");
    let status = "SELECT security_status FROM plugin_versions";
    assert_eq!(scene.automatos.db.query(status), "safe");
}

#[test]
fn a_judge_that_fails_leaves_the_upload_to_a_person() {
    let scene = Scene::new(&[|_| completion("I would rather not say.")]);
    scene.run("plugin upload plugin --llm").ok();
    let recorded = scene.recorded();
    assert!(
        recorded.starts_with("review_required|20|0|failed||oracle-1|"),
        "{recorded}"
    );
}

#[test]
fn the_page_of_a_stored_plugin_is_written_with_the_judges_words() {
    let scene = Scene::new(&[harmless]);
    scene.run("plugin upload plugin").ok();
    scene.run("plugin scan sorter --llm --html page.html").ok();
    let page = std::fs::read_to_string(scene.automatos.path("page.html")).expect("a page");
    assert!(page.contains("Sorts lists, and nothing else."), "{page}");
    assert!(!page.contains(KEY));
}
