//! What stands before the server, and the disk that it writes to.

use std::path::Path;

use super::{Check, Finding, Patient};
use crate::db::{health, pooler};

/// Below both of these a disk is told of: a share of it, and bytes.
const LITTLE: (u64, u64) = (10, 5 << 30);
/// Below both of these it soon stops the server.
const NEXT_TO_NOTHING: (u64, u64) = (3, 1 << 30);

pub const POOLER: Check = Check {
    name: "pooler",
    about: "whether a pooler stands before the server",
    needs_schema: false,
    run: before_the_server,
};

pub const DISK: Check = Check {
    name: "disk",
    about: "the disk of the server has room, where it can be seen from here",
    needs_schema: false,
    run: disk,
};

fn before_the_server(patient: &mut Patient<'_>) -> anyhow::Result<Vec<Finding>> {
    Ok(vec![Finding::fine(
        if pooler::stands_before(&patient.session.target)? {
            "one does: what needs a session, as an index that is built while others write, goes past \
             it by AUTOMATOS_DIRECT_DATABASE_URL"
        } else {
            "none does"
        },
    )])
}

fn disk(patient: &mut Patient<'_>) -> anyhow::Result<Vec<Finding>> {
    let unknown = || Ok(vec![Finding::fine("it cannot be seen from here")]);
    let conn = &mut patient.session.conn;
    if health::server(conn)?.over_network {
        return unknown();
    }
    let Some(folder) = health::data_folder(conn)? else {
        return unknown();
    };
    // Only its owner may look into it, and everybody may ask how full its disk is, unless it is a
    // path of another machine behind a tunnel.
    let Ok(space) = rustix::fs::statvfs(Path::new(&folder)) else {
        return unknown();
    };
    let free = space.f_bavail.saturating_mul(space.f_frsize);
    let whole = space.f_blocks.saturating_mul(space.f_frsize);
    Ok(vec![told(free, whole)])
}

fn told(free: u64, whole: u64) -> Finding {
    let message = format!(
        "{} MiB of {} MiB are free",
        free / (1 << 20),
        whole / (1 << 20)
    );
    let is_below = |(percent, bytes): (u64, u64)| {
        free < bytes && u128::from(free) * 100 < u128::from(whole) * u128::from(percent)
    };
    let mend = "make room there, or move the server to a larger disk";
    if is_below(NEXT_TO_NOTHING) {
        Finding::problem(message).mend(mend)
    } else if is_below(LITTLE) {
        Finding::warning(message).mend(mend)
    } else {
        Finding::fine(message)
    }
}

#[cfg(test)]
mod tests {
    use super::told;
    use crate::ops::doctor::Level;

    const GIB: u64 = 1 << 30;

    #[test]
    fn a_disk_is_told_of_when_little_of_it_is_left_and_that_is_little_too() {
        assert_eq!(told(50 * GIB, 100 * GIB).level, Level::Fine);
        // A tenth of a large disk is much, and a small disk that is half empty is well.
        assert_eq!(told(90 * GIB, 1000 * GIB).level, Level::Fine);
        assert_eq!(told(GIB, 2 * GIB).level, Level::Fine);
        assert_eq!(told(4 * GIB, 100 * GIB).level, Level::Warning);
        assert_eq!(told(GIB / 2, 100 * GIB).level, Level::Problem);
        assert_eq!(told(0, 0).level, Level::Fine);
    }
}
