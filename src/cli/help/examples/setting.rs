//! Examples of `automatos setting ...`.

use super::Examples;

pub const EXAMPLES: &[Examples] = &[
    (
        "setting list",
        [
            "automatos setting list",
            "automatos setting list --category logging",
        ],
    ),
    (
        "setting get",
        [
            "automatos setting get plugin_scan.block_threshold",
            "automatos setting get logging.level -o json",
        ],
    ),
    (
        "setting set",
        [
            "automatos setting set logging.level debug",
            "automatos setting set plugin_scan.block_threshold 80 --dry-run",
        ],
    ),
    (
        "setting unset",
        [
            "automatos setting unset logging.level",
            "automatos setting unset plugin_scan.block_threshold --dry-run",
        ],
    ),
];
