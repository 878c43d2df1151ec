//! Examples of `automatos route ...`.

use super::Examples;

pub const EXAMPLES: &[Examples] = &[
    (
        "route rule list",
        [
            "automatos route rule list -w acme",
            "automatos route rule list -w acme --channel slack --active -o json",
        ],
    ),
    (
        "route rule create",
        [
            "automatos route rule create billing -w acme --keyword invoice --agent Billing",
            "automatos route rule create rest -w acme --orchestrate --priority -10",
        ],
    ),
    (
        "route rule update",
        [
            "automatos route rule update billing -w acme --channel slack --priority 50",
            "automatos route rule update billing -w acme --inactive --dry-run",
        ],
    ),
    (
        "route rule delete",
        [
            "automatos route rule delete billing -w acme --confirm billing",
            "automatos route rule delete billing -w acme --dry-run",
        ],
    ),
    (
        "route rule reorder",
        [
            "automatos route rule reorder billing support -w acme",
            "automatos route rule reorder rest -w acme --dry-run",
        ],
    ),
    (
        "route decide",
        [
            "automatos route decide -w acme --source slack:#help --content 'Where is my invoice?'",
            "automatos route decide -w acme --source api --override-agent Billing --content-file request.txt",
        ],
    ),
    (
        "route explain",
        [
            "automatos route explain -w acme --source slack --content 'Where is my invoice?'",
            "automatos route explain -w acme --source api --content-file request.txt -o json",
        ],
    ),
    (
        "route correct",
        [
            "automatos route correct 01928f6e-0000-7000-8000-000000000001 -w acme --agent Billing",
            "automatos route correct 01928f6e-0000-7000-8000-000000000001 -w acme --agent 7 --dry-run",
        ],
    ),
    (
        "route history",
        [
            "automatos route history -w acme --since 7d",
            "automatos route history -w acme --corrected -o ndjson",
        ],
    ),
    (
        "route stats",
        [
            "automatos route stats -w acme",
            "automatos route stats -w acme --since 2026-11-01 -o json",
        ],
    ),
    (
        "route unrouted list",
        [
            "automatos route unrouted list -w acme",
            "automatos route unrouted list -w acme --channel slack --limit 10",
        ],
    ),
    (
        "route unrouted suggest-rule",
        [
            "automatos route unrouted suggest-rule -w acme",
            "automatos route unrouted suggest-rule -w acme --channel slack --agent Billing",
        ],
    ),
];
