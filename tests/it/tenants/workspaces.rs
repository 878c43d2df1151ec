//! Workspaces are changed, paused, deleted and purged; what must hold of their members.

use insta::assert_snapshot;

use super::two;
use crate::support::Automatos;

#[test]
fn a_workspace_is_changed_paused_and_resumed() {
    let automatos = Automatos::new();
    automatos.run("workspace create acme").ok();
    automatos
        .run("workspace update acme --plan pro --settings '{\"a\": 1}'")
        .ok();
    let paused = automatos
        .run("workspace pause acme --reason 'unpaid bill' -o json")
        .ok()
        .data();
    assert_eq!(paused["paused_reason"], "unpaid bill");
    assert_eq!(
        (&paused["plan"], &paused["settings"]["a"]),
        (&"pro".into(), &1.into())
    );
    let resumed = automatos.run("workspace resume acme -o json").ok().data();
    assert!(resumed["paused_at"].is_null());
    automatos.run("workspace resume acme").ok();
    assert_eq!(
        automatos.db.query(
            "SELECT action, reason FROM audit_events WHERE object_type = 'workspace' ORDER BY id"
        ),
        "create|\nupdate|\npause|unpaid bill\nresume|"
    );
    let before = automatos.db.rows();
    automatos.run("workspace pause acme").ends_with(2);
    for line in [
        "update platform --plan pro",
        "pause platform --reason x",
        "delete platform --confirm platform",
        "delete platform --purge --confirm platform",
        "webhook rotate platform",
    ] {
        let refused = automatos
            .run(&format!("workspace {line} -o json"))
            .ends_with(5);
        assert_eq!(
            refused.json()["error"]["code"],
            "WORKSPACE.PROTECTED",
            "{line}"
        );
    }
    assert_eq!(automatos.db.rows(), before);
}

#[test]
fn deleting_says_what_goes_and_purging_leaves_the_audit_trail_only() {
    let automatos = two();
    automatos.db.execute(
        "INSERT INTO routing_rules (workspace_id, name, target_agent_id) SELECT workspace_id, 'r', id FROM agents; \
         INSERT INTO unrouted_events (workspace_id, created_at, id, source, content, reason) \
             SELECT id, now(), gen_random_uuid(), 'api', 'hi', 'none' FROM workspaces, generate_series(1, 3)",
    );
    assert_snapshot!(automatos.run("workspace delete acme").ends_with(4).shown(), @"
    --- stderr ---
    error: this deletes the workspace `acme`, with 1 agent_skills, 1 agents, 1 personas, 1 routing_rules, 1 skills, 3 unrouted_events; that needs consent
    hint: add `--confirm acme`
    [exit 4]
    ");
    let before = automatos.db.rows();
    automatos
        .run("workspace delete acme --purge --dry-run")
        .ok();
    assert_eq!(automatos.db.rows(), before);
    automatos.run("workspace delete acme --confirm acme").ok();
    automatos.run("workspace show acme").ends_with(5);
    automatos.run("agent show Helper -w acme").ends_with(5);
    assert_snapshot!(automatos.run("workspace delete acme --purge --confirm acme").ok().shown(), @"
    acme is purged
             1  agent_skills
             1  agents
             1  personas
             1  routing_rules
             1  skills
             3  unrouted_events
    ");
    assert_eq!(automatos.db.query("SELECT w.slug, count(*) FROM agents a JOIN workspaces w ON w.id = a.workspace_id GROUP BY 1"), "globex|1");
    assert_eq!(
        automatos.db.query("SELECT count(*) FROM unrouted_events"),
        "6"
    );
    assert_eq!(
        automatos
            .db
            .query("SELECT count(*) FROM personas WHERE scope = 'workspace'"),
        "1"
    );
    assert_eq!(automatos.db.query("SELECT count(*) FROM audit_events a WHERE NOT EXISTS (SELECT FROM workspaces w WHERE w.id = a.workspace_id) AND action IN ('delete', 'purge')"), "2");
    automatos.run("workspace create acme").ok();
}

#[test]
fn an_owner_always_remains_even_when_two_leave_at_once() {
    for round in 0..3 {
        let automatos = Automatos::new();
        automatos.run("workspace create acme").ok();
        for name in ["ann", "bob"] {
            automatos
                .run(&format!("user create {name} --email {name}@example.com"))
                .ok();
            automatos
                .run(&format!("workspace member add acme {name} --role owner"))
                .ok();
        }
        let started: Vec<_> = ["remove acme ann", "set-role acme bob viewer"]
            .iter()
            .map(|line| automatos.start(&format!("workspace member {line} --retries 10")))
            .collect();
        let mut codes: Vec<i32> = started.into_iter().map(|one| one.finish().code()).collect();
        codes.sort_unstable();
        assert_eq!(codes, [0, 5], "{round}");
        assert_eq!(
            automatos
                .run("workspace member list acme --role owner -o json")
                .ok()
                .column("id")
                .len(),
            1
        );
    }
}

#[test]
fn a_list_is_of_workspaces_at_work_paused_or_deleted() {
    let automatos = Automatos::new();
    for slug in ["busy", "idle", "gone", "both"] {
        automatos.run(&format!("workspace create {slug}")).ok();
    }
    for slug in ["idle", "both"] {
        automatos
            .run(&format!("workspace pause {slug} --reason audit"))
            .ok();
    }
    for slug in ["gone", "both"] {
        automatos
            .run(&format!("workspace delete {slug} --confirm {slug}"))
            .ok();
    }
    for (status, slugs) in [
        ("", &["busy", "idle", "platform"][..]),
        ("--status active", &["busy", "platform"]),
        ("--status paused", &["idle"]),
        ("--status deleted", &["both", "gone"]),
    ] {
        let list = automatos.run(&format!("workspace list {status} -o json"));
        assert_eq!(list.ok().column("slug"), slugs, "{status}");
    }
}

#[test]
fn the_first_member_is_an_owner() {
    let automatos = Automatos::new();
    automatos.run("workspace create acme").ok();
    automatos
        .run("user create ann --email ann@example.com")
        .ok();
    let ran = automatos.run("workspace member add acme ann");
    insta::assert_snapshot!(ran.shown(), @"
    --- stderr ---
    error: `acme` has no owner, and its first member has to be one
    hint: `automatos workspace member add acme ann --role owner`
    [exit 5]
    ");
    automatos
        .run("workspace member add acme ann --role owner")
        .ok();
}

#[test]
fn a_personal_workspace_has_exactly_its_owner() {
    let automatos = Automatos::new();
    for name in ["ann", "bob"] {
        automatos
            .run(&format!("user create {name} --email {name}@example.com"))
            .ok();
    }
    let before = automatos.db.rows();
    for line in ["add ann bob", "remove ann ann", "set-role ann ann viewer"] {
        let refused = automatos
            .run(&format!("workspace member {line} -o json"))
            .ends_with(5);
        assert_eq!(
            refused.json()["error"]["code"],
            "WORKSPACE.MEMBERS",
            "{line}"
        );
    }
    automatos
        .run("workspace create den --kind personal")
        .ends_with(2);
    assert_eq!(automatos.db.rows(), before);
    automatos
        .run("workspace create den --kind personal --owner bob")
        .ok();
    assert_eq!(
        automatos
            .run("workspace member list den -o json")
            .ok()
            .column("username"),
        ["bob"]
    );
}

#[test]
fn the_key_of_webhooks_is_shown_once_and_only_its_hash_is_kept() {
    let automatos = Automatos::new();
    automatos.run("workspace create acme").ok();
    let key = |flags: &str| {
        automatos
            .run(&format!("workspace webhook rotate acme -o json {flags}"))
            .ok()
            .data()["webhook_key"]
            .as_str()
            .expect("a key")
            .to_owned()
    };
    let kept = || {
        automatos
            .db
            .query("SELECT webhook_key_hash FROM workspaces WHERE slug = 'acme'")
    };
    assert_eq!(key("--dry-run").len(), 68);
    assert_eq!(kept(), "");
    let first = key("");
    let hash = automatos
        .db
        .query(&format!("SELECT encode(sha256('{first}'), 'hex') AS hash"));
    assert_eq!(kept(), hash);
    assert_ne!(key(""), first);
    let everything = format!("{:?}", automatos.db.rows());
    assert!(!everything.contains(&first));
}
