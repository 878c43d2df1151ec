//! Creating the schema, and everything.

use anyhow::Result;

use super::script;
use super::server::Server;
use super::table::{Line, Reach};
use super::timing::{cost, pairs};

const PAIRS: usize = 20;

/// `migrate run` on an empty database, and with nothing to do.
pub fn migrate(server: &Server) -> Result<Vec<Line>> {
    let file = server.file("schema.sql", &script::schema(server)?)?;
    let create = pairs(
        PAIRS,
        || server.with_database(None, |url| cost(&mut server.ours(url, &["migrate", "run"]))),
        || {
            server.with_database(None, |url| {
                cost(&mut server.psql(url, &["-1", "-f", &file]))
            })
        },
    )?;
    let url = server.seeded();
    let query = "SELECT version FROM automatos_migrations ORDER BY version";
    let nothing = pairs(
        2 * PAIRS,
        || cost(&mut server.ours(url, &["migrate", "run"])),
        || cost(&mut server.psql(url, &["-c", query])),
    )?;
    Ok(vec![
        Line::wall("migrate run, empty database", &create, Reach::Ratio(1.0)),
        Line::cpu("migrate run, empty database", &create, Reach::Any),
        Line::wall("migrate run, nothing to do", &nothing, Reach::Ratio(0.7)),
        Line::cpu("migrate run, nothing to do", &nothing, Reach::Any),
    ])
}

/// `init` on an empty database; psql writes the same schema, rows and ledger.
pub fn init(server: &Server) -> Result<Vec<Line>> {
    let sql = [
        script::schema(server)?,
        script::rows(server)?,
        script::ledger(server)?,
    ]
    .concat();
    let file = server.file("init.sql", &sql)?;
    let pairs = pairs(
        PAIRS,
        || server.with_database(None, |url| cost(&mut server.ours(url, &["init"]))),
        || {
            server.with_database(None, |url| {
                cost(&mut server.psql(url, &["-1", "-f", &file]))
            })
        },
    )?;
    Ok(vec![
        Line::wall("init, empty database", &pairs, Reach::Ratio(1.5)),
        Line::cpu("init, empty database", &pairs, Reach::Any),
    ])
}
