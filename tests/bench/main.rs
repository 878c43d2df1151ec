//! What common commands cost beside psql doing the same work on the same server.
//!
//! `cargo bench --bench floor` prints a line for each figure: ours, psql's (or that of the
//! program it names), their ratio and what it
//! ought to be at most. The two take turns, so that both meet the same noise; medians are compared.
//! A figure that is missed is marked, and nothing fails because of a time. Words after `--` pick
//! the groups whose names contain them, as in `cargo bench --bench floor -- seed`.

mod bulk;
mod fleet;
mod proxy;
mod scanning;
mod schema;
mod script;
#[path = "../it/support/sealing.rs"]
mod sealing;
mod seeding;
mod server;
mod startup;
mod table;
mod timing;
mod vault;

use std::io::{self, Write};

use anyhow::Result;

use self::server::Server;
use self::table::Line;

/// What is measured together.
struct Group {
    name: &'static str,
    run: fn(&Server) -> Result<Vec<Line>>,
}

const GROUPS: &[Group] = &[
    Group {
        name: "start",
        run: startup::help_and_version,
    },
    Group {
        name: "list",
        run: startup::persona_list,
    },
    Group {
        name: "migrate",
        run: schema::migrate,
    },
    Group {
        name: "init",
        run: schema::init,
    },
    Group {
        name: "seed",
        run: seeding::seed,
    },
    Group {
        name: "bulk",
        run: bulk::bulk,
    },
    Group {
        name: "scan",
        run: scanning::thousand,
    },
    Group {
        name: "vault",
        run: vault::credentials,
    },
    Group {
        name: "fleet",
        run: fleet::flat,
    },
];

fn main() -> Result<()> {
    // Cargo itself adds `--bench`.
    let words: Vec<String> = std::env::args()
        .skip(1)
        .filter(|word| !word.starts_with('-'))
        .collect();
    let server = Server::start()?;
    let mut out = io::stdout().lock();
    writeln!(out, "{}", table::HEADER)?;
    for group in GROUPS {
        if words.is_empty() || words.iter().any(|word| group.name.contains(word.as_str())) {
            for line in (group.run)(&server)? {
                writeln!(out, "{line}")?;
            }
        }
    }
    Ok(())
}
