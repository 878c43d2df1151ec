//! What a request is sent to.

use super::text_enum;

text_enum! {
    /// What a request is sent to.
    RouteType {
        /// An agent answers it.
        Agent = "agent",
        /// A workflow runs for it.
        Workflow = "workflow",
        /// The orchestrator chooses.
        Orchestrate = "orchestrate",
    }
}
