//! Examples of `automatos workspace ...`.

use super::Examples;

pub const EXAMPLES: &[Examples] = &[
    (
        "workspace create",
        [
            "automatos workspace create acme",
            "automatos workspace create acme --name Acme --dry-run",
        ],
    ),
    (
        "workspace list",
        [
            "automatos workspace list --status deleted",
            "automatos workspace list --search acme -o json",
        ],
    ),
    (
        "workspace show",
        [
            "automatos workspace show acme",
            "automatos workspace show acme -o yaml",
        ],
    ),
    (
        "workspace update",
        [
            "automatos workspace update acme --plan pro",
            "automatos workspace update acme --settings '{\"language\": \"en\"}'",
        ],
    ),
    (
        "workspace pause",
        [
            "automatos workspace pause acme --reason 'unpaid bill'",
            "automatos workspace pause acme --reason maintenance --dry-run",
        ],
    ),
    (
        "workspace resume",
        [
            "automatos workspace resume acme",
            "automatos workspace resume acme --dry-run",
        ],
    ),
    (
        "workspace delete",
        [
            "automatos workspace delete acme --dry-run",
            "automatos workspace delete acme --purge --confirm acme",
        ],
    ),
    (
        "workspace member list",
        [
            "automatos workspace member list acme",
            "automatos workspace member list acme --role owner -o json",
        ],
    ),
    (
        "workspace member add",
        [
            "automatos workspace member add acme ann --role editor",
            "automatos workspace member add acme ann@example.com --dry-run",
        ],
    ),
    (
        "workspace member remove",
        [
            "automatos workspace member remove acme ann",
            "automatos workspace member remove acme ann --dry-run",
        ],
    ),
    (
        "workspace member set-role",
        [
            "automatos workspace member set-role acme ann owner",
            "automatos workspace member set-role acme ann viewer --dry-run",
        ],
    ),
    (
        "workspace webhook rotate",
        [
            "automatos workspace webhook rotate acme",
            "automatos workspace webhook rotate acme -o json",
        ],
    ),
];
