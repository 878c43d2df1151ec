//! A hundred thousand rows, beside psql copying and merging the same.
//!
//! psql reads a file that is columns already, where ours reads, checks and hashes seed files, so the
//! floor is a hard one. It keeps the same ledger. Peak memory is the client's.

use std::fmt::Write as _;
use std::fs::File;
use std::io::{BufWriter, Write};
use std::path::{Path, PathBuf};

use anyhow::{Context, Result};

use super::server::Server;
use super::table::{Line, Reach};
use super::timing::{Cost, cost, pairs, peak};

const ROWS: usize = 100_000;
const PAIRS: usize = 3;

/// First and second runs from NDJSON, and first ones from YAML.
pub fn bulk(server: &Server) -> Result<Vec<Line>> {
    let folder = server.folder("bulk")?;
    let (json, yaml) = (folder.join("json"), folder.join("yaml"));
    write(&json.join("personas.ndjson"), ndjson)?;
    write(&yaml.join("personas.yaml"), yaml_file)?;
    let columns = folder.join("personas.copy");
    write(&columns, copy)?;
    let script = script(server, &columns)?;

    let migrated = server.create_database(None)?;
    cost(&mut server.ours(&server.url(&migrated), &["migrate", "run"]))?;
    let fresh = |run: &dyn Fn(&str) -> Result<Cost>| server.with_database(Some(&migrated), run);
    let ours = |url: &str, folder: &Path| {
        let folder = folder.to_string_lossy();
        cost(&mut server.ours(url, &["-q", "seed", "--dir", &folder]))
    };
    let floor = |url: &str| cost(&mut server.psql(url, &["-1", "-f", &script]));

    let first = pairs(PAIRS, || fresh(&|url| ours(url, &json)), || fresh(&floor))?;
    let from_yaml = pairs(PAIRS, || fresh(&|url| ours(url, &yaml)), || fresh(&floor))?;
    let (one, other) = (
        server.create_database(Some(&migrated))?,
        server.create_database(Some(&migrated))?,
    );
    let (one, other) = (server.url(&one), server.url(&other));
    let again = pairs(PAIRS, || ours(&one, &json), || floor(&other))?;
    let memory = |folder: &Path| {
        let folder = folder.to_string_lossy();
        server.with_database(Some(&migrated), |url| {
            peak(&mut server.ours(url, &["-q", "seed", "--dir", &folder]))
        })
    };
    Ok(vec![
        Line::wall("100,000 rows from NDJSON", &first, Reach::Ratio(1.0)),
        Line::cpu("100,000 rows from NDJSON", &first, Reach::Any),
        Line::wall("100,000 rows again, unchanged", &again, Reach::Ratio(1.0)),
        Line::wall("100,000 rows from YAML", &from_yaml, Reach::Ratio(2.3)),
        Line::count(
            "peak memory from NDJSON, KiB",
            memory(&json)?,
            0,
            Reach::Count(16 * 1024),
        ),
        Line::count(
            "peak memory from YAML, KiB",
            memory(&yaml)?,
            0,
            Reach::Count(16 * 1024),
        ),
    ])
}

/// One persona of about 1.5 KB.
struct Persona {
    slug: String,
    name: String,
    prompt: String,
}

fn persona(at: usize) -> Persona {
    let sentence = "You answer briefly, and say what you do not know. ";
    Persona {
        slug: format!("bulk-{at}"),
        name: format!("Bulk {at}"),
        prompt: format!("{}{at}", sentence.repeat(28)),
    }
}

fn write(path: &PathBuf, lines: fn(&mut String, usize)) -> Result<()> {
    let folder = path.parent().context("a file stands in a folder")?;
    std::fs::create_dir_all(folder)?;
    let mut file = BufWriter::new(File::create(path)?);
    let mut line = String::new();
    for at in 0..ROWS {
        line.clear();
        lines(&mut line, at);
        file.write_all(line.as_bytes())?;
    }
    Ok(file.flush()?)
}

fn ndjson(line: &mut String, at: usize) {
    let Persona { slug, name, prompt } = persona(at);
    if at == 0 {
        line.push_str("{\"version\":1,\"kind\":\"personas\"}\n");
    }
    let item = serde_json::json!({
        "slug": slug, "name": name, "category": "bulk", "tags": ["one", "two"],
        "system_prompt": prompt,
    });
    writeln!(line, "{item}").expect("a text takes more");
}

fn yaml_file(line: &mut String, at: usize) {
    let Persona { slug, name, prompt } = persona(at);
    if at == 0 {
        line.push_str("version: 1\nkind: personas\nitems:\n");
    }
    writeln!(
        line,
        "  - slug: {slug}\n    name: {name}\n    category: bulk\n    tags: [one, two]\n    \
         system_prompt: {prompt}"
    )
    .expect("a text takes more");
}

fn copy(line: &mut String, at: usize) {
    let Persona { slug, name, prompt } = persona(at);
    writeln!(line, "{slug}\t{name}\tbulk\t{{one,two}}\t{prompt}").expect("a text takes more");
}

/// What psql runs: a copy into a temporary table, and the merge of it, with a ledger of the digest
/// of each row and of its short fields.
fn script(server: &Server, columns: &Path) -> Result<String> {
    let sql = format!(
        "CREATE TEMPORARY TABLE stage (slug text, name text, category text, tags text[], \
             system_prompt text) ON COMMIT DROP;\n\
         \\copy stage from '{}'\n\
         ANALYZE stage;\n\
         INSERT INTO personas (slug, name, category, tags, system_prompt) \
         SELECT slug, name, category, tags, system_prompt FROM stage s \
         WHERE NOT EXISTS (SELECT FROM personas p WHERE p.slug = s.slug AND p.workspace_id IS NULL \
             AND (p.name, p.category, p.tags, p.system_prompt) \
                 IS NOT DISTINCT FROM (s.name, s.category, s.tags, s.system_prompt)) \
         ON CONFLICT (slug) WHERE workspace_id IS NULL DO UPDATE SET name = excluded.name, \
             category = excluded.category, tags = excluded.tags, \
             system_prompt = excluded.system_prompt, updated_at = now();\n\
         INSERT INTO seed_entries (seed_set, kind, item_key, row_created, item_hash, fields, is_whole) \
         SELECT 'default', 'personas', slug, true, h.hash, jsonb_build_object('slug', slug, \
             'name', name, 'category', category, 'tags', tags, 'system_prompt', h.hash), true \
         FROM stage s CROSS JOIN LATERAL (SELECT encode(sha256(convert_to(system_prompt, 'UTF8')), \
             'hex') AS hash) h \
         WHERE NOT EXISTS (SELECT FROM seed_entries e WHERE e.seed_set = 'default' \
             AND e.kind = 'personas' AND e.item_key = s.slug AND e.item_hash = h.hash) \
         ON CONFLICT (seed_set, kind, item_key) DO UPDATE SET item_hash = excluded.item_hash, \
             fields = excluded.fields, updated_at = now();\n",
        columns.display()
    );
    server.file("bulk.sql", &sql)
}
