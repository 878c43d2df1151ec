//! Examples of `automatos store ...`.

use super::Examples;

pub const EXAMPLES: &[Examples] = &[
    (
        "store migrate",
        [
            "automatos store migrate --to file:///srv/packages --dry-run",
            "automatos store migrate --to s3://packages/prod --move",
        ],
    ),
    (
        "store verify",
        [
            "automatos store verify",
            "automatos store verify --store file:///srv/packages -o json",
        ],
    ),
];
