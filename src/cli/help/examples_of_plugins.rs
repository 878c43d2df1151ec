//! Two examples for every command that has to do with plugins, their packages and their store.

pub const EXAMPLES: &[(&str, [&str; 2])] = &[
    (
        "plugin scan",
        [
            "automatos plugin scan ./my-plugin",
            "automatos plugin scan plugins/ --fail-on blocked -o json",
        ],
    ),
    (
        "plugin download",
        [
            "automatos plugin download linter",
            "automatos plugin download linter@1.2.0 --out - > linter.zip",
        ],
    ),
    (
        "plugin verify",
        [
            "automatos plugin verify linter linter@1.0.0",
            "automatos plugin verify --all -o json",
        ],
    ),
    (
        "store migrate",
        [
            "automatos store migrate --to file:///srv/packages --dry-run",
            "automatos store migrate --to s3://packages/prod --move",
        ],
    ),
    (
        "store verify",
        [
            "automatos store verify",
            "automatos store verify --store file:///srv/packages -o json",
        ],
    ),
    (
        "maintain run",
        [
            "automatos maintain run -q --on-busy skip",
            "automatos maintain run orphan-blobs --dry-run",
        ],
    ),
    (
        "maintain list",
        ["automatos maintain list", "automatos maintain list -o json"],
    ),
    (
        "rules list",
        ["automatos rules list", "automatos rules list -o json"],
    ),
    (
        "rules show",
        [
            "automatos rules show flow.secret-file-sent",
            "automatos rules show flow.secret-file-sent -o json",
        ],
    ),
];
