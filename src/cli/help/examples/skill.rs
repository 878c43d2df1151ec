//! Examples of `automatos skill ...`.

use super::Examples;

pub const EXAMPLES: &[Examples] = &[
    (
        "skill list",
        [
            "automatos skill list",
            "automatos skill list --category security --limit 0",
        ],
    ),
    (
        "skill show",
        [
            "automatos skill show 'Threat-Modeling'",
            "automatos skill show 'Encryption-Management' --level 1",
        ],
    ),
];
