//! Commands that do little: what starting costs.

use std::time::Duration;

use anyhow::Result;

use super::server::Server;
use super::table::{Line, Reach};
use super::timing::{cost, pairs};

const PAIRS: usize = 40;

/// What `persona list` asks the database for.
const PERSONAS: &str = "SELECT id, slug, name, description, category, tags, scope, workspace_id, \
     suggested_temperature, suggested_models, voice_description, system_prompt, source, source_url, \
     is_active, created_at, updated_at FROM personas ORDER BY slug, id LIMIT 51";

/// Words that are answered without a database.
pub fn help_and_version(server: &Server) -> Result<Vec<Line>> {
    let reach = Reach::Time(Duration::from_millis(1));
    let mut lines = Vec::new();
    for word in ["--help", "--version"] {
        let url = server.seeded();
        let pairs = pairs(
            PAIRS,
            || cost(&mut server.ours(url, &[word])),
            || cost(&mut server.psql(url, &[word])),
        )?;
        lines.push(Line::wall(word, &pairs, Reach::Any));
        lines.push(Line::cpu(word, &pairs, reach));
    }
    Ok(lines)
}

/// One small query.
pub fn persona_list(server: &Server) -> Result<Vec<Line>> {
    let url = server.seeded();
    let pairs = pairs(
        PAIRS,
        || cost(&mut server.ours(url, &["persona", "list"])),
        || cost(&mut server.psql(url, &["-c", PERSONAS])),
    )?;
    Ok(vec![
        Line::wall("persona list", &pairs, Reach::Ratio(0.7)),
        Line::cpu("persona list", &pairs, Reach::Ratio(0.3)),
    ])
}
