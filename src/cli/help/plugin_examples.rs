//! Two examples for every command about plugins and those who use them.

pub const EXAMPLES: &[(&str, [&str; 2])] = &[
    (
        "plugin upload",
        [
            "automatos plugin upload ./my-plugin",
            "automatos plugin upload plugins/*.zip --category data -o json",
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
    (
        "category show",
        [
            "automatos category show security-audit",
            "automatos category show security -o json",
        ],
    ),
    (
        "category create",
        [
            "automatos category create data-quality --parent data",
            "automatos category create legal --name Legal",
        ],
    ),
    (
        "category update",
        [
            "automatos category update data-quality --name Quality",
            "automatos category update data-quality --parent security",
        ],
    ),
    (
        "category delete",
        [
            "automatos category delete legal --confirm legal",
            "automatos category delete data-etl --move-to data-analysis --dry-run",
        ],
    ),
    (
        "agent assign",
        [
            "automatos agent assign helper --plugin code-review",
            "automatos agent assign helper --plugin code-review --plugin lint --priority 9",
        ],
    ),
    (
        "agent unassign",
        [
            "automatos agent unassign helper --plugin lint",
            "automatos agent unassign helper --plugin lint --workspace acme",
        ],
    ),
];
