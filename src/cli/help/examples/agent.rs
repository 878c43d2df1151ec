//! Examples of `automatos agent ...`.

use super::Examples;

pub const EXAMPLES: &[Examples] = &[
    (
        "agent assign",
        [
            "automatos agent assign helper --plugin code-review",
            "automatos agent assign helper --plugin code-review --plugin lint --priority 9",
        ],
    ),
    (
        "agent unassign",
        [
            "automatos agent unassign helper --plugin lint",
            "automatos agent unassign helper --plugin lint --workspace acme",
        ],
    ),
];
