//! Examples of `automatos recipe ...`.

use super::Examples;

pub const EXAMPLES: &[Examples] = &[
    (
        "recipe list",
        [
            "automatos recipe list",
            "automatos recipe list -w acme --archived -o json",
        ],
    ),
    (
        "recipe show",
        [
            "automatos recipe show weekly-report",
            "automatos recipe show weekly-report -o yaml",
        ],
    ),
    (
        "recipe create",
        [
            "automatos recipe create --file weekly-report.yaml",
            "automatos recipe create --file weekly-report.yaml -w acme --dry-run",
        ],
    ),
    (
        "recipe update",
        [
            "automatos recipe update weekly-report --file weekly-report.yaml",
            "automatos recipe update weekly-report --file weekly-report.yaml -w acme --dry-run",
        ],
    ),
    (
        "recipe archive",
        [
            "automatos recipe archive weekly-report",
            "automatos recipe archive weekly-report -w acme --dry-run",
        ],
    ),
    (
        "recipe delete",
        [
            "automatos recipe delete trial --confirm trial",
            "automatos recipe delete trial -w acme --dry-run",
        ],
    ),
    (
        "recipe validate",
        [
            "automatos recipe validate weekly-report.yaml",
            "automatos recipe validate a.yaml b.yaml -o json",
        ],
    ),
    (
        "recipe instantiate",
        [
            "automatos recipe instantiate weekly-report --param topic=sales -w acme",
            "automatos recipe instantiate weekly-report --params-file values.yaml --name Sales -w acme",
        ],
    ),
];
