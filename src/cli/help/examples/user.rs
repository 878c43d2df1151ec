//! Examples of `automatos user ...`.

use super::Examples;

pub const EXAMPLES: &[Examples] = &[
    (
        "user list",
        [
            "automatos user list --active",
            "automatos user list --search ann -o json",
        ],
    ),
    (
        "user show",
        [
            "automatos user show ann",
            "automatos user show ann@example.com -o yaml",
        ],
    ),
    (
        "user create",
        [
            "automatos user create ann --email ann@example.com",
            "automatos user create ann --email ann@example.com --name 'Ann Lee' --dry-run",
        ],
    ),
    (
        "user update",
        [
            "automatos user update ann --email ann@example.org",
            "automatos user update ann --active",
        ],
    ),
    (
        "user deactivate",
        [
            "automatos user deactivate ann",
            "automatos user deactivate ann --dry-run",
        ],
    ),
];
