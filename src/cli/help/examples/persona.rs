//! Examples of `automatos persona ...`.

use super::Examples;

pub const EXAMPLES: &[Examples] = &[
    (
        "persona list",
        [
            "automatos persona list",
            "automatos persona list --category sales -o json",
        ],
    ),
    (
        "persona show",
        [
            "automatos persona show senior-engineer",
            "automatos persona show seo-specialist -o yaml",
        ],
    ),
];
