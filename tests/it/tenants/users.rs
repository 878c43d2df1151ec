//! Users.

use insta::assert_snapshot;

use crate::support::Automatos;

#[test]
fn a_user_is_created_with_a_workspace_changed_and_deactivated() {
    let automatos = Automatos::new();
    automatos.run("workspace create ann").ok();
    let created = automatos
        .run("user create Ann --email Ann@Example.com -o json")
        .ok()
        .data();
    let workspace = created["workspace"].as_str().expect("a slug").to_owned();
    assert!(workspace.starts_with("ann-"), "{workspace}");
    assert_eq!(
        automatos
            .run(&format!("workspace member list {workspace} -o json"))
            .ok()
            .column("role"),
        ["owner"]
    );
    let before = automatos.db.rows();
    assert_snapshot!(automatos.run("user create Ben --email ann@example.COM").ends_with(5).shown(), @"
    --- stderr ---
    error: another user has the address `ann@example.COM`
    hint: however it is written, an address is one user's
    [exit 5]
    ");
    automatos
        .run("user create Ann --email other@example.com")
        .ends_with(5);
    automatos
        .run("user create Ben --email nonsense")
        .ends_with(2);
    automatos
        .run("user create Ben --email ben@example.com --dry-run")
        .ok();
    assert_eq!(automatos.db.rows(), before);
    automatos
        .run("user update ANN@example.com --name 'Ann Lee'")
        .ok();
    automatos.run("user deactivate Ann").ok();
    assert_eq!(
        automatos
            .run("user list --active false -o json")
            .ok()
            .column("name"),
        ["Ann Lee"]
    );
    automatos.run("user update Ann --active").ok();
    let shown = automatos.run("user show Ann -o json").ok().data();
    assert_eq!(shown["is_active"], true);
    assert_eq!(shown["workspaces"][0]["role"], "owner");
}
