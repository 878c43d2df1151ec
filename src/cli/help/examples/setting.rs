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
];
