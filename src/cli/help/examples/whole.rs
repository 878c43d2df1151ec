//! Examples of the commands that are a single word.

use super::Examples;

pub const EXAMPLES: &[Examples] = &[
    (
        "init",
        [
            "automatos init",
            "automatos init --environment production --roles --wait",
        ],
    ),
    (
        "wait",
        ["automatos wait --wait=30s", "automatos wait --schema"],
    ),
    (
        "doctor",
        [
            "automatos doctor",
            "automatos doctor --all --strict -o json",
        ],
    ),
    (
        "distribute",
        [
            "automatos distribute --dry-run",
            "automatos distribute --shards 64",
        ],
    ),
    (
        "export",
        [
            "automatos export moved --all --public-key age1...",
            "automatos export acme --workspaces acme,globex",
        ],
    ),
    (
        "import",
        [
            "automatos import moved --identity-file key.txt --dry-run",
            "automatos import acme --without-secrets",
        ],
    ),
    (
        "completions",
        [
            "automatos completions bash",
            "automatos completions zsh > _automatos",
        ],
    ),
    (
        "help",
        ["automatos help environment", "automatos help persona list"],
    ),
    ("man", ["automatos man", "automatos man man1"]),
];
