//! Examples of `automatos maintain ...`.

use super::Examples;

pub const EXAMPLES: &[Examples] = &[
    (
        "maintain run",
        [
            "automatos maintain run -q --on-busy skip",
            "automatos maintain run orphan-blobs --dry-run",
        ],
    ),
    (
        "maintain list",
        ["automatos maintain list", "automatos maintain list -o json"],
    ),
];
