//! `workflow_executions`: runs of workflows.

use chrono::{DateTime, Utc};
use diesel::dsl::now;
use diesel::prelude::*;
use diesel::sql_types::{BigInt, Uuid as SqlUuid};
use serde::Serialize;
use serde_json::Value;
use uuid::Uuid;

use super::page::{Page, paged};
use super::schema::workflow_executions;
use super::workflow::Workflow;
use crate::model::ExecutionStatus;

/// A row of `workflow_executions`.
#[derive(Debug, Clone, HasQuery, Serialize)]
#[diesel(table_name = workflow_executions)]
pub struct Execution {
    pub workspace_id: Uuid,
    pub id: i64,
    pub workflow_id: i64,
    pub agent_id: Option<i64>,
    pub status: ExecutionStatus,
    pub input_data: Value,
    pub output_data: Value,
    pub execution_log: Option<String>,
    pub models_used: Value,
    pub execution_metadata: Value,
    pub error_message: Option<String>,
    pub started_at: DateTime<Utc>,
    pub completed_at: Option<DateTime<Utc>>,
}

/// What is written of a run; what is absent stays.
#[derive(Debug, Clone, Default, Insertable, AsChangeset)]
#[diesel(table_name = workflow_executions)]
pub struct Changes {
    pub agent_id: Option<i64>,
    pub input_data: Option<Value>,
    pub output_data: Option<Value>,
    pub execution_log: Option<String>,
    pub error_message: Option<String>,
}

/// A page of the runs of a workflow.
pub fn page(
    conn: &mut PgConnection,
    workflow: &Workflow,
    status: Option<ExecutionStatus>,
    page: &Page<i64>,
) -> QueryResult<Vec<Execution>> {
    let mut query = Execution::query()
        .filter(workflow_executions::workspace_id.eq(workflow.workspace_id))
        .filter(workflow_executions::workflow_id.eq(workflow.id))
        .into_boxed();
    if let Some(status) = status {
        query = query.filter(workflow_executions::status.eq(status));
    }
    // A run has no name; lists of them go by time only.
    paged!(
        query,
        page,
        workflow_executions::status,
        workflow_executions::started_at,
        workflow_executions::id
    )
    .load(conn)
}

/// The run of that id in a workspace.
pub fn find(
    conn: &mut PgConnection,
    workspace_id: Uuid,
    id: i64,
) -> QueryResult<Option<Execution>> {
    Execution::query()
        .filter(workflow_executions::workspace_id.eq(workspace_id))
        .filter(workflow_executions::id.eq(id))
        .first(conn)
        .optional()
}

/// Writes a new run.
pub fn insert(
    conn: &mut PgConnection,
    workflow: &Workflow,
    status: ExecutionStatus,
    new: &Changes,
) -> QueryResult<Execution> {
    diesel::insert_into(workflow_executions::table)
        .values((
            new,
            workflow_executions::workspace_id.eq(workflow.workspace_id),
            workflow_executions::workflow_id.eq(workflow.id),
            workflow_executions::status.eq(status),
        ))
        .returning(Execution::as_returning())
        .get_result(conn)
}

/// Takes a run to another state, if it is in one that leads there; else nothing is written.
pub fn advance(
    conn: &mut PgConnection,
    (workspace_id, id): (Uuid, i64),
    to: ExecutionStatus,
    changes: &Changes,
) -> QueryResult<Option<Execution>> {
    let row = diesel::update(workflow_executions::table)
        .filter(workflow_executions::workspace_id.eq(workspace_id))
        .filter(workflow_executions::id.eq(id))
        .filter(workflow_executions::status.eq_any(to.may_follow()));
    let returned = if to.is_end() {
        row.set((
            changes,
            workflow_executions::status.eq(to),
            workflow_executions::completed_at.eq(now),
        ))
        .returning(Execution::as_returning())
        .get_result(conn)
    } else {
        row.set((changes, workflow_executions::status.eq(to)))
            .returning(Execution::as_returning())
            .get_result(conn)
    };
    returned.optional()
}

/// The share of runs of a workflow `w` that ended well among those that ended well or badly, in SQL;
/// null before the first.
const RATE: &str = "(SELECT avg((e.status = 'completed')::int4)::float8 FROM workflow_executions e \
    WHERE e.workspace_id = w.workspace_id AND e.workflow_id = w.id \
        AND e.status IN ('completed', 'failed'))";

/// Derives the success rate of the workflow of a run anew.
pub fn rate(conn: &mut PgConnection, run: &Execution) -> QueryResult<usize> {
    diesel::sql_query(format!(
        "UPDATE workflows w SET success_rate = {RATE} WHERE w.workspace_id = $1 AND w.id = $2"
    ))
    .bind::<SqlUuid, _>(run.workspace_id)
    .bind::<BigInt, _>(run.workflow_id)
    .execute(conn)
}

/// Derives the success rates of all workflows anew; says how many were wrong.
pub fn rate_all(conn: &mut PgConnection) -> QueryResult<usize> {
    diesel::sql_query(format!(
        "UPDATE workflows w SET success_rate = {RATE} WHERE w.success_rate IS DISTINCT FROM {RATE}"
    ))
    .execute(conn)
}
