//! Examples of `automatos workspace ...`.

use super::Examples;

pub const EXAMPLES: &[Examples] = &[
    (
        "workspace create",
        [
            "automatos workspace create acme",
            "automatos workspace create acme --name Acme --dry-run",
        ],
    ),
    (
        "workspace list",
        [
            "automatos workspace list",
            "automatos workspace list --search acme -o json",
        ],
    ),
    (
        "workspace show",
        [
            "automatos workspace show acme",
            "automatos workspace show acme -o yaml",
        ],
    ),
];
