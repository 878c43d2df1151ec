//! Examples of `automatos skill ...`.

use super::Examples;

pub const EXAMPLES: &[Examples] = &[
    (
        "skill list",
        [
            "automatos skill list",
            "automatos skill list --source wshobson/agents --active --limit 0",
        ],
    ),
    (
        "skill show",
        [
            "automatos skill show 'Threat-Modeling'",
            "automatos skill show 'Encryption-Management' --level 1",
        ],
    ),
    (
        "skill create",
        [
            "automatos skill create 'Release Notes' --description 'Writes them.' --instructions notes.md",
            "automatos skill create --file release-notes.yaml -w acme --dry-run",
        ],
    ),
    (
        "skill import",
        [
            "automatos skill import https://github.com/wshobson/agents --branch main",
            "automatos skill import ./skills --name ours -w acme --atomic",
        ],
    ),
    (
        "skill sync",
        [
            "automatos skill sync wshobson/agents",
            "automatos skill sync --all -o json",
        ],
    ),
    (
        "skill versions",
        [
            "automatos skill versions 'Threat-Modeling'",
            "automatos skill versions pdf -w acme -o json",
        ],
    ),
    (
        "skill delete",
        [
            "automatos skill delete pdf --confirm pdf",
            "automatos skill delete pdf -w acme --dry-run",
        ],
    ),
];
