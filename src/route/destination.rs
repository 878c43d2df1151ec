//! Where requests can be sent.

use serde::Serialize;

use crate::model::RouteType;

/// What a request is sent to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Target {
    /// The agent of that id.
    Agent(i64),
    /// The workflow of that id.
    Workflow(i64),
    /// Whomever the orchestrator chooses.
    Orchestrate,
}

impl Target {
    /// The word for it.
    pub fn route_type(self) -> RouteType {
        match self {
            Self::Agent(_) => RouteType::Agent,
            Self::Workflow(_) => RouteType::Workflow,
            Self::Orchestrate => RouteType::Orchestrate,
        }
    }

    /// The agent's id, where it is one.
    pub fn agent_id(self) -> Option<i64> {
        match self {
            Self::Agent(id) => Some(id),
            Self::Workflow(_) | Self::Orchestrate => None,
        }
    }

    /// The workflow's id, where it is one.
    pub fn workflow_id(self) -> Option<i64> {
        match self {
            Self::Workflow(id) => Some(id),
            Self::Agent(_) | Self::Orchestrate => None,
        }
    }
}

/// A target with its name and whether it takes requests now.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Destination {
    #[serde(skip)]
    pub target: Target,
    /// The name of the agent or the workflow; the orchestrator has none.
    pub name: Option<String>,
    /// Why it takes no requests, such as `it is archived`; nothing where it does.
    pub closed: Option<String>,
}

impl Destination {
    /// As a person reads it.
    pub fn told(&self) -> String {
        let name = self.name.as_deref().unwrap_or("?");
        match self.target {
            Target::Agent(_) => format!("agent `{name}`"),
            Target::Workflow(_) => format!("workflow `{name}`"),
            Target::Orchestrate => "the orchestrator".to_owned(),
        }
    }
}
