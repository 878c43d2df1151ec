//! Examples of `automatos tool ...`.

use super::Examples;

pub const EXAMPLES: &[Examples] = &[
    (
        "tool app list",
        [
            "automatos tool app list --status active",
            "automatos tool app list --search mail -o json",
        ],
    ),
    (
        "tool app show",
        [
            "automatos tool app show github",
            "automatos tool app show GITHUB -o json",
        ],
    ),
    (
        "tool action list",
        [
            "automatos tool action list --app github",
            "automatos tool action list --search issue --columns action_name",
        ],
    ),
    (
        "tool action show",
        [
            "automatos tool action show GITHUB_CREATE_ISSUE",
            "automatos tool action show SEND --app slack -o json",
        ],
    ),
    (
        "tool sync",
        [
            "automatos tool sync --from catalogue.json --dry-run",
            "automatos tool sync --from https://tools.example.com/apps --key-from-env TOOLS_KEY",
        ],
    ),
    (
        "tool resolve",
        [
            "automatos tool resolve Helper -w acme",
            "automatos tool resolve Helper --format anthropic -o json",
        ],
    ),
    (
        "tool assign",
        [
            "automatos tool assign helper GITHUB --priority 9",
            "automatos tool assign helper memory --type internal -w acme",
        ],
    ),
    (
        "tool unassign",
        [
            "automatos tool unassign helper GITHUB",
            "automatos tool unassign helper GITHUB --dry-run",
        ],
    ),
];
