//! A pattern is changed.

use anyhow::Context;

use super::{gone, record, told};
use crate::db::pattern::{self, Changes, Pattern};
use crate::db::{self, Exclusion, Session};
use crate::ops::deed::Deed;

/// Changes one.
pub fn run(
    session: &mut Session,
    deed: &Deed<'_>,
    before: &Pattern,
    wanted: &Changes,
) -> anyhow::Result<Pattern> {
    let name = &before.name;
    db::write(session, deed.commit, Exclusion::None, |conn| {
        let after = pattern::update(conn, before.id, wanted)
            .with_context(|| format!("the pattern `{name}` cannot be changed"))?
            .ok_or_else(|| gone(name))?;
        record(conn, deed, ("update", &after), (told(before), told(&after)))?;
        Ok(after)
    })
}
