//! Two people: the uploader and the approver.

use insta::assert_snapshot;

use super::{NEVER, approve, uploaded};
use crate::support::{Automatos, Ran, Role};

#[test]
fn another_actor_and_another_user_of_the_database_must_approve() {
    let automatos = Automatos::new();
    let digest = uploaded(&automatos, "check", "1.0.0", &[]);
    automatos.db.execute(
        "UPDATE system_settings SET value = 'true' WHERE category = 'plugin_scan' AND key = 'four_eyes'",
    );
    let role = Role::new(&automatos.db);
    let name = role.name();
    automatos.db.execute(&format!(
        "GRANT ALL ON ALL TABLES IN SCHEMA public TO {name}; ALTER ROLE {name} BYPASSRLS"
    ));
    let line = approve("check", &digest);
    let as_actor = |url: &str, actor: &str| {
        let mut command = automatos.at(url, &line);
        command.env("AUTOMATOS_ACTOR", actor);
        Ran::of(command)
    };
    let own = automatos.db.url();
    let other = role.url();
    assert_snapshot!(as_actor(&own, "tester").ends_with(5).shown(), @"
    --- stderr ---
    error: the plugin `check` cannot be approved
      because: `check@1.0.0` needs the approval of another person: tester uploaded it
    hint: plugin_scan.four_eyes is on: another actor must approve, as another user of the database
    [exit 5]
    ");
    assert_snapshot!(as_actor(&own, "reviewer").ends_with(5).shown(), @"
    --- stderr ---
    error: the plugin `check` cannot be approved
      because: `check@1.0.0` needs the approval of another person: it was uploaded as the same user of the database, automatos
    hint: plugin_scan.four_eyes is on: another actor must approve, as another user of the database
    [exit 5]
    ");
    as_actor(&other, "tester").ends_with(5);
    assert_eq!(
        automatos
            .db
            .query("SELECT approval_status FROM plugin_versions"),
        "pending"
    );
    as_actor(&other, "reviewer").ok();
    assert_eq!(
        automatos.db.query("SELECT approved_by, approved_db_user = uploaded_db_user, approval_four_eyes FROM plugin_versions"),
        "reviewer|f|t"
    );
    assert_eq!(automatos.db.query(NEVER), "");
}
