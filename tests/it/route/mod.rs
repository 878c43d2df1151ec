//! Requests on their way to agents: rules, decisions, corrections, and what the logs say of them.

mod decide;
mod logs;
mod rules;

use serde_json::Value;

use crate::support::{Automatos, Ran};

/// Two workspaces, `acme` and `globex`. Each has an agent of its own name and one that is archived;
/// `acme` has the agent `Billing` and the workflow `nightly` too.
pub fn platform() -> Automatos {
    let automatos = Automatos::new();
    automatos.run("workspace create acme").ok();
    automatos.run("workspace create globex").ok();
    automatos.db.execute(
        "INSERT INTO agents (workspace_id, name) SELECT id, slug || ' agent' FROM workspaces; \
         INSERT INTO agents (workspace_id, name, status) SELECT id, 'Old', 'archived' FROM workspaces; \
         INSERT INTO agents (workspace_id, name) SELECT id, 'Billing' FROM workspaces WHERE slug = 'acme'; \
         INSERT INTO workflows (workspace_id, name) SELECT id, 'nightly' FROM workspaces WHERE slug = 'acme'",
    );
    automatos
}

/// Creates a rule of `acme`.
pub fn rule(automatos: &Automatos, words: &str) {
    automatos
        .run(&format!("route rule create -w acme {words}"))
        .ok();
}

/// Routes a request of `acme`.
pub fn decide(automatos: &Automatos, source: &str, content: &str, more: &str) -> Ran {
    automatos.run(&format!(
        "route decide -w acme --source {source} --content '{content}' {more} -o json"
    ))
}

/// What became of it: tier and target.
pub fn decided(automatos: &Automatos, source: &str, content: &str) -> (Value, Value) {
    let data = decide(automatos, source, content, "").ok().data();
    (data["tier"].clone(), data["target"].clone())
}

/// How many statements a command sends.
pub fn statements(automatos: &Automatos, line: &str) -> usize {
    let ran = automatos.run(&format!("{line} -v")).ok();
    let stderr = ran.stderr();
    stderr.lines().filter(|line| line.contains("sql ")).count()
}
