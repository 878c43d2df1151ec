//! Seeding the data that ships, for the first time and again, near the server and far from it.

use std::time::Duration;

use anyhow::Result;

use super::proxy;
use super::script;
use super::server::Server;
use super::table::{Line, Reach};
use super::timing::{Cost, cost, median, pairs};

const PAIRS: usize = 20;
const ROUND_TRIP: Duration = Duration::from_millis(10);

/// Every way of seeding.
pub fn seed(server: &Server) -> Result<Vec<Line>> {
    let rows = script::rows(server)?;
    let with_ledger = [rows.as_str(), &script::ledger(server)?].concat();
    let rows = server.file("rows.sql", &rows)?;
    let with_ledger = server.file("rows_and_ledger.sql", &with_ledger)?;
    let mut lines = first(server, &rows, &with_ledger)?;
    lines.extend(again(server, &rows)?);
    Ok(lines)
}

fn first(server: &Server, rows: &str, with_ledger: &str) -> Result<Vec<Line>> {
    let migrated = server.create_database(None)?;
    cost(&mut server.ours(&server.url(&migrated), &["migrate", "run"]))?;
    let migrated = Some(migrated.as_str());
    let ours = || server.with_database(migrated, |url| cost(&mut server.ours(url, &["seed"])));
    let floor = |file: &str| {
        server.with_database(migrated, |url| {
            cost(&mut server.psql(url, &["-1", "-f", file]))
        })
    };
    let plain = pairs(PAIRS, ours, || floor(rows))?;
    let whole = pairs(PAIRS, ours, || floor(with_ledger))?;
    Ok(vec![
        Line::wall("first seed, psql without ledger", &plain, Reach::Ratio(1.0)),
        Line::wall("first seed, psql with ledger", &whole, Reach::Ratio(1.0)),
        Line::cpu("first seed, psql with ledger", &whole, Reach::Any),
    ])
}

fn again(server: &Server, rows: &str) -> Result<Vec<Line>> {
    let (ours, floor) = (server.seeded().to_owned(), script_database(server, rows)?);
    let near = Both::measured(server, [&ours, &floor], [&ours, &floor], rows)?;
    let address = proxy::listen(&server.socket()?, ROUND_TRIP)?;
    let far = |url: &str| {
        let database = url.split(['/', '?']).nth(3).unwrap_or_default();
        format!("postgresql://automatos@{address}/{database}?sslmode=disable&gssencmode=disable")
    };
    let (far_ours, far_floor) = (far(&ours), far(&floor));
    let distant = Both::measured(server, [&ours, &floor], [&far_ours, &far_floor], rows)?;
    let ratio = Reach::Ratio(0.85);
    let most = Reach::Time(Duration::from_millis(90));
    Ok(vec![
        Line::wall("seed again", &near.pairs, ratio),
        Line::cpu("seed again", &near.pairs, Reach::Any),
        // Its record of the run is one row with its index entry.
        Line::count(
            "seed again, bytes of WAL",
            near.ours.wal,
            near.floor.wal,
            Reach::Any,
        ),
        Line::count(
            "seed again, sequence values",
            near.ours.values,
            near.floor.values,
            Reach::Count(0),
        ),
        Line::wall("seed again, 10 ms round trip", &distant.pairs, most),
    ])
}

/// A database that the script has seeded.
fn script_database(server: &Server, rows: &str) -> Result<String> {
    let url = server.url(&server.create_database(None)?);
    cost(&mut server.ours(&url, &["migrate", "run"]))?;
    cost(&mut server.psql(&url, &["-1", "-f", rows]))?;
    Ok(url)
}

/// What both left behind in the server, medians of all runs.
struct Both {
    pairs: super::timing::Pairs,
    ours: Traces,
    floor: Traces,
}

#[derive(Clone, Copy, Default)]
struct Traces {
    /// Bytes of write-ahead log.
    wal: u64,
    /// Values taken from sequences.
    values: u64,
}

impl Both {
    /// Seeds again through `via`; what that leaves is read through `direct`. Ours, then psql's.
    fn measured(server: &Server, direct: [&str; 2], via: [&str; 2], rows: &str) -> Result<Self> {
        let ([near_ours, near_floor], [ours, floor]) = (direct, via);
        let (mut of_ours, mut of_floor) = (Vec::new(), Vec::new());
        let pairs = pairs(
            PAIRS,
            || {
                traced(server, near_ours, &mut of_ours, || {
                    cost(&mut server.ours(ours, &["seed"]))
                })
            },
            || {
                traced(server, near_floor, &mut of_floor, || {
                    cost(&mut server.psql(floor, &["-1", "-f", rows]))
                })
            },
        )?;
        Ok(Self {
            pairs,
            ours: middle(&of_ours),
            floor: middle(&of_floor),
        })
    }
}

fn middle(traces: &[Traces]) -> Traces {
    Traces {
        wal: median(traces.iter().map(|traces| traces.wal).collect()),
        values: median(traces.iter().map(|traces| traces.values).collect()),
    }
}

/// Notes what `work` leaves in the server of that database.
fn traced(
    server: &Server,
    url: &str,
    all: &mut Vec<Traces>,
    work: impl FnOnce() -> Result<Cost>,
) -> Result<Cost> {
    let now = || -> Result<Traces> {
        Ok(Traces {
            wal: server.number(
                url,
                "SELECT (pg_current_wal_insert_lsn() - '0/0'::pg_lsn)::int8",
            )?,
            values: server.number(
                url,
                "SELECT coalesce(sum(last_value), 0)::int8 FROM pg_sequences",
            )?,
        })
    };
    let before = now()?;
    let cost = work()?;
    let after = now()?;
    all.push(Traces {
        wal: after.wal - before.wal,
        values: after.values - before.values,
    });
    Ok(cost)
}
