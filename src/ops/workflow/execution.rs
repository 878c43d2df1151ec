//! A run of a workflow is recorded: its beginning, and each state it comes to.

use anyhow::Context;
use serde_json::{Value, json};
use uuid::Uuid;

use crate::db::workflow::Workflow;
use crate::db::workflow_execution::{self, Changes, Execution};
use crate::db::{self, Exclusion, Session};
use crate::error::{Advice, Code};
use crate::model::{ExecutionStatus, WorkflowStatus};
use crate::ops::deed::{Deed, Object};

/// Records a new run, which is pending or runs already.
pub fn begin(
    session: &mut Session,
    deed: &Deed<'_>,
    workflow: &Workflow,
    (status, wanted): (ExecutionStatus, &Changes),
) -> anyhow::Result<Execution> {
    if workflow.status == WorkflowStatus::Archived {
        let message = format!(
            "the workflow `{}` is archived, so it has no new runs",
            workflow.name
        );
        return Err(Advice::new(Code::WorkflowArchived, message)
            .hint("take it up again with `automatos workflow update --status active`")
            .into());
    }
    db::write(session, deed.commit, Exclusion::None, |conn| {
        let begun = workflow_execution::insert(conn, workflow, status, wanted)
            .with_context(|| format!("a run of `{}` cannot be recorded", workflow.name))?;
        record(
            conn,
            deed,
            &begun,
            (json!({}), json!({"status": begun.status})),
        )?;
        Ok(begun)
    })
}

/// Takes a run to its next state. The write itself asks whether its state leads there, so that of
/// two at once one is refused.
pub fn advance(
    session: &mut Session,
    deed: &Deed<'_>,
    run: (Uuid, i64),
    (status, wanted): (ExecutionStatus, &Changes),
) -> anyhow::Result<Execution> {
    let (workspace_id, id) = run;
    db::write(session, deed.commit, Exclusion::None, |conn| {
        let before = workflow_execution::find(conn, workspace_id, id)?;
        let after = workflow_execution::advance(conn, run, status, wanted)
            .with_context(|| format!("the run {id} cannot be recorded"))?;
        let Some(after) = after else {
            return Err(refused(id, before.as_ref(), status).into());
        };
        let old = before.map_or(Value::Null, |before| json!({"status": before.status}));
        let new = json!({"status": after.status, "error_message": after.error_message});
        record(conn, deed, &after, (old, new))?;
        if status.is_end() {
            workflow_execution::rate(conn, &after)
                .with_context(|| format!("the success rate of the run {id} cannot be derived"))?;
        }
        Ok(after)
    })
}

fn refused(id: i64, before: Option<&Execution>, to: ExecutionStatus) -> Advice {
    let Some(before) = before else {
        return Advice::new(
            Code::NameUnknown,
            format!("there is no run {id} in this workspace"),
        )
        .hint("see `automatos workflow execution list`");
    };
    let message = format!(
        "the run {id} is {}, which does not lead to {to}",
        before.status
    );
    let next: Vec<&str> = ExecutionStatus::ALL
        .iter()
        .filter(|next| next.may_follow().contains(&before.status))
        .map(|next| next.as_str())
        .collect();
    let hint = if next.is_empty() {
        "it has ended, and stays as it is".to_owned()
    } else {
        format!("it can come to: {}", next.join(", "))
    };
    Advice::new(Code::ExecutionState, message).hint(hint)
}

fn record(
    conn: &mut diesel::PgConnection,
    deed: &Deed<'_>,
    row: &Execution,
    change: (Value, Value),
) -> anyhow::Result<()> {
    let id = row.id.to_string();
    let object = Object {
        workspace_id: Some(row.workspace_id),
        kind: "workflow_execution",
        id: &id,
        name: &id,
    };
    deed.record(conn, &object, (row.status.as_str(), None), change)?;
    Ok(())
}
