//! The cache of apps, the tools of agents, and what agents run with.

mod context;
mod resolve;
mod sync;

use crate::support::Automatos;

/// Two apps with actions, one of which has no sound schema.
pub const CATALOGUE: &str = r#"{"apps": [
    {"slug": "github", "name": "GitHub", "meta": {"categories": ["code"]}, "actions": [
        {"slug": "GITHUB_CREATE_ISSUE", "name": "Create an issue", "description": "Opens an issue",
         "input_parameters": {"type": "object", "properties": {"title": {"type": "string"}}, "required": ["title"]}},
        {"slug": "GITHUB_LIST.ISSUES", "name": "List issues"}]},
    {"slug": "slack", "name": "Slack", "auth_schemes": ["OAUTH2"], "actions": [
        {"slug": "SLACK_SEND", "name": "Send", "input_parameters": {"type": "object"}},
        {"slug": "SLACK_BROKEN", "name": "Broken", "input_parameters": {"type": "thing"}}]}
]}"#;

/// The workspaces `acme` and `globex`, the catalogue in the cache, and these agents from a seed file.
pub fn fleet(agents: &str) -> Automatos {
    let automatos = Automatos::new();
    automatos.run("workspace create acme").ok();
    automatos.run("workspace create globex").ok();
    automatos.file("catalogue.json", CATALOGUE);
    automatos.run("tool sync --from catalogue.json").ok();
    seed(&automatos, agents);
    automatos
}

/// Seeds agents.
pub fn seed(automatos: &Automatos, agents: &str) {
    automatos.file(
        "fleet/agents.yaml",
        format!("version: 1\nkind: agents\nitems:\n{agents}"),
    );
    automatos.run("seed apply --dir fleet").ok();
}

/// How many statements a command sends.
pub fn statements(automatos: &Automatos, line: &str) -> usize {
    let ran = automatos.run(&format!("{line} -v")).ok();
    let stderr = ran.stderr();
    stderr.lines().filter(|line| line.contains("sql ")).count()
}
