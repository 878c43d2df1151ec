//! Examples of `automatos config ...`.

use super::Examples;

pub const EXAMPLES: &[Examples] = &[
    (
        "config show",
        ["automatos config show", "automatos config show --origin"],
    ),
    (
        "config path",
        [
            "automatos config path",
            "automatos config path --profile staging",
        ],
    ),
];
