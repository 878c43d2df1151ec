//! A workflow is removed.

use anyhow::Context;
use serde_json::json;

use super::{gone, record, told};
use crate::db::workflow::{self, Workflow};
use crate::db::{self, Exclusion, Session};
use crate::error::{Advice, Code};
use crate::ops::deed::Deed;

/// Removes it with its runs; refused while routing rules send to it.
pub fn run(session: &mut Session, deed: &Deed<'_>, row: &Workflow) -> anyhow::Result<()> {
    let name = &row.name;
    db::write(session, deed.commit, Exclusion::None, |conn| {
        let rules = workflow::rules(conn, row)?;
        if !rules.is_empty() {
            let message = format!(
                "routing rules send to the workflow `{name}`: {}",
                rules.join(", ")
            );
            return Err(Advice::new(Code::WorkflowInUse, message)
                .hint("give them another target, or archive the workflow")
                .into());
        }
        if !workflow::delete(conn, row)
            .with_context(|| format!("the workflow `{name}` cannot be deleted"))?
        {
            return Err(gone(name).into());
        }
        record(conn, deed, ("delete", row), (told(row), json!({})))
    })
}
