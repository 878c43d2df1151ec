//! Examples of `automatos category ...`.

use super::Examples;

pub const EXAMPLES: &[Examples] = &[
    (
        "category list",
        [
            "automatos category list",
            "automatos category list --parent security",
        ],
    ),
    (
        "category tree",
        ["automatos category tree", "automatos category tree -o json"],
    ),
    (
        "category show",
        [
            "automatos category show security-audit",
            "automatos category show security -o json",
        ],
    ),
    (
        "category create",
        [
            "automatos category create data-quality --parent data",
            "automatos category create legal --name Legal",
        ],
    ),
    (
        "category update",
        [
            "automatos category update data-quality --name Quality",
            "automatos category update data-quality --parent security",
        ],
    ),
    (
        "category delete",
        [
            "automatos category delete legal --confirm legal",
            "automatos category delete data-etl --move-to data-analysis --dry-run",
        ],
    ),
];
