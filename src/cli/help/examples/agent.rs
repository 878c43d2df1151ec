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
        "agent context",
        [
            "automatos agent context helper -w acme --level 1",
            "automatos agent context helper --task 'review this change' --budget 8000 -o json",
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
