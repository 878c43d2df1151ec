//! What psql is given to run: SQL that leads to what the tool makes, taken from what it made.

use anyhow::Result;

use super::server::Server;
use super::timing;

/// A table that seeding fills.
struct Seeded {
    name: &'static str,
    /// How ON CONFLICT names its natural key.
    key: &'static str,
    /// Whether ids are written; else the database counts.
    has_given_id: bool,
}

const fn seeded(name: &'static str, key: &'static str, has_given_id: bool) -> Seeded {
    Seeded {
        name,
        key,
        has_given_id,
    }
}

const TABLES: &[Seeded] = &[
    seeded("credential_types", "(name)", false),
    seeded("system_settings", "(category, key)", false),
    seeded(
        "llm_models",
        "(provider, model_id) WHERE workspace_id IS NULL",
        false,
    ),
    seeded("skills", "(name) WHERE workspace_id IS NULL", false),
    seeded("patterns", "(name) WHERE workspace_id IS NULL", false),
    seeded("personas", "(slug) WHERE workspace_id IS NULL", true),
    seeded("plugin_categories", "(slug)", true),
];

const LEDGER: Seeded = seeded("seed_entries", "(seed_set, kind, item_key)", false);

/// The whole schema: every migration, the partitions of the logs, and the policies on both. The
/// tool's own bookkeeping of migrations is not in it.
pub fn schema(server: &Server) -> Result<String> {
    server.with_database(None, |url| {
        let plan = timing::output(&mut server.ours(url, &["migrate", "plan"]))?;
        let partitions = server.query(server.seeded(), PARTITIONS)?;
        let policies = server.query(server.seeded(), POLICIES)?;
        Ok([String::from_utf8(plan.stdout)?, partitions, policies].join("\n"))
    })
}

const PARTITIONS: &str = "SELECT string_agg(format( \
     'CREATE TABLE %1$s (LIKE %2$s INCLUDING DEFAULTS INCLUDING CONSTRAINTS INCLUDING COMMENTS); \
      COMMENT ON TABLE %1$s IS %3$L; \
      ALTER TABLE %2$s ATTACH PARTITION %1$s %4$s; \
      ALTER TABLE %1$s ENABLE ROW LEVEL SECURITY; \
      ALTER TABLE %1$s FORCE ROW LEVEL SECURITY;', \
     c.oid::regclass, i.inhparent::regclass, obj_description(c.oid, 'pg_class'), \
     pg_get_expr(c.relpartbound, c.oid)), E'\\n' ORDER BY c.relname) \
     FROM pg_inherits i JOIN pg_class c ON c.oid = i.inhrelid WHERE c.relkind = 'r'";

/// Those that no migration makes.
const POLICIES: &str = "SELECT string_agg(format( \
     'CREATE POLICY %I ON %I TO %s USING (%s) WITH CHECK (%s);', \
     policyname, tablename, array_to_string(roles, ', '), qual, with_check), E'\\n') \
     FROM pg_policies p JOIN pg_class c ON c.relname = p.tablename AND c.relnamespace = 'public'::regnamespace \
     WHERE c.relispartition OR p.policyname LIKE 'automatos_tool_%'";

/// One INSERT a table with all the rows that ship, which writes only what differs.
pub fn rows(server: &Server) -> Result<String> {
    TABLES.iter().map(|table| insert(server, table)).collect()
}

/// The same for the ledger of what was seeded.
pub fn ledger(server: &Server) -> Result<String> {
    insert(server, &LEDGER)
}

fn insert(server: &Server, table: &Seeded) -> Result<String> {
    let Seeded {
        name,
        key,
        has_given_id,
    } = table;
    let columns = server.query(
        server.seeded(),
        &format!(
            "SELECT string_agg(quote_ident(attname), ' ' ORDER BY attnum) FROM pg_attribute \
             WHERE attrelid = '{name}'::regclass AND attnum > 0 AND NOT attisdropped \
               AND attgenerated = '' AND attname NOT IN ('created_at', 'updated_at') \
               AND ({has_given_id} OR attname <> 'id')"
        ),
    )?;
    let columns: Vec<&str> = columns.split(' ').collect();
    let literals = vec!["%L"; columns.len()].join(", ");
    let values = server.query(
        server.seeded(),
        &format!(
            "SELECT string_agg(format('({literals})', {}), E',\\n') FROM {name}",
            columns.join(", ")
        ),
    )?;
    let compared: Vec<&str> = columns
        .iter()
        .copied()
        .filter(|column| *column != "id")
        .collect();
    let of = |row: &str| {
        let names: Vec<String> = compared
            .iter()
            .map(|column| format!("{row}.{column}"))
            .collect();
        names.join(", ")
    };
    let sets: Vec<String> = compared
        .iter()
        .map(|column| format!("{column} = excluded.{column}"))
        .collect();
    Ok(format!(
        "INSERT INTO {name} ({}) VALUES\n{values}\nON CONFLICT {key} DO UPDATE SET {}, \
         updated_at = now() WHERE ({}) IS DISTINCT FROM ({});\n",
        columns.join(", "),
        sets.join(", "),
        of(name),
        of("excluded"),
    ))
}
