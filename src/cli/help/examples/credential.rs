//! Examples of `automatos credential ...`.

use super::Examples;

pub const EXAMPLES: &[Examples] = &[
    (
        "credential type list",
        [
            "automatos credential type list",
            "automatos credential type list --category database",
        ],
    ),
    (
        "credential type show",
        [
            "automatos credential type show github_api",
            "automatos credential type show aws_credentials -o yaml",
        ],
    ),
];
