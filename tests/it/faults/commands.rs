//! Commands that write, each with what it needs to be there and a table that it writes to.

use crate::plugin::package;
use crate::support::{Automatos, Database};

/// A command of the matrix.
#[derive(Clone, Copy)]
pub struct Command {
    /// Its words.
    pub line: &'static str,
    /// A database where it can run, the same each time.
    pub ready: fn() -> Automatos,
    /// A table that it writes to.
    pub table: &'static str,
}

pub const MIGRATE: Command = Command {
    line: "migrate run --to 20261122000008",
    ready: || {
        let automatos = Automatos::on(Database::empty());
        automatos.run("migrate run --to 20261122000004").ok();
        automatos
    },
    table: "__diesel_schema_migrations",
};

pub const SEED: Command = Command {
    line: "seed --restore",
    ready: || {
        let automatos = Automatos::new();
        automatos
            .db
            .execute("DELETE FROM personas; DELETE FROM patterns");
        automatos
    },
    table: "patterns",
};

pub const WORKSPACE: Command = Command {
    line: "workspace create acme",
    ready: Automatos::new,
    table: "workspaces",
};

pub const AGENT: Command = Command {
    line: "agent create Helper -w acme --persona code-reviewer",
    ready: with_a_workspace,
    table: "agents",
};

pub const ASSIGN: Command = Command {
    line: "agent assign Helper -w acme --skill Debugging",
    ready: || {
        let automatos = with_a_workspace();
        automatos.db.execute(
            "INSERT INTO skills (name, skill_type) VALUES ('Debugging', 'technical') \
             ON CONFLICT DO NOTHING",
        );
        automatos.run("agent create Helper -w acme").ok();
        automatos
    },
    table: "agent_skills",
};

pub const UPLOAD: Command = Command {
    line: "plugin upload check-1.0.0",
    ready: || {
        let automatos = Automatos::new();
        package(&automatos, "check", "1.0.0", &[]);
        automatos
    },
    table: "plugin_versions",
};

pub const CREDENTIAL: Command = Command {
    line: "credential create openai -w acme --type openai_api --from-file openai.yaml",
    ready: || {
        let automatos = with_a_workspace();
        automatos.run("key generate").ok();
        automatos.file("openai.yaml", "api_key: sk-hunter2\n");
        automatos
    },
    table: "credentials",
};

pub const SETTING: Command = Command {
    line: "setting set logging.level debug",
    ready: Automatos::new,
    table: "system_settings",
};

pub const PERSONA: Command = Command {
    line: "persona delete senior-engineer --confirm senior-engineer",
    ready: Automatos::new,
    table: "personas",
};

fn with_a_workspace() -> Automatos {
    let automatos = Automatos::new();
    automatos.run("workspace create acme").ok();
    automatos
}
