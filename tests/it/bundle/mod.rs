//! A whole environment as files, and into another database.

mod moved;
mod refusals;

use crate::plugin;
use crate::support::Automatos;

/// A pair of keys that `age-keygen` made.
const PUBLIC: &str = "age17nrhsqqdu5n3exz8a5le6l7mkv8pmz05j439elrmvymenf7vjc6qx74ear";
const SECRET: &str = "AGE-SECRET-KEY-1WQS2F28KM5N4064YJS9Y7CCGUVJDMSAGH9Y8ZNF8N2VDM4SAXJ3Q2JJ0WP\n";

/// A database with something of everything.
fn full() -> Automatos {
    let automatos = Automatos::new();
    automatos.run("key generate").ok();
    plugin::agent(&automatos, &["check"]);
    automatos.run("agent assign Helper --plugin check").ok();
    automatos.run("workspace create globex --name Globex").ok();
    automatos
        .run("user create eve --email eve@example.org")
        .ok();
    automatos
        .file("voice.md", "Speak ${softly}.\n")
        .file(
            "skills/fold/SKILL.md",
            "---\nname: fold\ndescription: Folds paper.\n---\nFold it.\n",
        )
        .file("skills/fold/scripts/fold.py", "print('folded')\n")
        .file(
            "flow.yaml",
            "name: Flow\nworkflow_definition: {steps: [{id: a, agent: Helper, order: 1}]}\n",
        )
        .file("values.yaml", "api_key: sk-Zebra-1\n")
        .file("hook.txt", "https://hooks.example.org/Zebra-2");
    for line in [
        "persona create soft --name Soft --category craft --prompt-file voice.md -w acme",
        "persona update senior-engineer --prompt-file voice.md",
        "skill import skills",
        "workflow create --file flow.yaml -w acme",
        "route rule create fold --keyword fold --workflow Flow -w acme",
        "credential create openai -w acme --type openai_api --env production --from-file values.yaml",
        "setting set notifications.slack_webhook_url --from-file hook.txt",
        "setting set general.platform_name Elsewhere",
    ] {
        automatos.run(line).ok();
    }
    automatos
}

/// The command that imports what the other one exported.
fn import(from: &Automatos, to: &Automatos, more: &str) -> String {
    to.file("key.txt", SECRET);
    format!(
        "import {} --identity-file key.txt {more}",
        from.path("out").display()
    )
}
