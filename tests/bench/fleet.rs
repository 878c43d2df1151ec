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
    "workspaces",
];

/// What an operator asks of one workspace.
const COMMANDS: &[(&str, &[&str])] = &[
    ("workspace show", &["workspace", "show", "fleet-7"]),
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
    server.query(
        &url,
        &format!(
            "ALTER DATABASE {name} SET session_preload_libraries = 'auto_explain'; \
             ALTER DATABASE {name} SET auto_explain.log_min_duration = 0; \
             ALTER DATABASE {name} SET auto_explain.log_analyze = on; \
             ALTER DATABASE {name} SET auto_explain.log_buffers = on; \
             ALTER DATABASE {name} SET auto_explain.log_level = 'notice'"
        ),
    )?;
    let lines = measured(server, &url, part, whole.max(part));
    server.query(&server.url("postgres"), &format!("DROP DATABASE {name}"))?;
    lines
}

fn measured(server: &Server, url: &str, part: u64, whole: u64) -> Result<Vec<Line>> {
    load(server, url, 1, part)?;
    let few: Vec<u64> = pages_of_all(server, url)?;
    load(server, url, part + 1, whole)?;
    let many = pages_of_all(server, url)?;
    Ok(COMMANDS
        .iter()
        .zip(many.into_iter().zip(few))
        .map(|((title, _), (many, few))| {
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
        "SET auto_explain.log_min_duration = -1; \
         INSERT INTO workspaces (name, slug, kind) SELECT 'fleet ' || n, 'fleet-' || n, 'organization' \
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

fn pages_of_all(server: &Server, url: &str) -> Result<Vec<u64>> {
    COMMANDS
        .iter()
        .map(|(title, words)| pages(server, url, title, words))
        .collect()
}

/// The pages that all statements of a command read, by the plans that the server sends along.
fn pages(server: &Server, url: &str, title: &str, words: &[&str]) -> Result<u64> {
    let output = timing::output(&mut server.ours(url, words))?;
    let told = String::from_utf8(output.stderr)?;
    let mut pages = 0;
    for plan in told.split("duration: ").skip(1) {
        for line in plan.lines() {
            let scanned = line.split_once("Seq Scan on ").map(|(_, rest)| rest);
            let table = scanned
                .and_then(|rest| rest.split(' ').next())
                .unwrap_or_default();
            let large = LARGE
                .iter()
                .any(|large| table == *large || table.starts_with(&format!("{large}_y")));
            ensure!(!large, "{title} reads {table} from end to end:\n{plan}");
        }
        // The first line is that of the topmost node, which counts all below it.
        let top = plan
            .lines()
            .find(|line| line.trim_start().starts_with("Buffers: "));
        pages += top.map_or(0, shared);
    }
    ensure!(pages > 0, "{title} came without plans: {told}");
    Ok(pages)
}

/// The numbers behind `shared` in a line such as `Buffers: shared hit=4 read=1, local hit=2`.
fn shared(line: &str) -> u64 {
    let part = line.split("shared ").nth(1).unwrap_or_default();
    let part = part.split(',').next().unwrap_or_default();
    part.split(' ')
        .filter_map(|word| word.split_once('='))
        .filter(|(name, _)| matches!(*name, "hit" | "read"))
        .filter_map(|(_, count)| count.parse::<u64>().ok())
        .sum()
}
