//! Whether a pooler stands between this tool and the server, so that two transactions of a connection
//! need not meet the same session.

use super::libpq;
use super::target::Target;
use crate::error::{Advice, Code};

/// Whether the server process that answers is another than the one that the connection was told.
pub fn stands_before(target: &Target) -> Result<bool, Advice> {
    let string = target.connection_string("automatos/pooler");
    let (told, answers) = libpq::backend_pids(&string).ok_or_else(|| {
        Advice::new(
            Code::DatabaseUnreachable,
            format!("a second connection to {target} cannot be had"),
        )
        .hint("the server has perhaps no connection left; try again later")
    })?;
    Ok(told != answers)
}

/// Refuses to go on where one does: what a session holds would stay with a session of somebody else.
pub fn refuse(target: &Target, what: &str) -> Result<(), Advice> {
    if !stands_before(target)? {
        return Ok(());
    }
    Err(Advice::new(
        Code::DatabasePooled,
        format!("{what} needs a session of its own, and a pooler stands before {target}"),
    )
    .hint("name the server itself in AUTOMATOS_DIRECT_DATABASE_URL"))
}
