//! Examples of `automatos audit ...`.

use super::Examples;

pub const EXAMPLES: &[Examples] = &[(
    "audit list",
    [
        "automatos audit list --since 7d",
        "automatos audit list --object-type credential --action refused -o json",
    ],
)];
