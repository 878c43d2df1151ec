//! Examples of `automatos pattern ...`.

use super::Examples;

pub const EXAMPLES: &[Examples] = &[(
    "pattern list",
    [
        "automatos pattern list",
        "automatos pattern list --type decision",
    ],
)];
