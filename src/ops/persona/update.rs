//! A persona is changed.

use anyhow::Context;
use serde_json::{Map, Value};

use super::{checked, hold, record, told};
use crate::db::persona::{self, Persona};
use crate::db::{self, Exclusion, Session};
use crate::ops::Deed;

/// Puts these fields in the place of those that are there; an audit row is written where something
/// changed.
pub fn run(
    session: &mut Session,
    deed: &Deed<'_>,
    persona: &Persona,
    changes: &Map<String, Value>,
) -> anyhow::Result<Persona> {
    db::write(session, deed.commit, Exclusion::None, |conn| {
        let before = hold(conn, persona)?;
        let was = told(&before);
        let mut fields = was.clone();
        fields.extend(changes.clone());
        let fields = checked(&before.slug, &fields)?;
        let after = persona::update(conn, before.id, &fields)
            .with_context(|| format!("the persona `{}` cannot be changed", before.slug))?;
        let is = told(&after);
        if was != is {
            let told = (&Value::Object(was), Value::Object(is));
            record(conn, deed, ("update", &after), told)?;
        }
        Ok(after)
    })
}
