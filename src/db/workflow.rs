//! `workflows`: steps that agents of a workspace carry out together; `workflow_agents`: which agents.

use chrono::{DateTime, Utc};
use diesel::dsl::now;
use diesel::prelude::*;
use serde::{Deserialize, Serialize};
use serde_json::Value;
use uuid::Uuid;

use super::given::given;
use super::page::{Page, paged};
use super::schema::{agents, routing_rules, workflow_agents, workflows};
use super::search;
use crate::model::WorkflowStatus;

/// A row of `workflows`.
#[derive(Debug, Clone, HasQuery, Serialize)]
#[diesel(table_name = workflows)]
pub struct Workflow {
    pub workspace_id: Uuid,
    pub id: i64,
    pub name: String,
    pub description: Option<String>,
    pub goal: Option<String>,
    pub context: Option<String>,
    pub workflow_definition: Value,
    pub status: WorkflowStatus,
    pub owner: Option<String>,
    pub tags: Vec<String>,
    pub priority: Option<String>,
    pub default_policy_id: Option<String>,
    pub success_rate: Option<f64>,
    pub created_by: Option<String>,
    pub created_at: DateTime<Utc>,
    pub updated_at: DateTime<Utc>,
}

/// What is written of a workflow; what is absent stays, or is as the column has it.
#[derive(Debug, Clone, Default, Deserialize, Insertable, AsChangeset)]
#[diesel(table_name = workflows)]
#[expect(
    clippy::option_option,
    reason = "absent: it stays; null: it is cleared"
)]
pub struct Changes {
    pub name: Option<String>,
    #[serde(default, deserialize_with = "given")]
    pub description: Option<Option<String>>,
    #[serde(default, deserialize_with = "given")]
    pub goal: Option<Option<String>>,
    #[serde(default, deserialize_with = "given")]
    pub context: Option<Option<String>>,
    pub workflow_definition: Option<Value>,
    pub status: Option<WorkflowStatus>,
    #[serde(default, deserialize_with = "given")]
    pub owner: Option<Option<String>>,
    pub tags: Option<Vec<String>>,
    #[serde(default, deserialize_with = "given")]
    pub priority: Option<Option<String>>,
    #[serde(default, deserialize_with = "given")]
    pub default_policy_id: Option<Option<String>>,
}

/// Which workflows of a workspace are wanted; what is absent does not matter.
#[derive(Debug, Default)]
pub struct Filter {
    pub status: Option<WorkflowStatus>,
    pub tag: Option<String>,
    pub search: Option<String>,
}

/// A page of the workflows of a workspace.
pub fn page(
    conn: &mut PgConnection,
    workspace_id: Uuid,
    filter: &Filter,
    page: &Page<i64>,
) -> QueryResult<Vec<Workflow>> {
    let mut query = Workflow::query()
        .filter(workflows::workspace_id.eq(workspace_id))
        .into_boxed();
    if let Some(status) = filter.status {
        query = query.filter(workflows::status.eq(status));
    }
    if let Some(tag) = &filter.tag {
        query = query.filter(workflows::tags.contains(vec![tag]));
    }
    if let Some(text) = &filter.search {
        let pattern = search::pattern(text);
        query = query.filter(
            workflows::name
                .ilike(pattern.clone())
                .or(workflows::description.ilike(pattern)),
        );
    }
    paged!(
        query,
        page,
        workflows::name,
        workflows::created_at,
        workflows::id
    )
    .load(conn)
}

/// The workflows of a workspace of that name or id.
pub fn named(
    conn: &mut PgConnection,
    workspace_id: Uuid,
    name: &str,
) -> QueryResult<Vec<Workflow>> {
    let query = Workflow::query()
        .filter(workflows::workspace_id.eq(workspace_id))
        .limit(2)
        .into_boxed();
    match name.parse::<i64>() {
        Ok(id) => query.filter(workflows::id.eq(id)).load(conn),
        Err(_) => query.filter(workflows::name.eq(name)).load(conn),
    }
}

/// The names of the workflows of a workspace, to find one that is nearly so.
pub fn names(conn: &mut PgConnection, workspace_id: Uuid) -> QueryResult<Vec<String>> {
    workflows::table
        .filter(workflows::workspace_id.eq(workspace_id))
        .select(workflows::name)
        .limit(search::MOST_NAMES)
        .load(conn)
}

/// Writes a workflow; nothing when its name is taken.
pub fn insert(
    conn: &mut PgConnection,
    workspace_id: Uuid,
    created_by: &str,
    new: &Changes,
) -> QueryResult<Option<Workflow>> {
    diesel::insert_into(workflows::table)
        .values((
            new,
            workflows::workspace_id.eq(workspace_id),
            workflows::created_by.eq(created_by),
        ))
        .on_conflict_do_nothing()
        .returning(Workflow::as_returning())
        .get_result(conn)
        .optional()
}

/// Changes a workflow; nothing when it is gone.
pub fn update(
    conn: &mut PgConnection,
    workflow: &Workflow,
    changes: &Changes,
) -> QueryResult<Option<Workflow>> {
    diesel::update(workflows::table.find((workflow.workspace_id, workflow.id)))
        .set((changes, workflows::updated_at.eq(now)))
        .returning(Workflow::as_returning())
        .get_result(conn)
        .optional()
}

/// Removes a workflow with its runs. Answers whether it was there.
pub fn delete(conn: &mut PgConnection, workflow: &Workflow) -> QueryResult<bool> {
    let row = workflows::table.find((workflow.workspace_id, workflow.id));
    let removed = diesel::delete(row).execute(conn)?;
    Ok(removed > 0)
}

/// Makes these the agents of a workflow.
pub fn put_agents(
    conn: &mut PgConnection,
    workflow: &Workflow,
    agent_ids: &[i64],
) -> QueryResult<()> {
    diesel::delete(workflow_agents::table)
        .filter(workflow_agents::workspace_id.eq(workflow.workspace_id))
        .filter(workflow_agents::workflow_id.eq(workflow.id))
        .filter(workflow_agents::agent_id.ne_all(agent_ids))
        .execute(conn)?;
    let rows: Vec<_> = agent_ids
        .iter()
        .map(|agent_id| {
            (
                workflow_agents::workspace_id.eq(workflow.workspace_id),
                workflow_agents::workflow_id.eq(workflow.id),
                workflow_agents::agent_id.eq(agent_id),
            )
        })
        .collect();
    diesel::insert_into(workflow_agents::table)
        .values(rows)
        .on_conflict_do_nothing()
        .execute(conn)
        .map(drop)
}

/// The names of the agents of a workflow.
pub fn agents(conn: &mut PgConnection, workflow: &Workflow) -> QueryResult<Vec<String>> {
    workflow_agents::table
        .inner_join(
            agents::table.on(agents::workspace_id
                .eq(workflow_agents::workspace_id)
                .and(agents::id.eq(workflow_agents::agent_id))),
        )
        .filter(workflow_agents::workspace_id.eq(workflow.workspace_id))
        .filter(agents::workspace_id.eq(workflow.workspace_id))
        .filter(workflow_agents::workflow_id.eq(workflow.id))
        .select(agents::name)
        .order(agents::name)
        .load(conn)
}

/// The names of the routing rules that send to a workflow.
pub fn rules(conn: &mut PgConnection, workflow: &Workflow) -> QueryResult<Vec<String>> {
    routing_rules::table
        .filter(routing_rules::workspace_id.eq(workflow.workspace_id))
        .filter(routing_rules::target_workflow_id.eq(workflow.id))
        .select(routing_rules::name)
        .order(routing_rules::name)
        .load(conn)
}
