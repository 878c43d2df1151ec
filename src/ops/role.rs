//! The roles that others than the owner use the database with: made once, granted by name, and brought
//! back to what they should be whenever this is run again.

use std::collections::BTreeSet;

use anyhow::Context;
use diesel::PgConnection;
use serde::Serialize;
use serde_json::json;

use crate::db::audit_event::{self, Change};
use crate::db::role::{self, Grant};
use crate::db::workspace::PLATFORM;
use crate::db::{self, Commit, Exclusion, Session, policy, table};
use crate::error::{Advice, Code};

/// What was done, or would be.
#[derive(Debug, Serialize)]
pub struct Outcome {
    /// Roles that the server did not have.
    pub created: Vec<String>,
    /// Privileges on tables that were missing.
    pub granted: usize,
    /// Privileges on tables that the roles should not have.
    pub revoked: usize,
    pub dry_run: bool,
}

/// Makes the roles, then grants and revokes in one transaction under the maintenance lock. A role is
/// the whole server's, so each is made on its own, and that another process made it is no failure.
pub fn run(session: &mut Session, command: &str, commit: Commit) -> anyhow::Result<Outcome> {
    let created = role::missing(&mut session.conn)?;
    match commit {
        Commit::Keep => create(&mut session.conn, &created)?,
        Commit::DryRun => {}
    }
    let actor = session.actor.clone();
    db::write(session, commit, Exclusion::Schema, |conn| {
        refuse_powerful(conn)?;
        let (wanted, granted) = (wanted(), role::granted(conn)?);
        let give: BTreeSet<Grant> = wanted.difference(&granted).cloned().collect();
        let take: BTreeSet<Grant> = granted.difference(&wanted).cloned().collect();
        let outcome = Outcome {
            created: created.clone(),
            granted: give.len(),
            revoked: take.len(),
            dry_run: commit == Commit::DryRun,
        };
        // A dry run has no role to grant anything to where one is yet to be made.
        if created.is_empty() || commit == Commit::Keep {
            grant(conn, &give, &take)?;
            record(conn, &actor, command, &outcome)?;
        }
        Ok(outcome)
    })
}

fn create(conn: &mut PgConnection, names: &[String]) -> anyhow::Result<()> {
    if names.is_empty() {
        return Ok(());
    }
    let power = role::power(conn)?;
    if !power.may_create {
        let statements: Vec<String> = names
            .iter()
            .map(|name| format!("CREATE ROLE {name} NOLOGIN"))
            .collect();
        return Err(Advice::new(
            Code::DatabaseDenied,
            format!("this user cannot create the roles {}", names.join(", ")),
        )
        .hint(format!(
            "have an administrator of the server run `{}`, then repeat this",
            statements.join("; ")
        ))
        .into());
    }
    for name in names {
        if let Err(error) = role::create(conn, name, power)
            && role::missing(conn)?.contains(name)
        {
            return Err(error).with_context(|| format!("the role {name} cannot be created"));
        }
    }
    Ok(())
}

/// Grants to a role that no policy binds would open every workspace to it.
fn refuse_powerful(conn: &mut PgConnection) -> anyhow::Result<()> {
    let powerful = role::above_policies(conn)?;
    if powerful.is_empty() {
        return Ok(());
    }
    let message = format!(
        "row-level security does not bind the roles {}",
        powerful.join(", ")
    );
    Err(Advice::new(Code::DatabaseDenied, message)
        .hint(
            "they must own no table, be members of no owner, and have neither SUPERUSER nor BYPASSRLS",
        )
        .into())
}

fn grant(
    conn: &mut PgConnection,
    give: &BTreeSet<Grant>,
    take: &BTreeSet<Grant>,
) -> anyhow::Result<()> {
    role::open_schema(conn).context("the roles cannot be let into the schema")?;
    role::change(conn, give, take).context("the privileges cannot be changed")?;
    policy::complete(conn).context("the row-level security policies cannot be added")?;
    let creators = role::creators(conn)?;
    if creators.is_empty() {
        return Ok(());
    }
    let message = format!(
        "the roles {} may still create tables in the schema",
        creators.join(", ")
    );
    let user = role::user(conn)?;
    Err(Advice::new(Code::DatabaseDenied, message)
        .hint(format!(
            "have an administrator of the server run `GRANT CREATE ON SCHEMA public TO {user}; \
             REVOKE CREATE ON SCHEMA public FROM PUBLIC`"
        ))
        .into())
}

fn record(
    conn: &mut PgConnection,
    actor: &str,
    command: &str,
    outcome: &Outcome,
) -> anyhow::Result<()> {
    if outcome.created.is_empty() && outcome.granted == 0 && outcome.revoked == 0 {
        return Ok(());
    }
    let change = Change {
        workspace_id: PLATFORM,
        actor,
        command,
        object_type: "role",
        object_id: "",
        object_name: "",
        action: "grant",
        after: json!({
            "created": outcome.created, "granted": outcome.granted, "revoked": outcome.revoked,
        }),
    };
    audit_event::insert(conn, &change)?;
    Ok(())
}

/// What each role should have, on every table by name and on no partition.
fn wanted() -> BTreeSet<Grant> {
    let mut wanted = BTreeSet::new();
    for table in table::ALL {
        for (role, privileges) in [
            (role::SERVER, table.server),
            (role::ADMINISTRATOR, table.administrator()),
            (role::READER, table::READ),
        ] {
            wanted.extend(privileges.iter().map(|privilege| Grant {
                role: role.to_owned(),
                table: table.name.to_owned(),
                privilege: (*privilege).to_owned(),
            }));
        }
    }
    wanted
}
