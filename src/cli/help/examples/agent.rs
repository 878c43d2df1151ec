//! Examples of `automatos agent ...`.

use super::Examples;

pub const EXAMPLES: &[Examples] = &[
    (
        "agent list",
        [
            "automatos agent list -w acme --status active",
            "automatos agent list --persona code-reviewer -o json",
        ],
    ),
    (
        "agent show",
        [
            "automatos agent show helper",
            "automatos agent show helper -w acme -o yaml",
        ],
    ),
    (
        "agent create",
        [
            "automatos agent create helper -w acme --persona code-reviewer --skill Debugging",
            "automatos agent create -f agent.yaml -w acme --dry-run",
        ],
    ),
    (
        "agent update",
        [
            "automatos agent update helper --set model_config.temperature=0.3",
            "automatos agent update helper --custom-prompt-file voice.md --use-custom-persona",
        ],
    ),
    (
        "agent archive",
        [
            "automatos agent archive helper",
            "automatos agent archive helper -w acme --dry-run",
        ],
    ),
    (
        "agent delete",
        [
            "automatos agent delete helper",
            "automatos agent delete helper -w acme --confirm helper",
        ],
    ),
    (
        "agent clone",
        [
            "automatos agent clone helper --name 'second helper'",
            "automatos agent clone researcher -w platform --to-workspace acme",
        ],
    ),
    (
        "agent assign",
        [
            "automatos agent assign helper --plugin code-review --skill Debugging",
            "automatos agent assign helper --plugin code-review --plugin lint --priority 9",
        ],
    ),
    (
        "agent context",
        [
            "automatos agent context helper -w acme --level 1",
            "automatos agent context helper --task 'review this change' --budget 8000 -o json",
        ],
    ),
    (
        "agent unassign",
        [
            "automatos agent unassign helper --plugin lint --tool GITHUB",
            "automatos agent unassign helper --persona code-reviewer --workspace acme",
        ],
    ),
];
