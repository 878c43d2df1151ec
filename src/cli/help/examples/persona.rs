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
    (
        "persona create",
        [
            "automatos persona create night-owl --name Owl --category support --prompt-file owl.md",
            "automatos persona create night-owl -w acme --name Owl --category support --prompt-file -",
        ],
    ),
    (
        "persona update",
        [
            "automatos persona update night-owl --temperature 0.4",
            "automatos persona update night-owl -w acme --prompt-file owl.md",
        ],
    ),
    (
        "persona delete",
        [
            "automatos persona delete night-owl --confirm night-owl",
            "automatos persona delete night-owl --reassign code-reviewer --confirm night-owl",
        ],
    ),
    (
        "persona export",
        [
            "automatos persona export code-reviewer",
            "automatos persona export night-owl -w acme --as-global",
        ],
    ),
];
