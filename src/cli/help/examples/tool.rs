//! Examples of `automatos tool ...`.

use super::Examples;

pub const EXAMPLES: &[Examples] = &[
    (
        "tool assign",
        [
            "automatos tool assign helper GITHUB --priority 9",
            "automatos tool assign helper memory --type internal -w acme",
        ],
    ),
    (
        "tool unassign",
        [
            "automatos tool unassign helper GITHUB",
            "automatos tool unassign helper GITHUB --dry-run",
        ],
    ),
];
