//! Look-ups and lists of one workspace among ten thousand: the pages that the server reads for them
//! stay as many as they are among five hundred, and no large table is read from end to end.
//!
//! `AUTOMATOS_BENCH_FLEET` is the number of workspaces (10,000 when not set); each has 20 agents, 5
//! rules, 500 decisions, 100 of which are kept, and 20 unrouted requests. The first column is the
//! pages of the whole fleet, the second those of a twentieth of it. All of it goes with its database.

use anyhow::{Result, ensure};

use super::server::Server;
use super::table::{Line, Reach};
use super::timing;

const WORKSPACES: u64 = 10_000;
const PART: u64 = 20;
/// A fleet that is flat reads this many times the pages at most: an index may grow by a level.
const FLAT: f64 = 1.5;

/// Tables whose size goes with the fleet's.
const LARGE: &[&str] = &[
    "agents",
    "agent_app_assignments",
    "routing_rules",
    "routing_decisions",
    "routing_decision_cache",
    "unrouted_events",
];

/// What an operator asks of one workspace.
const COMMANDS: &[(&str, &[&str])] = &[
    ("workspace show", &["workspace", "show", "fleet-7"]),
    ("workspace list", &["workspace", "list"]),
    ("agent list", &["agent", "list", "-w", "fleet-7"]),
    (
        "agent context",
        &["agent", "context", "agent 3", "-w", "fleet-7"],
    ),
    (
        "tool resolve",
        &["tool", "resolve", "agent 3", "-w", "fleet-7"],
    ),
    (
        "route rule list",
        &["route", "rule", "list", "-w", "fleet-7"],
    ),
    (
        "route explain",
        &[
            "route",
            "explain",
            "-w",
            "fleet-7",
            "--source",
            "api",
            "--content",
            "word3",
        ],
    ),
    (
        "route decide",
        &[
            "route",
            "decide",
            "-w",
            "fleet-7",
            "--source",
            "api",
            "--content",
            "word3",
            "--dry-run",
        ],
    ),
    ("route history", &["route", "history", "-w", "fleet-7"]),
    (
        "route history --limit 10",
        &["route", "history", "-w", "fleet-7", "--limit", "10"],
    ),
    (
        "route unrouted list",
        &["route", "unrouted", "list", "-w", "fleet-7"],
    ),
    ("route stats", &["route", "stats", "-w", "fleet-7"]),
];

/// Counts the pages of every command in a part of the fleet and in the whole.
pub fn flat(server: &Server) -> Result<Vec<Line>> {
    let whole = workspaces()?;
    let part = whole.div_ceil(PART).max(10);
    let name = server.create_database(Some("automatos"))?;
    let url = server.url(&name);
    let lines = measured(server, &url, part, whole.max(part));
    server.query(&server.url("postgres"), &format!("DROP DATABASE {name}"))?;
    lines
}

fn measured(server: &Server, url: &str, part: u64, whole: u64) -> Result<Vec<Line>> {
    load(server, url, 1, part)?;
    let few = pages_of_all(server, url)?;
    load(server, url, part + 1, whole)?;
    let many = pages_of_all(server, url)?;
    for ((title, _), (_, scanned)) in COMMANDS.iter().zip(&many) {
        ensure!(*scanned == 0, "{title} reads a large table from end to end");
    }
    Ok(COMMANDS
        .iter()
        .zip(many.into_iter().zip(few))
        .map(|((title, _), ((many, _), (few, _)))| {
            Line::count(&format!("{title}, pages"), many, few, Reach::Ratio(FLAT))
        })
        .collect())
}

#[expect(
    clippy::disallowed_methods,
    reason = "a bench has no settings of its own but its environment"
)]
fn workspaces() -> Result<u64> {
    match std::env::var("AUTOMATOS_BENCH_FLEET") {
        Ok(text) => Ok(text.parse()?),
        Err(_) => Ok(WORKSPACES),
    }
}

/// Adds the workspaces of these numbers with all that is in them.
fn load(server: &Server, url: &str, first: u64, last: u64) -> Result<()> {
    let sql = format!(
        "INSERT INTO workspaces (name, slug, kind) SELECT 'fleet ' || n, 'fleet-' || n, 'organization' \
             FROM generate_series({first}, {last}) n; \
         CREATE TEMP TABLE added AS SELECT w.id FROM generate_series({first}, {last}) n \
             JOIN workspaces w ON w.slug = 'fleet-' || n; \
         INSERT INTO agents (workspace_id, name) SELECT id, 'agent ' || n FROM added, generate_series(1, 20) n; \
         INSERT INTO agent_app_assignments (workspace_id, agent_id, app_name, app_type) \
             SELECT a.workspace_id, a.id, 'search', 'INTERNAL' FROM agents a JOIN added w ON w.id = a.workspace_id; \
         INSERT INTO routing_rules (workspace_id, name, intent_keywords, target_agent_id, priority) \
             SELECT a.workspace_id, 'rule ' || n, ARRAY['word' || n], a.id, n \
             FROM agents a JOIN added w ON w.id = a.workspace_id, generate_series(1, 5) n WHERE a.name = 'agent 1'; \
         INSERT INTO routing_decisions (workspace_id, created_at, request_id, envelope_hash, source, content, \
                 route_type, confidence) \
             SELECT id, date_trunc('month', now()) + random() * (now() - date_trunc('month', now())), \
                 gen_random_uuid(), encode(sha256((id::text || n)::bytea), 'hex'), 'slack:#help', \
                 'request number ' || n, 'orchestrate', 0.9 FROM added, generate_series(1, 500) n; \
         INSERT INTO routing_decision_cache (workspace_id, envelope_hash, route_type, confidence, expires_at) \
             SELECT id, encode(sha256((id::text || n)::bytea), 'hex'), 'orchestrate', 0.9, now() + interval '1 day' \
             FROM added, generate_series(1, 100) n; \
         INSERT INTO unrouted_events (workspace_id, created_at, source, content, reason) \
             SELECT id, date_trunc('month', now()) + random() * (now() - date_trunc('month', now())), \
                 'api', 'unrouted ' || n, 'none' FROM added, generate_series(1, 20) n;"
    );
    server.query(url, &sql)?;
    server.query(url, "VACUUM (ANALYZE)")?;
    Ok(())
}

fn pages_of_all(server: &Server, url: &str) -> Result<Vec<(u64, u64)>> {
    COMMANDS
        .iter()
        .map(|(_, words)| pages(server, url, words))
        .collect()
}

/// The pages of tables and indexes that all statements of a command read, as the server counts them.
fn pages(server: &Server, url: &str, words: &[&str]) -> Result<(u64, u64)> {
    let before = counted(server, url)?;
    timing::output(&mut server.ours(url, words))?;
    let after = counted(server, url)?;
    Ok((after.0 - before.0, after.1 - before.1))
}

/// Pages read so far, and rows of large tables that were read from end to end. A server process adds
/// what it counted when it ends, and so the last one is waited for.
fn counted(server: &Server, url: &str) -> Result<(u64, u64)> {
    let others = "SELECT count(*) FROM pg_stat_activity \
                  WHERE datname = current_database() AND pid <> pg_backend_pid()";
    while server.number(url, others)? > 0 {}
    let pages = "SELECT sum(heap_blks_read + heap_blks_hit + coalesce(idx_blks_read + idx_blks_hit, 0)) \
                 FROM pg_statio_user_tables";
    let large: Vec<String> = LARGE.iter().map(|name| format!("^{name}(_y|$)")).collect();
    let scans = format!(
        "SELECT sum(seq_tup_read) FROM pg_stat_user_tables WHERE relname ~ '{}'",
        large.join("|")
    );
    Ok((server.number(url, pages)?, server.number(url, &scans)?))
}
