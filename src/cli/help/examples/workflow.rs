//! Examples of `automatos workflow ...`.

use super::Examples;

pub const EXAMPLES: &[Examples] = &[
    (
        "workflow list",
        [
            "automatos workflow list -w acme",
            "automatos workflow list -w acme --status active -o json",
        ],
    ),
    (
        "workflow show",
        [
            "automatos workflow show 'Weekly report' -w acme",
            "automatos workflow show 'Weekly report' -w acme -o yaml",
        ],
    ),
    (
        "workflow create",
        [
            "automatos workflow create --file report.yaml -w acme",
            "automatos workflow create --file report.yaml --name 'Daily report' -w acme --dry-run",
        ],
    ),
    (
        "workflow update",
        [
            "automatos workflow update 'Weekly report' --file report.yaml -w acme",
            "automatos workflow update 'Weekly report' --status active -w acme",
        ],
    ),
    (
        "workflow archive",
        [
            "automatos workflow archive 'Weekly report' -w acme",
            "automatos workflow archive 'Weekly report' -w acme --dry-run",
        ],
    ),
    (
        "workflow delete",
        [
            "automatos workflow delete Trial -w acme --confirm Trial",
            "automatos workflow delete Trial -w acme --dry-run",
        ],
    ),
    (
        "workflow execution list",
        [
            "automatos workflow execution list 'Weekly report' -w acme",
            "automatos workflow execution list 'Weekly report' -w acme --status failed --limit 5",
        ],
    ),
    (
        "workflow execution show",
        [
            "automatos workflow execution show 17 -w acme",
            "automatos workflow execution show 17 -w acme -o json",
        ],
    ),
    (
        "workflow execution record",
        [
            "automatos workflow execution record 'Weekly report' -w acme --input input.json",
            "automatos workflow execution record --run 17 --status failed --error 'no data' -w acme",
        ],
    ),
];
