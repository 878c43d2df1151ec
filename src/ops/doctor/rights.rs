//! Whether rows of a workspace are closed to the others.

use super::{Check, Finding, Patient};
use crate::db::health;

pub const ROW_SECURITY: Check = Check {
    name: "row-security",
    about: "row-level security binds every table of a workspace's rows",
    needs_schema: true,
    run: row_security,
};

fn row_security(patient: &mut Patient<'_>) -> anyhow::Result<Vec<Finding>> {
    let conn = &mut patient.session.conn;
    let open = health::tables_without_rls(conn)?;
    let user = health::user(conn)?;
    let told = |table: String| {
        Finding::problem(format!(
            "row-level security does not bind the table {table}"
        ))
        .mend(format!(
            "psql -c 'ALTER TABLE {table} ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY'"
        ))
    };
    let mut findings: Vec<Finding> = open.into_iter().map(told).collect();
    if user.bypasses_rls {
        findings.push(Finding::fine(format!(
            "it binds every table; the user {} is above it, as an administrator may be: give \
             applications a user of their own",
            user.name
        )));
    } else if findings.is_empty() {
        findings.push(Finding::fine("it binds every table"));
    }
    Ok(findings)
}
