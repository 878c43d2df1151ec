//! Two examples for every command, shown in its help.

use super::plugin_examples;

/// The examples of the command that these words lead to.
pub fn of(path: &str) -> Option<[&'static str; 2]> {
    EXAMPLES
        .iter()
        .chain(super::examples_of_plugins::EXAMPLES)
        .chain(plugin_examples::EXAMPLES)
        .find(|(command, _)| *command == path)
        .map(|(_, lines)| *lines)
}

const EXAMPLES: &[(&str, [&str; 2])] = &[
    (
        "init",
        [
            "automatos init",
            "automatos init --environment production --wait",
        ],
    ),
    (
        "wait",
        ["automatos wait --wait=30s", "automatos wait --schema"],
    ),
    (
        "migrate",
        ["automatos migrate", "automatos migrate status --exit-code"],
    ),
    (
        "migrate run",
        ["automatos migrate run", "automatos migrate run --dry-run"],
    ),
    (
        "migrate status",
        [
            "automatos migrate status",
            "automatos migrate status --exit-code -o json",
        ],
    ),
    (
        "migrate plan",
        [
            "automatos migrate plan",
            "automatos migrate plan --to 20261122000005",
        ],
    ),
    (
        "migrate revert",
        [
            "automatos migrate revert --confirm automatos",
            "automatos migrate revert --dry-run",
        ],
    ),
    (
        "migrate redo",
        [
            "automatos migrate redo --confirm automatos",
            "automatos migrate redo --dry-run",
        ],
    ),
    (
        "seed",
        ["automatos seed", "automatos seed --only personas --dry-run"],
    ),
    (
        "seed apply",
        [
            "automatos seed apply --dir seeds",
            "automatos seed apply --plan plan.json",
        ],
    ),
    (
        "seed plan",
        [
            "automatos seed plan --exit-code",
            "automatos seed plan --dir seeds --out plan.json",
        ],
    ),
    (
        "seed diff",
        [
            "automatos seed diff",
            "automatos seed diff --only personas -o json",
        ],
    ),
    (
        "seed status",
        ["automatos seed status", "automatos seed status --exit-code"],
    ),
    (
        "seed validate",
        [
            "automatos seed validate --dir seeds",
            "automatos seed validate --dir -",
        ],
    ),
    (
        "seed export",
        [
            "automatos seed export personas",
            "automatos seed export --to seeds",
        ],
    ),
    (
        "seed schema",
        [
            "automatos seed schema personas",
            "automatos seed schema skills > skills.json",
        ],
    ),
    (
        "local start",
        ["automatos local start", "automatos local start -o json"],
    ),
    (
        "local stop",
        ["automatos local stop", "automatos local stop -q"],
    ),
    (
        "local status",
        ["automatos local status", "automatos local status -o json"],
    ),
    (
        "local url",
        ["automatos local url", "automatos local url > url.txt"],
    ),
    (
        "local psql",
        [
            "automatos local psql",
            "automatos local psql -- -c 'SELECT'",
        ],
    ),
    (
        "local destroy",
        [
            "automatos local destroy --confirm automatos",
            "automatos local destroy",
        ],
    ),
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
            "automatos workspace list",
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
        "skill list",
        [
            "automatos skill list",
            "automatos skill list --category security --limit 0",
        ],
    ),
    (
        "skill show",
        [
            "automatos skill show 'Threat-Modeling'",
            "automatos skill show 'Encryption-Management' --level 1",
        ],
    ),
    (
        "pattern list",
        [
            "automatos pattern list",
            "automatos pattern list --type decision",
        ],
    ),
    (
        "category list",
        [
            "automatos category list",
            "automatos category list --parent security",
        ],
    ),
    (
        "category tree",
        ["automatos category tree", "automatos category tree -o json"],
    ),
    (
        "credential type list",
        [
            "automatos credential type list",
            "automatos credential type list --category database",
        ],
    ),
    (
        "credential type show",
        [
            "automatos credential type show github_api",
            "automatos credential type show aws_credentials -o yaml",
        ],
    ),
    (
        "setting list",
        [
            "automatos setting list",
            "automatos setting list --category logging",
        ],
    ),
    (
        "setting get",
        [
            "automatos setting get plugin_scan.block_threshold",
            "automatos setting get logging.level -o json",
        ],
    ),
    (
        "model list",
        [
            "automatos model list",
            "automatos model list --provider anthropic -o csv",
        ],
    ),
    (
        "config show",
        ["automatos config show", "automatos config show --origin"],
    ),
    (
        "config path",
        [
            "automatos config path",
            "automatos config path --profile staging",
        ],
    ),
    (
        "completions",
        [
            "automatos completions bash",
            "automatos completions zsh > _automatos",
        ],
    ),
    ("man", ["automatos man", "automatos man man1"]),
    (
        "help",
        ["automatos help environment", "automatos help persona list"],
    ),
];
