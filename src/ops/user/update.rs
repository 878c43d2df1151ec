//! A user is changed or deactivated.

use anyhow::Context;

use super::{record, taken, told};
use crate::db::user::{self, Changes, User};
use crate::db::{self, Exclusion, Session};
use crate::error::{Advice, Code};
use crate::ops::Deed;

/// Changes the user; an audit row is written where something changed.
pub fn run(
    session: &mut Session,
    deed: &Deed<'_>,
    user: &User,
    (action, changes): (&str, &Changes),
) -> anyhow::Result<User> {
    let name = &user.username;
    db::write(session, deed.commit, Exclusion::None, |conn| {
        let before = user::hold(conn, user.id)?.ok_or_else(|| {
            let message = format!("the user `{name}` was removed meanwhile");
            Advice::new(Code::NameUnknown, message)
        })?;
        if let Some(email) = &changes.email
            && user::has_email(conn, before.id, email)?
        {
            return Err(taken(email).into());
        }
        let after = user::update(conn, before.id, changes)
            .with_context(|| format!("the user `{name}` cannot be changed"))?;
        let (was, is) = (told(&before), told(&after));
        if was != is {
            record(conn, deed, (action, &after), (&was, is))?;
        }
        Ok(after)
    })
}
