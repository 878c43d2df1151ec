//! Whether rows of a workspace are closed to the others, and who may do what.

use super::{Check, Finding, Patient};
use crate::db::health::{self, Excess};

pub const ROW_SECURITY: Check = Check {
    name: "row-security",
    about: "row-level security binds every table of a workspace's rows",
    needs_schema: true,
    run: row_security,
};

pub const ROLES: Check = Check {
    name: "roles",
    about: "this user may work on every table, and nobody who serves applications may do too much",
    needs_schema: true,
    run: roles,
};

fn roles(patient: &mut Patient<'_>) -> anyhow::Result<Vec<Finding>> {
    let conn = &mut patient.session.conn;
    let mut findings = Vec::new();
    let user = health::user(conn)?.name;
    let denied = health::tables_denied(conn)?;
    if let Some(first) = denied.first() {
        findings.push(
            Finding::warning(format!(
                "the user {user} may not write {} tables, such as {first}",
                denied.len()
            ))
            .mend(format!(
                "psql -c 'GRANT SELECT, INSERT, UPDATE, DELETE ON {first} TO {user}', for each"
            )),
        );
    }
    for Excess { role, what, mend } in health::excesses(conn)? {
        let message = format!("{role} {what}");
        findings.push(Finding::problem(message).mend(format!("psql -c '{mend}'")));
    }
    if findings.is_empty() {
        findings.push(Finding::fine(format!("the user {user} may do its work")));
    }
    Ok(findings)
}

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
