//! Examples of `automatos seed ...`.

use super::Examples;

pub const EXAMPLES: &[Examples] = &[
    (
        "seed",
        ["automatos seed", "automatos seed --only personas --dry-run"],
    ),
    (
        "seed apply",
        [
            "automatos seed apply --dir seeds",
            "automatos seed apply --plan plan.json",
        ],
    ),
    (
        "seed plan",
        [
            "automatos seed plan --exit-code",
            "automatos seed plan --dir seeds --out plan.json",
        ],
    ),
    (
        "seed diff",
        [
            "automatos seed diff",
            "automatos seed diff --only personas -o json",
        ],
    ),
    (
        "seed status",
        ["automatos seed status", "automatos seed status --exit-code"],
    ),
    (
        "seed validate",
        [
            "automatos seed validate --dir seeds",
            "automatos seed validate --dir -",
        ],
    ),
    (
        "seed export",
        [
            "automatos seed export personas",
            "automatos seed export --to seeds",
        ],
    ),
    (
        "seed schema",
        [
            "automatos seed schema personas",
            "automatos seed schema skills > skills.json",
        ],
    ),
];
