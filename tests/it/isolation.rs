//! Every command that takes a workspace, told one, sees and changes nothing of another.

use crate::credential::fed;
use crate::help::commands;
use crate::plugin::approved;
use crate::support::Automatos;
use crate::tenants::{self, two};
use crate::workflows;

/// What globex has is called this in some way, and nothing of acme's is.
const MARKS: &[&str] = &["Zanzibar", "globex", "sk-zanzibar"];

/// Commands with `-w acme` about what globex has, and how they end.
const COMMANDS: &[(&str, i32)] = &[
    ("agent context {agent}", 5),
    ("agent context Zanzibar", 5),
    ("tool resolve {agent}", 5),
    ("tool resolve Zanzibar", 5),
    (
        "persona create helper --category support --prompt-file mine.md",
        0,
    ),
    ("skill show 'globex skill'", 5),
    ("skill show {skill}", 5),
    ("skill create --file mine.yaml", 0),
    ("skill import skills", 0),
    ("skill sync acme/skills", 0),
    ("skill versions 'globex skill'", 5),
    ("skill versions {skill}", 5),
    ("skill delete 'globex skill' --confirm 'globex skill'", 5),
    ("skill delete {skill} --confirm 'globex skill'", 5),
    ("plugin disable check", 0),
    ("plugin enable check", 0),
    ("plugin disable check", 0),
    ("route rule list", 0),
    ("route rule create mine --keyword x --agent {agent}", 5),
    ("route rule create mine --keyword x --agent Zanzibar", 5),
    ("route rule update Zanzibar --priority 9", 5),
    ("route rule update {rule} --priority 9", 5),
    ("route rule delete Zanzibar --confirm Zanzibar", 5),
    ("route rule delete {rule} --confirm Zanzibar", 5),
    ("route rule reorder Zanzibar", 5),
    ("route explain --source api --content invoice", 0),
    ("route decide --source api --content invoice", 0),
    (
        "route decide --source api --content invoice --override-agent Zanzibar",
        5,
    ),
    ("route correct {decision} --agent Helper", 5),
    ("route history", 0),
    ("route stats", 0),
    ("route unrouted list", 0),
    ("route unrouted suggest-rule", 5),
    ("credential list", 0),
    ("credential show Zanzibar", 5),
    ("credential show {credential}", 5),
    (
        "credential create own --type openai_api --from-file mine.key",
        0,
    ),
    ("credential update {credential} --description x", 5),
    ("credential delete {credential} --confirm Zanzibar", 5),
    ("credential reveal {credential} --confirm Zanzibar", 5),
    ("credential test {credential}", 5),
    ("credential verify {credential}", 5),
    ("credential audit {credential}", 5),
    ("credential import mine.json", 0),
    ("credential export {credential} --public-key {public}", 5),
    ("pattern list", 0),
    ("pattern create --file mine-pattern.yaml", 0),
    ("workflow list", 0),
    ("workflow create --file mine-workflow.yaml", 5),
    ("recipe list", 0),
    ("recipe create --file mine-recipe.yaml", 0),
    ("audit list --limit 0", 0),
    ("model list --limit 0", 0),
];

/// A key that belongs to nobody here.
const PUBLIC: &str = "age1ql3z7hjy54pw3hyww5ayyfg7zqgvc7w3j2elw8zmrj2kg5sfn9aqmcac8p";

/// Two workspaces of which only globex has rules, decisions, credentials and an enabled plugin.
fn furnished() -> Automatos {
    let tool = two();
    for line in [
        "key generate",
        "agent update Helper -w globex --name Zanzibar",
        "route rule create Zanzibar -w globex --keyword invoice --agent Zanzibar",
        "route decide -w globex --source api --content 'an invoice of Zanzibar'",
        "route decide -w globex --source api --content 'nothing that Zanzibar knows'",
    ] {
        tool.run(line).ok();
    }
    let create = "credential create Zanzibar -w globex --type openai_api --from-stdin";
    fed(tool.command(create), "api_key: sk-zanzibar").ok();
    approved(&tool, "check", "1.0.0");
    tool.run("plugin enable check -w globex").ok();
    tool.file("mine.md", "Speak for yourself.\n");
    tool.file("mine.yaml", "name: Mine\nskill_type: technical\n");
    tool.file("mine-pattern.yaml", "name: Mine\npattern_type: decision\n");
    tool.file("mine-workflow.yaml", workflows::REPORT);
    tool.file("mine-recipe.yaml", workflows::RECIPE);
    tool.file("mine.key", "api_key: sk-mine\n");
    let item = r#"[{"name": "mine", "type": "openai_api", "values": {"api_key": "sk-mine"}}]"#;
    tool.file("mine.json", item);
    tool.file(
        "skills/tidy/SKILL.md",
        "---\nname: tidy\ndescription: Tidies.\n---\n# Tidy\n",
    );
    tool
}

/// Digests of the rows of globex, table by table.
fn rows_of_globex(tool: &Automatos) -> String {
    let tables = tool.db.query(
        "SELECT c.relname FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid \
         WHERE a.attname = 'workspace_id' AND c.relkind IN ('r', 'p') AND NOT c.relispartition \
           AND c.relnamespace = 'public'::regnamespace ORDER BY 1",
    );
    let digests: Vec<String> = tables
        .lines()
        .map(|table| {
            format!(
                "SELECT '{table} ' || count(*) || ' ' || coalesce(md5(string_agg(t::text, '|' ORDER BY t::text)), '') \
                 FROM {table} t WHERE workspace_id = (SELECT id FROM workspaces WHERE slug = 'globex')"
            )
        })
        .collect();
    tool.db.query(&digests.join(" UNION ALL "))
}

#[test]
fn whatever_is_told_a_workspace_keeps_to_it() {
    let tool = furnished();
    let one = |sql: &str| {
        tool.db
            .query(sql)
            .lines()
            .next()
            .unwrap_or_default()
            .to_owned()
    };
    let names = [
        (
            "{agent}",
            one("SELECT id FROM agents WHERE name = 'Zanzibar'"),
        ),
        (
            "{skill}",
            one("SELECT id FROM skills WHERE name = 'globex skill'"),
        ),
        (
            "{rule}",
            one("SELECT id FROM routing_rules WHERE name = 'Zanzibar'"),
        ),
        (
            "{decision}",
            one("SELECT id FROM routing_decisions ORDER BY created_at"),
        ),
        (
            "{credential}",
            one("SELECT id FROM credentials WHERE name = 'Zanzibar'"),
        ),
        ("{public}", PUBLIC.to_owned()),
    ];
    let before = rows_of_globex(&tool);
    assert!(
        before.lines().filter(|line| !line.contains(" 0 ")).count() > 8,
        "{before}"
    );
    for (command, code) in COMMANDS {
        let line = names
            .iter()
            .fold((*command).to_owned(), |line, (mark, name)| {
                line.replace(mark, name)
            });
        let ran = tool.run(&format!("{line} -w acme")).ends_with(*code);
        // What was asked for may be said again; what is there may not be told.
        for mark in MARKS {
            let said = ran.shown();
            assert!(
                line.contains(mark) || !said.contains(mark),
                "{line}: {said}"
            );
        }
        assert_eq!(rows_of_globex(&tool), before, "{line}");
    }
}

#[test]
fn every_command_that_takes_a_workspace_is_tried() {
    let tool = Automatos::reading();
    let mut all = Vec::new();
    commands(&tool, "", &mut all);
    let tried: Vec<&str> = COMMANDS
        .iter()
        .chain(tenants::isolation::COMMANDS)
        .map(|(line, _)| *line)
        .chain(workflows::isolation::COMMANDS.iter().copied())
        .collect();
    for path in all {
        let help = tool.run(&format!("{path} --help")).ok().stdout();
        if help.contains("--workspace <WORKSPACE>") {
            let begins = format!("{path} ");
            assert!(
                tried
                    .iter()
                    .any(|line| format!("{line} ").starts_with(&begins)),
                "`{path} -w` is not tried"
            );
        }
    }
}
