//! New users and what they get.

use super::environment::{automatos, file};

#[test]
fn a_new_user_gets_a_personal_workspace_unless_the_files_have_one() {
    let automatos = automatos();
    automatos.file(
        "in/users.yaml",
        file(
            "users",
            "  - {username: Ann, email: a@example.com}
  - {username: ANN., email: b@example.com}
  - {username: bob, email: c@example.com}
  - {username: platform, email: d@example.com}
",
        ),
    );
    automatos.file(
        "in/workspaces.yaml",
        file(
            "workspaces",
            "  - {slug: den, name: Den, kind: personal, owner: bob}\n",
        ),
    );
    insta::assert_snapshot!(automatos.run("seed plan --dir in").shown(), @"
            created users Ann
            created users ANN.
            created users bob
            created users platform
            created workspaces den
            created workspaces ann
            created workspaces ann-2
            created workspaces platform-4
            created workspace_members ann/Ann
            created workspace_members ann-2/ANN.
            created workspace_members den/bob
            created workspace_members platform-4/platform
            users: 4 created, 0 updated, 0 unchanged
            workspaces: 4 created, 0 updated, 0 unchanged
            workspace_members: 4 created, 0 updated, 0 unchanged
            ");
    automatos.run("seed apply --dir in").ok();
    insta::assert_snapshot!(
        automatos.db.query(
            "SELECT u.username, w.slug = lower(trim(u.username)), w.slug LIKE '%-' || u.id, w.kind, m.role, \
                 (SELECT count(*) FROM workspace_members o WHERE o.workspace_id = w.id) \
             FROM users u JOIN workspaces w ON w.owner_id = u.id \
             JOIN workspace_members m ON m.workspace_id = w.id AND m.user_id = u.id ORDER BY u.email"
        ),
        @"
            Ann|t|f|personal|owner|1
            ANN.|f|t|personal|owner|1
            bob|f|f|personal|owner|1
            platform|f|t|personal|owner|1
            "
    );
    automatos.run("seed plan --dir in --exit-code").ok();
}
