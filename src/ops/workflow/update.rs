//! A workflow is changed or archived.

use anyhow::Context;

use super::{agents_of, gone, record, told};
use crate::db::workflow::{self, Changes, Workflow};
use crate::db::{self, Exclusion, Session};
use crate::ops::deed::Deed;

/// Changes it; another definition brings its own agents.
pub fn run(
    session: &mut Session,
    deed: &Deed<'_>,
    before: &Workflow,
    (action, wanted): (&str, &Changes),
) -> anyhow::Result<Workflow> {
    let name = &before.name;
    db::write(session, deed.commit, Exclusion::None, |conn| {
        let agents = match &wanted.workflow_definition {
            Some(definition) => Some(agents_of(conn, before.workspace_id, definition)?),
            None => None,
        };
        let after = workflow::update(conn, before, wanted)
            .with_context(|| format!("the workflow `{name}` cannot be changed"))?
            .ok_or_else(|| gone(name))?;
        if let Some(agents) = agents {
            workflow::put_agents(conn, &after, &agents)?;
        }
        record(conn, deed, (action, &after), (told(before), told(&after)))?;
        Ok(after)
    })
}
