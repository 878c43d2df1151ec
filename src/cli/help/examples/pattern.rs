//! Examples of `automatos pattern ...`.

use super::Examples;

pub const EXAMPLES: &[Examples] = &[
    (
        "pattern list",
        [
            "automatos pattern list",
            "automatos pattern list --type decision",
        ],
    ),
    (
        "pattern show",
        [
            "automatos pattern show 'Load Balancing'",
            "automatos pattern show 'Error Recovery' -o yaml",
        ],
    ),
    (
        "pattern create",
        [
            "automatos pattern create --file pattern.yaml",
            "automatos pattern create --file pattern.yaml -w acme --dry-run",
        ],
    ),
    (
        "pattern update",
        [
            "automatos pattern update 'Load Balancing' --file pattern.yaml",
            "automatos pattern update 'Load Balancing' --inactive",
        ],
    ),
    (
        "pattern delete",
        [
            "automatos pattern delete Handover --confirm Handover",
            "automatos pattern delete Handover -w acme --dry-run",
        ],
    ),
];
