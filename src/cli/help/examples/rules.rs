//! Examples of `automatos rules ...`.

use super::Examples;

pub const EXAMPLES: &[Examples] = &[
    (
        "rules list",
        ["automatos rules list", "automatos rules list -o json"],
    ),
    (
        "rules show",
        [
            "automatos rules show flow.secret-file-sent",
            "automatos rules show flow.secret-file-sent -o json",
        ],
    ),
];
