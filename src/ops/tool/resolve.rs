//! The tools that an agent can call, from one query.

use diesel::PgConnection;

use crate::db::agent::Agent;
use crate::db::agent_tool::{self, AgentTool};
use crate::model::AppType;
use crate::tool::{self, Definition, LeftOut, Offer};

/// Its tools in the order of their priority and name, and what gives none and why.
pub fn run(
    conn: &mut PgConnection,
    agent: &Agent,
) -> diesel::QueryResult<(Vec<Definition>, Vec<LeftOut>)> {
    let rows = agent_tool::of_agent(conn, agent)?;
    let mut offers = Vec::new();
    let mut left_out = Vec::new();
    for row in rows {
        match offered(row) {
            Ok(offer) => offers.push(offer),
            Err(one) => left_out.push(one),
        }
    }
    let (definitions, unsound) = tool::define(&offers);
    left_out.extend(unsound);
    Ok((definitions, left_out))
}

fn offered(row: AgentTool) -> Result<Offer, LeftOut> {
    let reason = match (row.app_type, row.is_active, row.status.as_deref()) {
        (_, false, _) => Some("the assignment is switched off".to_owned()),
        (AppType::Internal, ..) => {
            Some("it is the platform's own; its tools are not in the app cache".to_owned())
        }
        (AppType::External, _, None) => Some("it is not in the app cache".to_owned()),
        (AppType::External, _, Some("active")) => None,
        (AppType::External, _, Some(status)) => Some(format!("the app is {status}")),
    };
    let left_out = |reason: String| LeftOut {
        app_name: row.app_name.clone(),
        action_name: None,
        reason,
    };
    match (reason, row.action_name) {
        (Some(reason), _) => Err(left_out(reason)),
        (None, None) => Err(left_out("the app cache has no actions of it".to_owned())),
        (None, Some(action_name)) => Ok(Offer {
            display_name: row.display_name.unwrap_or_else(|| action_name.clone()),
            app_name: row.app_name,
            action_name,
            description: row.description,
            parameters: row.parameters.unwrap_or_default(),
        }),
    }
}
