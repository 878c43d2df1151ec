//! Spreading the tables over the nodes of a Citus cluster, as often as one likes.

use std::collections::HashMap;

use anyhow::Context;
use diesel::PgConnection;
use serde::Serialize;
use serde_json::json;

use crate::db::audit_event::{self, Change};
use crate::db::citus::{self, Node};
use crate::db::table::{self, Placement, Table};
use crate::db::workspace::PLATFORM;
use crate::db::{self, Commit, Exclusion, Session, interrupt};
use crate::error::{Advice, Code};

/// The table that the other ones with rows of a workspace go with.
const LEADER: &str = "agents";

/// Into how many pieces what is spread is cut, unless somebody says otherwise.
pub const SHARDS: i32 = 32;

/// What was done, or would be.
#[derive(Debug, Serialize)]
pub struct Outcome {
    /// Tables that were copied to every node, in the order in which they were.
    pub reference: Vec<&'static str>,
    /// Tables that were spread by workspace, in the order in which they were.
    pub distributed: Vec<&'static str>,
    /// Tables that were where they belong already.
    pub unchanged: usize,
    pub dry_run: bool,
}

/// Spreads what is not spread yet over `shards` pieces, in one transaction under the maintenance lock.
pub fn run(
    session: &mut Session,
    command: &str,
    shards: i32,
    commit: Commit,
) -> anyhow::Result<Outcome> {
    let actor = session.actor.clone();
    db::write(session, commit, Exclusion::Schema, |conn| {
        refuse_elsewhere(citus::node(conn)?)?;
        let (steps, unchanged) = steps(conn)?;
        take(conn, &steps, shards)?;
        let of = |placement| {
            let steps = steps.iter().filter(move |step| step.placement == placement);
            steps.map(|step| step.name).collect()
        };
        let outcome = Outcome {
            reference: of(Placement::Reference),
            distributed: of(Placement::Distributed),
            unchanged,
            dry_run: commit == Commit::DryRun,
        };
        if !steps.is_empty() {
            let change = Change {
                workspace_id: PLATFORM,
                actor: &actor,
                command,
                object_type: "table",
                object_id: "",
                object_name: "",
                action: "distribute",
                after: json!({
                    "reference": outcome.reference, "distributed": outcome.distributed,
                }),
            };
            audit_event::insert(conn, &change)?;
        }
        Ok(outcome)
    })
}

/// Puts new tables where they belong, on a database whose others are spread already; inside a
/// transaction that holds the lock.
pub fn complete(conn: &mut PgConnection) -> anyhow::Result<()> {
    if citus::node(conn)? != Node::Coordinator {
        return Ok(());
    }
    let leader = citus::kept(conn, &[LEADER])?;
    if leader.iter().all(|kept| kept.placement().is_none()) {
        return Ok(());
    }
    let (steps, _) = steps(conn)?;
    take(conn, &steps, SHARDS)
}

fn refuse_elsewhere(node: Node) -> Result<(), Advice> {
    let (message, hint) = match node {
        Node::Coordinator => return Ok(()),
        Node::Plain => (
            "this database has no Citus, so there is nothing to distribute over",
            "on one machine nothing needs it; else `CREATE EXTENSION citus` on every node first",
        ),
        Node::Worker => (
            "this is a worker of a Citus cluster, not its coordinator",
            "connect to the coordinator",
        ),
    };
    Err(Advice::new(Code::DatabaseNotCluster, message).hint(hint))
}

/// The tables that are not where they belong, in the order of the list, and how many are.
fn steps(conn: &mut PgConnection) -> anyhow::Result<(Vec<&'static Table>, usize)> {
    let ours = table::ALL
        .iter()
        .filter(|table| table.placement != Placement::Local);
    let ours: Vec<&'static Table> = ours.collect();
    let names: Vec<&str> = ours.iter().map(|table| table.name).collect();
    let kept = citus::kept(conn, &names)?;
    let kept: HashMap<&str, Option<Placement>> = kept
        .iter()
        .map(|kept| (kept.table.as_str(), kept.placement()))
        .collect();
    let mut steps = Vec::new();
    let mut unchanged = 0;
    for table in ours {
        match kept.get(table.name).copied().flatten() {
            None => steps.push(table),
            Some(placement) if placement == table.placement => unchanged += 1,
            Some(_) => {
                let name = table.name;
                let message = format!("Citus keeps the table {name} in another way than this tool");
                return Err(Advice::new(Code::DatabaseNotCluster, message)
                    .hint(format!("`SELECT undistribute_table('{name}')` undoes that"))
                    .into());
            }
        }
    }
    Ok((steps, unchanged))
}

fn take(conn: &mut PgConnection, steps: &[&'static Table], shards: i32) -> anyhow::Result<()> {
    for step in steps {
        interrupt::check()?;
        let name = step.name;
        match step.placement {
            Placement::Reference => citus::copy_everywhere(conn, name),
            Placement::Distributed if name == LEADER => citus::spread(conn, name, shards),
            Placement::Distributed => citus::spread_with(conn, name, LEADER),
            Placement::Local => Ok(()),
        }
        .with_context(|| format!("the table {name} cannot be distributed"))?;
    }
    Ok(())
}
