//! Examples of `automatos local ...`.

use super::Examples;

pub const EXAMPLES: &[Examples] = &[
    (
        "local start",
        ["automatos local start", "automatos local start -o json"],
    ),
    (
        "local stop",
        ["automatos local stop", "automatos local stop -q"],
    ),
    (
        "local status",
        ["automatos local status", "automatos local status -o json"],
    ),
    (
        "local url",
        ["automatos local url", "automatos local url > url.txt"],
    ),
    (
        "local psql",
        [
            "automatos local psql",
            "automatos local psql -- -c 'SELECT'",
        ],
    ),
    (
        "local destroy",
        [
            "automatos local destroy --confirm automatos",
            "automatos local destroy",
        ],
    ),
];
