//! Examples of `automatos workflow ...`.

use super::Examples;

pub const EXAMPLES: &[Examples] = &[
    (
        "workflow list",
        [
            "automatos workflow list --workspace acme",
            "automatos workflow list --workspace acme --status active -o json",
        ],
    ),
    (
        "workflow show",
        [
            "automatos workflow show 'Weekly report' --workspace acme",
            "automatos workflow show 'Weekly report' --workspace acme -o yaml",
        ],
    ),
    (
        "workflow create",
        [
            "automatos workflow create --file report.yaml --workspace acme",
            "automatos workflow create --file report.yaml --name 'Daily report' --workspace acme --dry-run",
        ],
    ),
    (
        "workflow update",
        [
            "automatos workflow update 'Weekly report' --file report.yaml --workspace acme",
            "automatos workflow update 'Weekly report' --status active --workspace acme",
        ],
    ),
    (
        "workflow archive",
        [
            "automatos workflow archive 'Weekly report' --workspace acme",
            "automatos workflow archive 'Weekly report' --workspace acme --dry-run",
        ],
    ),
    (
        "workflow delete",
        [
            "automatos workflow delete Trial --workspace acme --confirm Trial",
            "automatos workflow delete Trial --workspace acme --dry-run",
        ],
    ),
    (
        "workflow execution list",
        [
            "automatos workflow execution list 'Weekly report' --workspace acme",
            "automatos workflow execution list 'Weekly report' --workspace acme --status failed --limit 5",
        ],
    ),
    (
        "workflow execution show",
        [
            "automatos workflow execution show 17 --workspace acme",
            "automatos workflow execution show 17 --workspace acme -o json",
        ],
    ),
    (
        "workflow execution record",
        [
            "automatos workflow execution record 'Weekly report' --workspace acme --input input.json",
            "automatos workflow execution record --run 17 --status failed --error 'no data' --workspace acme",
        ],
    ),
];
