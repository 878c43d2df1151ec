//! Examples of `automatos model ...`.

use super::Examples;

pub const EXAMPLES: &[Examples] = &[(
    "model list",
    [
        "automatos model list",
        "automatos model list --provider anthropic -o csv",
    ],
)];
