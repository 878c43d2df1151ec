//! Examples of `automatos key ...`.

use super::Examples;

pub const EXAMPLES: &[Examples] = &[
    (
        "key generate",
        [
            "automatos key generate",
            "automatos key generate --out new.key",
        ],
    ),
    (
        "key status",
        ["automatos key status", "automatos key status -o json"],
    ),
    (
        "key verify",
        ["automatos key verify", "automatos key verify -o json"],
    ),
];
