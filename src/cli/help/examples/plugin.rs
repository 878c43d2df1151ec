//! Examples of `automatos plugin ...`.

use super::Examples;

pub const EXAMPLES: &[Examples] = &[
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
        "plugin upload",
        [
            "automatos plugin upload ./my-plugin",
            "automatos plugin upload plugins/*.zip --category data -o json",
        ],
    ),
    (
        "plugin update",
        [
            "automatos plugin update code-review --category development-code-review",
            "automatos plugin update lint --featured --reason 'the plugin of the month'",
        ],
    ),
    (
        "plugin approve",
        [
            "automatos plugin approve code-review --digest sha256:… --reason 'read it all'",
            "automatos plugin approve lint@2.0.0 --digest sha256:… --reason 'our own' --accept-risk",
        ],
    ),
    (
        "plugin report",
        [
            "automatos plugin report code-review",
            "automatos plugin report lint@2.0.0 --html lint.html --sarif lint.sarif",
        ],
    ),
    (
        "plugin reject",
        [
            "automatos plugin reject code-review --reason 'sends files to a paste site'",
            "automatos plugin reject lint@2.0.0 --reason 'superseded' --dry-run",
        ],
    ),
    (
        "plugin activate",
        [
            "automatos plugin activate code-review",
            "automatos plugin activate code-review --reason 'mended'",
        ],
    ),
    (
        "plugin deactivate",
        [
            "automatos plugin deactivate code-review",
            "automatos plugin deactivate code-review --reason 'under review'",
        ],
    ),
    (
        "plugin delete",
        [
            "automatos plugin delete code-review --confirm code-review",
            "automatos plugin delete code-review@1.0.0 --reason 'never used'",
        ],
    ),
    (
        "plugin list",
        [
            "automatos plugin list --approval pending",
            "automatos plugin list --marketplace --category data --sort popular",
        ],
    ),
    (
        "plugin search",
        [
            "automatos plugin search kubernetes",
            "automatos plugin search review --all -o json",
        ],
    ),
    (
        "plugin show",
        [
            "automatos plugin show code-review",
            "automatos plugin show code-review@1.2.0 -o json",
        ],
    ),
    (
        "plugin versions",
        [
            "automatos plugin versions code-review",
            "automatos plugin versions code-review -o json",
        ],
    ),
    (
        "plugin history",
        [
            "automatos plugin history code-review",
            "automatos plugin history code-review --limit 5 -o ndjson",
        ],
    ),
    (
        "plugin enable",
        [
            "automatos plugin enable code-review --workspace acme",
            "automatos plugin enable code-review -w acme --dry-run",
        ],
    ),
    (
        "plugin disable",
        [
            "automatos plugin disable code-review --workspace acme",
            "automatos plugin disable code-review -w acme --reason 'not used'",
        ],
    ),
];
