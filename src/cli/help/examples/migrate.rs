//! Examples of `automatos migrate ...`.

use super::Examples;

pub const EXAMPLES: &[Examples] = &[
    (
        "migrate",
        ["automatos migrate", "automatos migrate status --exit-code"],
    ),
    (
        "migrate run",
        ["automatos migrate run", "automatos migrate run --dry-run"],
    ),
    (
        "migrate status",
        [
            "automatos migrate status",
            "automatos migrate status --exit-code -o json",
        ],
    ),
    (
        "migrate plan",
        [
            "automatos migrate plan",
            "automatos migrate plan --to 20261122000005",
        ],
    ),
    (
        "migrate revert",
        [
            "automatos migrate revert --confirm automatos",
            "automatos migrate revert --dry-run",
        ],
    ),
    (
        "migrate repair",
        [
            "automatos migrate repair --accept 20261122000009 --dry-run",
            "automatos migrate repair --accept 20261122000009 --reason 'only a comment changed'",
        ],
    ),
    (
        "migrate baseline",
        [
            "automatos migrate baseline --detect --dry-run",
            "automatos migrate baseline 20261122000035",
        ],
    ),
    (
        "migrate redo",
        [
            "automatos migrate redo --confirm automatos",
            "automatos migrate redo --dry-run",
        ],
    ),
];
