//! The audit logs are only ever added to, even by the owner of the database.

use crate::support::{Automatos, Database, Ran, Role, admin, psql};

#[test]
fn nobody_but_a_superuser_changes_or_removes_a_row_of_the_logs() {
    let tool = Automatos::on(Database::empty());
    let role = Role::new(&tool.db);
    admin(&format!(
        "ALTER DATABASE {} OWNER TO {}",
        tool.db.name(),
        role.name()
    ));
    let url = role.url();
    let run = |line: &str| Ran::of(tool.at(&url, line)).ok();
    run("init");
    run("key generate");
    run("workspace create acme");
    tool.file("openai.yaml", "api_key: sk-hunter2");
    run("credential create openai -w acme --type openai_api --from-file openai.yaml");
    let logs = tool.db.query(
        "SELECT string_agg(DISTINCT tableoid::regclass::text, ' ') FROM \
         (SELECT tableoid FROM audit_events UNION ALL SELECT tableoid FROM credential_audit_logs) AS t",
    );
    let before = tool.db.query("SELECT count(*) FROM credential_audit_logs");
    for table in logs
        .split_whitespace()
        .chain(["audit_events", "credential_audit_logs"])
    {
        for deed in [
            format!("UPDATE {table} SET created_at = created_at"),
            format!("DELETE FROM {table}"),
        ] {
            let count = format!("WITH done AS ({deed} RETURNING 1) SELECT count(*) FROM done");
            assert_eq!(psql(&url, &count), "0", "{deed}");
        }
    }
    assert_eq!(
        tool.db.query("SELECT count(*) FROM credential_audit_logs"),
        before
    );
    // Migrating again adds nothing.
    run("migrate run");
}
